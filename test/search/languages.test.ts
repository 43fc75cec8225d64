import { describe, expect, test } from 'vitest'
import { buildSearchIndex, type SearchIndex } from '../../src/core/search/search-index.ts'
import { libraryOf, type Files } from '../support/library-of.ts'

async function found(files: Files, question: string): Promise<readonly string[]> {
  const index = await indexOf(files)
  return index.search(question).hits.map(({ passage }) => passage.note.id)
}

async function indexOf(files: Files): Promise<SearchIndex> {
  return buildSearchIndex(await libraryOf(files))
}

const GERMAN = {
  'faehre.md': `---
title: Warum kommt die Fähre zu spät?
---
Bei Ebbe kann die Fähre nicht anlegen. Sie wartet vor der Mole, bis das Wasser wieder steigt.
`,
  'muehle.md': `---
title: Was mahlt die Mühle?
---
Die Mühle mahlt Weizen und im Herbst auch Mais. Das Rad ist aus Eiche.
`,
  'strasse.md': 'Die Straße zum Hafen ist im Mai gesperrt, und die Größe der Löcher wird gemessen.\n',
}

const FRENCH = {
  'mer.md': `---
title: Pourquoi l'eau de la mer est-elle salée ?
---
Les rivières apportent le sel des roches. L'évaporation laisse le sel derrière elle.
`,
  'modele.md': 'Le modèle apprend par l’exemple, et un bon élève ne copie pas.\n',
}

const CHINESE = {
  'rl.md': `---
title: 强化学习是否扩大了模型能解决的问题范围？
---
在目前的训练下并没有。基础模型在多次采样时会赶上经过训练的模型。
`,
  'tea.md': '绿茶用八十度的水冲泡。水太热，茶叶会变苦。\n',
  'gpt.md': '我们用GPT-4模型做了比较。\n',
}

const JAPANESE = {
  'rl.md': `---
title: 強化学習はモデルが解ける問題を増やすのか？
---
今の学習では増えない。エントロピーが下がると探索は止まる。
`,
  'tea.md': '緑茶は八十度のお湯で淹れる。熱すぎると苦くなる。\n',
}

const KHMER = {
  'ferry.md': `---
title: ហេតុអ្វីបានជាទូកដរឆ្លងយឺត?
---
ទឹកទន្លេឡើងខ្ពស់នៅរដូវវស្សា។ ទូកត្រូវរង់ចាំរហូតដល់ទឹកស្រក។
`,
  'rice.md': 'កសិករដាំស្រូវនៅដើមខែ។ ពួកគេច្រូតកាត់នៅខែធ្នូ។\n',
}

describe('notes are found by words of their own language', () => {
  test.each([
    ['German', GERMAN, 'warum ist die Fähre spät', 'faehre'],
    ['German', GERMAN, 'Weizen', 'muehle'],
    ['French', FRENCH, "d'où vient le sel ?", 'mer'],
    ['French, though the article is run together with it', FRENCH, 'eau', 'mer'],
    ['French, whichever apostrophe is typed', FRENCH, "l'exemple", 'modele'],
    ['Chinese', CHINESE, '强化学习', 'rl'],
    ['Chinese, in a question', CHINESE, '绿茶用多热的水？', 'tea'],
    ['Chinese, beside a Latin name', CHINESE, 'gpt4', 'gpt'],
    ['Japanese', JAPANESE, '探索はなぜ止まる', 'rl'],
    ['Japanese', JAPANESE, '緑茶', 'tea'],
    ['Khmer', KHMER, 'ទូក', 'ferry'],
    ['Khmer, in a question', KHMER, 'តើកសិករដាំអ្វី', 'rice'],
  ])('in %s', async (_, notes, question, note) => {
    expect((await found(notes, question))[0]).toBe(note)
  })

  test('in a folder that mixes them', async () => {
    const mixed = Object.fromEntries(
      Object.entries({ de: GERMAN, fr: FRENCH, zh: CHINESE, ja: JAPANESE, km: KHMER }).flatMap(
        ([folder, files]) => Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]),
      ),
    )
    const index = await indexOf({ ...mixed, 'en.md': 'The ferry was late, for the tide was low.\n' })
    const first = (question: string) => index.search(question).hits[0]?.passage.note.id
    expect(first('Wann ist die Straße gesperrt?')).toBe('de/strasse')
    expect(first('comment apprend un modèle')).toBe('fr/modele')
    expect(first('茶叶')).toBe('zh/tea')
    expect(first('エントロピー')).toBe('ja/rl')
    expect(first('ស្រូវ')).toBe('km/rice')
    expect(first('why was the ferry late?')).toBe('en')
  })
})

describe('only English words are stemmed', () => {
  test('so that German Mais is not May', async () => {
    expect(await found(GERMAN, 'Mai')).toEqual(['strasse'])
    expect(await found(GERMAN, 'Mais')).toEqual(['muehle'])
  })

  test('and an English note with a German name in it stays English', async () => {
    const notes = { 'alps.md': 'The hikers crossed the Alps on the road from Garmisch to Mittenwald.\n' }
    expect(await found(notes, 'crossing hiker')).toEqual(['alps'])
  })
})

describe('small words', () => {
  test('of English that mean something elsewhere are words there', async () => {
    const notes = { 'will.md': 'Der Wille ist frei, weil er will und nicht muss, was er tut.\n', ...GERMAN }
    expect((await found(notes, 'will'))[0]).toBe('will')
  })

  test('of another language leave a question in it', async () => {
    const { words, unknown } = (await indexOf(GERMAN)).queryOf('Weshalb wartet die Fähre?')
    expect(words).toEqual(['wartet', 'fähre'])
    expect(unknown).toEqual([])
  })

  test('of another language stay in an English question', async () => {
    const { words } = (await indexOf(GERMAN)).queryOf('why do the batteries die?')
    expect(words).toContain('die')
  })
})

describe('accents', () => {
  test.each([
    ['modele', FRENCH, 'modele'],
    ['MODÈLE', FRENCH, 'modele'],
    ['evaporation', FRENCH, 'mer'],
    ['grosse', GERMAN, 'strasse'],
    ['groesse', GERMAN, 'strasse'],
    ['strasse', { 'weg.md': GERMAN['strasse.md'] }, 'weg'],
  ])('may be left out: %s', async (typed, notes, note) => {
    expect((await found(notes, typed))[0]).toBe(note)
  })

  test('may be typed where the notes have none', async () => {
    expect(await found({ 'naive.md': 'A naive guess.\n' }, 'naïve')).toEqual(['naive'])
  })

  test('are the same in whatever form of Unicode they are written', async () => {
    expect((await found(FRENCH, 'modèle'.normalize('NFD')))[0]).toBe('modele')
  })

  test('tell the exact word from the others, which come behind it', async () => {
    const notes = {
      'without.md': 'Un modele simple.\n',
      'with.md': 'Un modèle simple.\n',
      'again.md': 'Un autre modele.\n',
    }
    expect((await found(notes, 'modèle'))[0]).toBe('with')
    expect((await found(notes, 'modele')).at(-1)).toBe('with')
  })

  test('are letters where a script writes its vowels with marks', async () => {
    expect((await indexOf(KHMER)).queryOf('ទូក').words).toEqual(['ទូក'])
  })
})

test('an unknown word without spaces is looked for by the known words in it', async () => {
  const index = await indexOf(CHINESE)
  const [hit] = index.search('绿茶水').hits
  expect(hit?.passage.note.id).toBe('tea')
})
