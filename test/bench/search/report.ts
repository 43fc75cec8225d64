/** What was measured as tables that read well in a terminal and in a README. */
import type { CollectionFigures } from './one-collection.ts'
import type { BroadFigures, QuestionsFigures } from './sample-figures.ts'
import type { ScaleFigures } from './scale.ts'
import { MINISEARCH_DEFAULT } from './engine.ts'

export interface Figures {
  readonly node: string
  readonly cores: number
  readonly collections: readonly CollectionFigures[]
  readonly scale: readonly ScaleFigures[]
  readonly broad: BroadFigures
  /** Null where no file of questions was given. */
  readonly questions: QuestionsFigures | null
}

export function reportOf(figures: Figures): string {
  const { collections, scale, broad, questions } = figures
  return [
    `Node ${figures.node}, ${figures.cores} cores`,
    ...collections.map(rankingTable),
    ownTable(collections),
    table(
      ['broad questions', 'found', 'of'],
      [
        ...broad.lines.map(({ question, found, all }) => [question, String(found), String(all)]),
        ['together', String(broad.found), String(broad.all)],
      ],
    ),
    ...(questions === null ? [] : [questionsLine(questions)]),
    ...(scale.length === 0 ? [] : [scaleTable(scale)]),
  ].join('\n\n')
}

function rankingTable({ name, documents, questions, ranking }: CollectionFigures): string {
  const base = ranking.find(({ engine }) => engine === MINISEARCH_DEFAULT)
  const rows = ranking.map((row) => {
    const ratio = (of: 'ndcg' | 'cpu'): string => (base === undefined ? '–' : times(row[of] / base[of]))
    return [
      row.engine,
      share(row.ndcg),
      ratio('ndcg'),
      share(row.recall),
      share(row.mrr),
      share(row.success1),
      share(row.success5),
      row.build.toFixed(0),
      Math.max(0, row.memory).toFixed(0),
      row.cpu.toFixed(2),
      ratio('cpu'),
      row.median.toFixed(2),
      row.p99.toFixed(2),
    ]
  })
  const head = ['nDCG@10', 'ratio', 'Recall@10', 'MRR@10', 'S@1', 'S@5', 'build ms', 'MB', 'CPU ms', 'ratio']
  return `${name}: ${documents} documents, ${questions} questions\n\n${table(
    ['engine', ...head, 'median ms', 'p99 ms'],
    rows,
  )}`
}

function ownTable(collections: readonly CollectionFigures[]): string {
  const rows = collections.flatMap(({ name, halves, typos, followUps, answers, misses }) => [
    [`nDCG@10, first half of ${name}`, share(halves.first)],
    [`nDCG@10, second half of ${name}`, share(halves.second)],
    [`nDCG@10 kept with one typo, ${name}`, share(typos.kept)],
    ...(followUps === null
      ? []
      : [
          [`follow-ups, last question alone, ${name}`, share(followUps.alone)],
          [`follow-ups, with the history, ${name}`, share(followUps.withHistory)],
        ]),
    ...(answers === null
      ? []
      : [
          [`gold answer in the first 60 words quoted, ${name}`, share(answers.quoted)],
          [`the same of those that are answered, ${name}`, share(answers.quoted / answers.answered)],
          [`gold answer in the lead alone, ${name}`, share(answers.inLead)],
          [`right note cited first, ${name}`, share(answers.citedFirst)],
          [`answered at all, ${name}`, share(answers.answered)],
        ]),
    ...(misses === null
      ? []
      : [
          [`unanswerable still answered at 95 % answered, ${name}`, share(misses.at95)],
          [`unanswerable still answered at 90 % answered, ${name}`, share(misses.at90)],
          [`answerable or not, area under the curve, ${name}`, share(misses.areaUnderCurve)],
          [
            `libraries of ${misses.small.documents} notes: answered of the answerable, ${name}`,
            share(misses.small.kept),
          ],
          [`the same of questions to notes that were left out, ${name}`, share(misses.small.leftOut)],
          [`the same of questions to another library, ${name}`, share(misses.small.elsewhere)],
        ]),
  ])
  return table(['Notewalk', 'figure'], rows)
}

function questionsLine(figures: QuestionsFigures): string {
  const { answerable, everyCentralNote, atLeastOne, outOfScope, misses } = figures
  return [
    `Questions of the file: every central note cited in ${everyCentralNote} of ${answerable},`,
    `at least one in ${atLeastOne}; ${misses} of ${outOfScope} out of scope are misses`,
  ].join(' ')
}

function scaleTable(scale: readonly ScaleFigures[]): string {
  const head = [
    'passages',
    'first start ms',
    'from snapshot ms',
    'snapshot MB',
    'MB',
    'median ms',
    'p99 ms',
    'stall starting ms',
    'stall asking ms',
  ]
  return table(
    head,
    scale.map((row) => [
      row.passages.toLocaleString('en'),
      row.build.toFixed(0),
      row.load.toFixed(0),
      row.snapshot.toFixed(0),
      row.memory.toFixed(0),
      row.median.toFixed(2),
      row.p99.toFixed(2),
      row.stallStarting.toFixed(0),
      row.stallAsking.toFixed(0),
    ]),
  )
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, i) => Math.max(3, cell.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(head), rule, ...rows.map(line)].join('\n')
}

function share(value: number): string {
  return value.toFixed(3)
}

function times(value: number): string {
  return value >= 0.1 ? value.toFixed(2) : value.toFixed(3)
}
