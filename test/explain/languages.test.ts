import { expect, test } from 'vitest'
import { explain } from '../../src/core/explain/explain.ts'
import { buildSearchIndex } from '../../src/core/search/search-index.ts'
import { wordNet } from '../../src/thesaurus/wordnet.ts'
import { libraryOf, type Files } from '../support/library-of.ts'

async function leadOf(files: Files, question: string): Promise<string | undefined> {
  const library = await libraryOf(files)
  const index = await buildSearchIndex(library, { thesaurus: wordNet() })
  const explanation = explain(question, { library, index })
  return explanation.type === 'found' ? explanation.lead[0]?.text : undefined
}

test('Chinese is quoted by the sentence, and two sentences stand together as they are written', async () => {
  const files = {
    'tea.md': '茶是一种饮料。绿茶用八十度的水冲泡。绿茶的水太热会变苦。',
    'coffee.md': '咖啡用九十度的水冲泡。',
  }
  const lead = await leadOf(files, '绿茶用多热的水冲泡？')
  expect(lead).toContain('绿茶用八十度的水冲泡。')
  expect(files['tea.md']).toContain(lead)
})

test('Japanese is quoted by the sentence', async () => {
  const files = {
    'rl.md': '今の学習では増えない。エントロピーが下がると探索は止まる。報酬は変わらない。',
    'tea.md': '緑茶は八十度のお湯で淹れる。',
  }
  expect(await leadOf(files, '探索はなぜ止まる？')).toContain('エントロピーが下がると探索は止まる。')
})

test('Khmer is quoted by the sentence', async () => {
  const files = {
    'ferry.md': 'ទឹកទន្លេឡើងខ្ពស់នៅរដូវវស្សា។ ទូកត្រូវរង់ចាំរហូតដល់ទឹកស្រក។',
    'rice.md': 'កសិករដាំស្រូវនៅដើមខែ។',
  }
  expect(await leadOf(files, 'ទូកត្រូវរង់ចាំ')).toContain('ទូកត្រូវរង់ចាំរហូតដល់ទឹកស្រក។')
})

test('German is quoted by the sentence, abbreviations and dates left whole', async () => {
  const files = {
    'faehre.md': 'Die Fähre fährt täglich. Am 3. Mai kam sie z. B. wegen Ebbe nicht. Sie ist alt.',
    'mole.md': 'Die Mole ist aus Stein, und sie steht seit hundert Jahren im Wasser.',
  }
  expect(await leadOf(files, 'Warum kam die Fähre nicht, wegen Ebbe?')).toContain(
    'Am 3. Mai kam sie z. B. wegen Ebbe nicht.',
  )
})

test('a question in another language that the notes do not answer is a miss', async () => {
  const files = {
    'faehre.md': 'Die Fähre fährt täglich, und sie ist alt. Bei Ebbe kann sie nicht anlegen.',
    'muehle.md': 'Die Mühle mahlt Weizen und im Herbst auch Mais.',
  }
  expect(await leadOf(files, 'Wie werden Oliven eingelegt?')).toBeUndefined()
})
