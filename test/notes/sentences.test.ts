import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proseBlocks } from '../../src/core/notes/blocks.ts'
import { plainText } from '../../src/core/notes/plain-text.ts'
import { sentencesOf } from '../../src/core/notes/sentences.ts'
import { libraryOf } from '../support/library-of.ts'
import { noteIn } from './readings.ts'

const textsOf = (markdown: string): readonly string[] => sentencesOf(markdown).map(({ text }) => text)

describe('a sentence does not end', () => {
  test('in code', () => {
    expect(textsOf('The call `a.b(). C` is whole.')).toEqual(['The call a.b(). C is whole.'])
  })

  test.each([
    'It helps, e.g. In small models, i.e. Those below 3B.',
    'See Fig. 3, Eq. (4), Sec. 2 and No. 5 for more.',
    'Cui et al. (2024) and Lee et al. report it.',
    'J. R. Smith and Dr. Brown agree with the U.S. Department.',
    'The rate rose from 0.15 % to 73.98 % in v1.2 of the run.',
    'It went on … and on ... and on.',
    'Is it pass@k? it asks, and goes on.',
    'The formula $x. Y$ is whole, as is $a_1 * b_2. C$.',
    '(One thing was said. Another was meant.)',
    'He called it “done. Almost.” and left.',
    'Im 19. Jahrhundert heizte man mit Kohle.',
    'Im 18. und 19. Jahrhundert, nach dem 1. Weltkrieg und am 3. Tag war es so.',
    'Das Recht gem. § 35 Abs. 2 und gem. Art. 5 folgt aus dem Gesetz Nr. 5.',
    'Man nahm ca. 30, d. h. Stahl u. a. Metalle, bzw. Holz, vgl. Seite 2, z. B. Eiche.',
    '「夢は必要だ。」と彼は言った。',
    'Approx. 30 of them, cf. Table 2, vs. The rest.',
  ])('%s', (sentence) => {
    expect(textsOf(sentence)).toEqual([sentence])
  })
})

describe('a sentence ends', () => {
  test.each([
    [['Is it so?', 'No.', 'The run failed.']],
    [['She said "stop."', 'Then it stopped.']],
    [['He worked with Cui et al.', 'The paper came later.']],
    [['There was a plan B.', 'It failed.']],
    [['They moved to the U.S.', 'The others stayed.']],
    [['It went on…', 'Then it ended.']],
    [['(In brackets.)', 'Outside again!']],
    [['这是一句。', '这是另一句。']],
    [['真的吗？', '是的！', 'pass@k 不同。']],
    [['他说：「我来。你去。」', '然后走了。']],
    [['今の学習では増えない。', '探索は止まる。']],
    [['ទឹកឡើងខ្ពស់។', 'ទូកត្រូវរង់ចាំ។']],
    [['Am 3. Mai kam sie z. B. nicht.', 'Im Juni schon.']],
    [['Es waren Kapitel 1 und 2.', 'Dann war Schluss.', 'Er kam auf Platz 3.', 'Kohle war teuer.']],
    [['It began in 2019.', 'Then it ended.', 'I am 19.', 'Time flies.', 'It was a gem.', 'So it was.']],
    [['「夢だ。」', 'ところが違った。']],
    [['It fell to $x$.', '$y$ rose.']],
  ])('%j', (sentences) => {
    const separator = /[。？」]$/.test(sentences[0] ?? '') ? '' : ' '
    expect(textsOf(sentences.join(separator))).toEqual(sentences)
  })
})

test('paragraphs, items, quotes and callouts are blocks, and no sentence crosses them', () => {
  const markdown = `First line
goes on. Second

- an item
  that goes on. And ends.
  - nested without stop
1. numbered
- [ ] a task
- [/] one begun
- [1] is a number

> quoted. Twice.

> [!note] A title
> A callout says so.

Last.`
  expect(sentencesOf(markdown).map(({ block, text }) => `${block} ${text}`)).toEqual([
    '0 First line goes on.',
    '0 Second',
    '1 an item that goes on.',
    '1 And ends.',
    '2 nested without stop',
    '3 numbered',
    '4 a task',
    '5 one begun',
    '6 [1] is a number',
    '7 quoted.',
    '7 Twice.',
    '8 A title',
    '9 A callout says so.',
    '10 Last.',
  ])
})

test('code, tables, math, headings, HTML, comments, embeds, fields and mere links are no prose', () => {
  const markdown = `    indented code.

\`\`\`
code. More code.
\`\`\`

| a | b |
|---|---|
| x. | y. |

$$
x. Y
$$

$$z. Z$$

### A heading

Underlined
==========

<table>
<tr><td>Some HTML.</td></tr>
</table>

<!-- A comment. -->

%%
A remark.
%%

![[Embed]]
![alt](pic.png)

supports:: [[X]] — a reason.
- challenges:: [[Y]] — a reason.
- [extends:: [[Z]]] — a reason.
- [[Only a link]]
- {{query (todo now)}}
- ![alt](pic.png){:height 300, :width 400}
  id:: 650a1b2c-0d1e-4f2a-8b3c-4d5e6f7a8b9c
  collapsed:: true
- #+BEGIN_QUOTE
  #+END_QUOTE

***

[label]: https://example.org

Only this.`
  expect(textsOf(markdown)).toEqual(['Only this.'])
})

test('what is said in a callout, a footnote, a box or a field is prose', () => {
  const markdown = `> [!tip]- Feed sugar syrup only in autumn
> It keeps.

<aside class="note">
The yield grew by a tenth.
</aside>

<details>
<summary>How was it counted?</summary>

By hand.

</details>

The result is robust.[^1]

[^1]: The cohort came from Tromsø.

[^2]: Brown, B. (2024). Yields in the north. arXiv:2407.21787.

Owner:: Anna signs every contract.
Owner:: Anna
supports:: [[X]] — it is so.
supports:: The yield grew too.

    Key:: this is code.`
  expect(textsOf(markdown)).toEqual([
    'Feed sugar syrup only in autumn',
    'It keeps.',
    'The yield grew by a tenth.',
    'How was it counted?',
    'By hand.',
    'The result is robust.',
    'The cohort came from Tromsø.',
    'Owner: Anna signs every contract.',
  ])
})

test.each([
  ['- Capital: [[Paris]]', 'Capital: Paris'],
  ['Vue shows a value by {{ value }}.', 'Vue shows a value by {{ value }}.'],
  ['ID: every person carries one of these since 1951', 'ID: every person carries one of these since 1951'],
  ['It was moved.\nDate: the fruit of a palm.', 'It was moved. Date: the fruit of a palm.'],
  ['[![Build](https://img.example/x.svg)](https://ci.example) It turns.', 'Build It turns.'],
])('%j says something', (line, text) => {
  expect(textsOf(line).join(' ')).toBe(text)
})

test('a paragraph of more than one line is prose, also above a rule', () => {
  const markdown = `Winter tyres should be mounted
in October at the latest.
---
More notes
follow.
===
The end.`
  expect(textsOf(markdown)).toEqual([
    'Winter tyres should be mounted in October at the latest.',
    'More notes follow.',
    'The end.',
  ])
})

test('a transcript in one line is prose, cut where sentences end', async () => {
  const said = Array.from({ length: 2000 }, (_, i) => `In minute ${i} the [[keeper]] spoke of oil.`)
  const data = 'QUJD'.repeat(10_000)
  const library = await libraryOf({ 'n.md': `# N\n\n${said.join(' ')}\n\n${data}\n\nThe end.\n` })
  const sections = noteIn(library, 'n.md').sections
  const sentences = sections.flatMap(({ markdown }) => textsOf(markdown))
  expect(sentences).toEqual([...said.map(plainText), 'The end.'])
  expect(Math.max(...sections.map(({ markdown }) => markdown.indexOf('\n', 2)))).toBeLessThan(20_000)
})

test('rows without end of tags, links and blanks are read like others', async () => {
  const rows = [
    `See: ${'#a[[b]]'.repeat(60)}, the end.`,
    `tags:${' '.repeat(15_000)}end.`,
    `${'{{a}} '.repeat(100)}end.`,
    `${'#a '.repeat(5000)}end.`,
    `Owner::${' '.repeat(15_000)}it is the end.`,
  ]
  const read = textsOf(rows.join('\n\n')).map((text) => text.slice(-4))
  expect(read).toEqual(rows.map(() => 'end.'))
  const library = await libraryOf({ 'n.md': `--${' '.repeat(15_000)}1\n\nThe end.\n` })
  expect(noteIn(library, 'n.md').claim?.text).toBe('-- 1')
})

test('a paragraph may hold inline code, HTML or math and may begin with them', () => {
  expect(textsOf('<b>Bold</b> start. `code` next. $x$ is math.')).toEqual([
    'Bold start.',
    'code next.',
    '$x$ is math.',
  ])
})

test('each sentence knows the links that stand in it, as they are written', () => {
  const markdown = 'One [[a|x]] and [b](c/d.md#e). Two [[f#g]]! Three.'
  expect(sentencesOf(markdown).map(({ links }) => links)).toEqual([['a', 'c/d.md'], ['f'], []])
})

const PARTS = [
  'Word •word•. •.•? •?•! • •e.g.•“•”•(•)•"•*em*•[^1]•U.S.•…•。•::•0.5•<b>•%%•**•\\',
  '[[a|b. C]]•`x. Y`•$a. B$•\n•\n\n•- •> •1. •| a |•```\n',
]
  .join('•')
  .split('•')

const prose = fc.array(fc.constantFrom(...PARTS), { maxLength: 50 }).map((parts) => parts.join(''))

test('every sentence stands word for word in its block, in order', () => {
  fc.assert(
    fc.property(prose, (markdown) => {
      const blocks = [...proseBlocks(markdown)].map((block) => plainText(block.markdown))
      let at = 0
      let inBlock = 0
      for (const { text, block } of sentencesOf(markdown)) {
        if (block !== inBlock) at = 0
        inBlock = block
        const found = blocks[block]?.indexOf(text, at) ?? -1
        expect(found).toBeGreaterThanOrEqual(at)
        at = found + text.length
        expect(text).toBe(text.trim())
        expect(text).toMatch(/[\p{L}\p{N}]/u)
      }
    }),
    { numRuns: 2000 },
  )
})

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

test('no letter of a block is lost', () => {
  fc.assert(
    fc.property(prose, (markdown) => {
      const blocks = [...proseBlocks(markdown)].map((block) => plainText(block.markdown))
      expect(lettersOf(textsOf(markdown).join(''))).toBe(lettersOf(blocks.join('')))
    }),
    { numRuns: 1000 },
  )
})
