import { expect, test } from 'vitest'
import { libraryOf } from '../support/library-of.ts'
import { noteIn } from './readings.ts'

test('a claim is stated, or is the first sentence of the first paragraph', async () => {
  const library = await libraryOf({
    'a.md': '---\nclaim: It **holds** at scale.\ndescription: Not this.\n---\nNor this.',
    'b.md': '---\ndescription: As described.\n---\nText.',
    'c.md': '# Title\n\n![[pic.png]]\n\n- an item\n\nThe [[a|first]] sentence, e.g. this one. The second.\n',
    'd.md': '# Only a title\n',
    'e.md': '---\nclaim: {{claim}}\n---\n## Part\n\nFound here.',
  })
  expect([...library.notes.values()].map(({ claim }) => claim)).toEqual([
    { text: 'It holds at scale.', from: 'stated' },
    { text: 'As described.', from: 'stated' },
    { text: 'The first sentence, e.g. this one.', from: 'opening' },
    null,
    { text: 'Found here.', from: 'opening' },
  ])
})

test('lines that only keep the books are no claim', async () => {
  const library = await libraryOf({
    'a.md': '#car #home\n\nCars rust.\n',
    'b.md': '# Tyres\n\nStatus: #seedling\nTags: [[Car]], [[Home]]\n**Up**: [[Car]]\n\nTyres wear.\n',
    'c.md': 'ID: 202401051230 #learning\n\nLearning takes time.\n',
    'd.md': 'tags : Physics, Heat\nHeat flows.\n',
    'e.md': '# {{title}}\n\nBy {{author}}, {{date:YYYY-MM-DD}}\n\nWrite here.\n',
    'f.md': 'Date: a palm bears it.\n',
    'g.md': 'Winter: #snow falls in it.\n',
  })
  expect([...library.notes.values()].map(({ title, claim }) => [title, claim?.text])).toEqual([
    ['a', 'Cars rust.'],
    ['Tyres', 'Tyres wear.'],
    ['c', 'Learning takes time.'],
    ['d', 'Heat flows.'],
    ['e', 'Write here.'],
    ['f', 'Date: a palm bears it.'],
    ['g', 'Winter: #snow falls in it.'],
  ])
})

test('topics are a list or a text with commas, with or without brackets', async () => {
  const library = await libraryOf({
    'a.md': '---\ntopics: [reward design, Limits, limits]\n---\n',
    'b.md': '---\ntopic: scaling, entropy\n---\n',
    'c.md': '---\ntopics: "[[Sea|the sea]]"\n---\n',
  })
  expect([...library.notes.values()].map(({ topics }) => topics)).toEqual([
    ['reward design', 'Limits'],
    ['scaling', 'entropy'],
    ['the sea'],
  ])
})

test('the date is when it was updated, else dated, else created, as written', async () => {
  const library = await libraryOf({
    'a.md': '---\ncreated: 2020-01-01\ndate: 2021-02-02\nupdated: 2022-03-03\n---\n',
    'b.md': '---\ncreated: 2020-01-01\ndate: March 2021\n---\n',
    'c.md': '---\ncreated: 1600000000000\n---\n',
    'd.md': '',
  })
  expect([...library.notes.values()].map(({ date }) => date)).toEqual([
    '2022-03-03',
    'March 2021',
    '2020-09-13',
    null,
  ])
})

test('sources are records, links or plain texts, and only web addresses are kept', async () => {
  const library = await libraryOf({
    'a.md': `---
sources:
  - title: "Tides: a study"
    authors: [Ann Lee, B. Ito]
    year: 2025
    url: https://example.org/tides
  - title: Harbour tales
    author: C. Day
    url: javascript:alert(1)
  - https://example.org/plain
  - "Moon and sea, https://example.org/moon"
  - "[Waves](https://example.org/waves)"
  - A book without address
  - https://example.org/Tide_(water)
  - "Ebb (https://example.org/Ebb_(water))."
---
`,
  })
  expect(noteIn(library, 'a.md').sources).toEqual([
    { title: 'Tides: a study', authors: 'Ann Lee, B. Ito', year: '2025', url: 'https://example.org/tides' },
    { title: 'Harbour tales', authors: 'C. Day' },
    { title: 'https://example.org/plain', url: 'https://example.org/plain' },
    { title: 'Moon and sea', url: 'https://example.org/moon' },
    { title: 'Waves', url: 'https://example.org/waves' },
    { title: 'A book without address' },
    { title: 'https://example.org/Tide_(water)', url: 'https://example.org/Tide_(water)' },
    { title: 'Ebb', url: 'https://example.org/Ebb_(water)' },
  ])
})

test("a note's own address is a web address or none", async () => {
  const library = await libraryOf({
    'a.md': '---\nurl: https://example.org/a\n---\n',
    'b.md': '---\nurl: /relative\npermalink: https://example.org/b\n---\n',
    'c.md': '---\nurl: javascript:alert(1)\n---\n',
  })
  expect([...library.notes.values()].map(({ url }) => url)).toEqual([
    'https://example.org/a',
    'https://example.org/b',
    null,
  ])
})

test('a line says so, or stands in a folder called lines; its next questions are listed', async () => {
  const library = await libraryOf({
    'lines/a.md': '## Next\n\n- What **now**?\n- And\n  then?\n\nThanks.\n',
    'b.md': '---\nkind: line\n---\n## Open questions\n\n1. [-] Why?\n',
    'c.md': '---\ntype: Line\n---\n',
    'd.md': '## Next\n\n- Not a question of a line?\n',
    'lines.md': '',
  })
  expect(
    [...library.notes.values()].map(({ file, kind, nextQuestions }) => [file, kind, nextQuestions]),
  ).toEqual([
    ['b.md', 'line', ['Why?']],
    ['c.md', 'line', []],
    ['d.md', 'note', []],
    ['lines.md', 'note', []],
    ['lines/a.md', 'line', ['What now?', 'And then?']],
  ])
})

test('private, draft and unpublished notes are counted and nothing else', async () => {
  const hidden = {
    'a.md': 'private: true',
    'b.md': 'draft: "yes"',
    'c.md': 'publish: false',
    'd.md': 'Private: True',
    'e.md': 'publish: "no"',
    'f.md': 'private: only for us',
    'g.md': 'private: false\nprivate: true',
    'h.md': 'title: [broken\nprivate: true',
    'i.md': 'published: false',
    'j.md': 'title: [broken\npublish: false # not yet',
  }
  const shown = { 'y.md': 'private: false\ndraft: no', 'z.md': 'publish: true\nprivate:' }
  const library = await libraryOf({
    ...Object.fromEntries(
      Object.entries({ ...hidden, ...shown }).map(([file, front]) => [file, `---\n${front}\n---\n# Body\n`]),
    ),
    'open.md': '---\nprivate: true\n\nThe fence is never closed.\n',
    'toml.md': '+++\ndraft = true\n+++\n',
    'json.md': '---\n{\n  "draft": true\n}\n---\n',
    'page.md': 'private:: true\n\ntext',
  })
  expect([...library.notes.keys()]).toEqual(['y', 'z'])
  expect(library.hidden).toBe(14)
})

test('in doubt a note is hidden: also where what was meant to hide it is no sound front matter', async () => {
  const library = await libraryOf({
    'after a blank line.md': '\n---\ntitle: Salary list\nprivate: true\n---\nAnn earns more.\n',
    'after a comment.md': '<!-- written by a tool -->\n---\nprivate: true\n---\nAnn earns more.\n',
    'no blank after the colon.md': '---\nprivate:true\n---\nAnn earns more.\n',
    'indented.md': '---\ntitle: Salary list\n  private: true\n---\nAnn earns more.\n',
    'a list.md': '---\n- private: true\n---\nAnn earns more.\n',
    'long fence.md': '----\nprivate: true\n----\nAnn earns more.\n',
    'dashes of a phone.md': '—-\ndraft: true\n—-\nAnn earns more.\n',
    'named fence.md': '---yaml\npublish: false\n---\nAnn earns more.\n',
    'second block.md': '---\ntitle: Salary list\n---\n\n---\nprivate: true\n---\nAnn earns more.\n',
    'never closed.md': '---\ntitle: Salary list\n\ntags: [pay]\n\nprivate: true\n\nAnn earns more.\n',
  })
  expect([...library.notes.keys()]).toEqual([])
  expect(library.hidden).toBe(10)
})

test('a rule on top of a text hides nothing, whatever the text is about', async () => {
  const library = await libraryOf({
    'rule.md': '---\n\nGood morning.\n\nPrivate: what nobody else reads.\n\n---\n\nMore.\n',
    'below.md': 'Good morning.\n\n---\n\nDraft: the depth of a boat.\n',
    'nested.md': '---\ntitle: A boat\ncover:\n  public: false\n---\nIt floats.\n',
    'schools.md':
      '---\ntitle: Schools\n---\n---\n\nTwo types:\n\n- Public: paid by all\n- Private: by parents\n',
    'access.md': '---\n\n# Access in Java\n\nprivate: yes\n',
    'sample.md': '---\n\n```yaml\ndraft: true\n```\n\nSo it is written.\n',
  })
  expect([...library.notes.keys()]).toEqual(['access', 'below', 'nested', 'rule', 'sample', 'schools'])
  expect(noteIn(library, 'rule.md').claim?.text).toBe('Good morning.')
})

test('nothing that is said in public names a hidden note', async () => {
  const library = await libraryOf({
    'plans/takeover.md':
      '---\nprivate: true\ntitle: Takeover of Acme\naliases: [Acme deal]\n---\n[[gone]] [[takeovr]]\n',
    'takeover.md': '# Takeovers in history\n',
    'news.md':
      '[[takeovers]] [[Acme deel]] [[Takeover of Acmo]] [[Acme deal]] [[plans/takeover]] [[takeover]]\n',
    'twin.md': '---\ntitle: Takeover of Acme\n---\n',
  })
  const { problems, notes, missing } = library
  const said = JSON.stringify([
    problems.filter(({ hidden }) => !hidden),
    [...notes.values()].map((note) => note.title),
  ])
  expect(said).not.toMatch(/plans|Acme deal"/)
  expect(problems.filter(({ hidden }) => hidden).map(({ file }) => file)).toEqual([
    'plans/takeover.md',
    'plans/takeover.md',
  ])
  expect([...missing.keys()]).not.toContain('gone')
  expect(notes.size).toBe(3)
})
