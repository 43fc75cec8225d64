/** A note by itself: whole, or as a taste of it. */
import { capitalised } from '../capitalised.ts'
import { relationsOf } from './objections.ts'
import { stepLabel, stepsFrom } from './steps.ts'
import { titleIn } from '../notes/lookup.ts'
import type { Note, Relation, Source } from '../notes/note.ts'
import { plainText } from '../notes/plain-text.ts'
import { sentencesOf } from '../notes/sentences.ts'
import { passiveOf, verbOf } from '../notes/relation-kinds.ts'
import type { Answer, Block, Inline } from '../answers/answer.ts'
import { noteInline, text, type Shown } from '../answers/inlines.ts'

const TASTE_SENTENCES = 3

/** Claim, body, relations in both directions, sources. */
export function wholeNoteAnswer(note: Note, shown: Shown): Answer {
  const blocks: Block[] = [...headBlocks(note, shown)]
  const body = bodyOf(note)
  if (body !== '') blocks.push({ type: 'markdown', markdown: body })
  const relations = relationsOf(note.id, shown.library)
  if (relations.length > 0) {
    const items = relations.map((relation) => relationItem(relation, note, shown))
    blocks.push({ type: 'heading', text: 'Related' }, { type: 'list', ordered: false, items })
  }
  if (note.nextQuestions.length > 0) {
    const items = note.nextQuestions.map((question) => [text(question)])
    blocks.push({ type: 'heading', text: 'Next questions' }, { type: 'list', ordered: false, items })
  }
  return withSteps(note, [...blocks, ...sourceBlocks(note)], shown)
}

/**
 * Claim, the first sentences of the body, its first relation that opposes or carries, sources. `why` stands below
 * the claim.
 */
export function tasteOfNoteAnswer(note: Note, shown: Shown, why: readonly Inline[] = []): Answer {
  const blocks: Block[] = [...headBlocks(note, shown)]
  if (why.length > 0) blocks.push({ type: 'paragraph', inlines: why })
  const taste = firstSentences(note)
  if (taste !== '') blocks.push({ type: 'paragraph', inlines: [text(taste)] })
  const [step] = stepsOf(note, shown)
  if (step?.type === 'relation') {
    blocks.push({ type: 'list', ordered: false, items: [relationItem(step.relation, note, shown)] })
  }
  return withSteps(note, [...blocks, ...sourceBlocks(note)], shown)
}

function headBlocks(note: Note, shown: Shown): readonly Block[] {
  const claim = note.claim === null ? [] : [text(note.claim.text)]
  const details = [note.kind === 'line' ? 'inquiring line' : null, note.date, ...note.topics].filter(
    (each) => each !== null,
  )
  return [
    { type: 'question', text: titleIn(shown.library, note) },
    { type: 'lead', inlines: claim.length > 0 ? claim : [text('This note says nothing yet.')] },
    ...(details.length > 0 || shown.addressOf(note) !== null
      ? [{ type: 'aside', inlines: detailInlines(note, details, shown) } as const]
      : []),
  ]
}

function detailInlines(note: Note, details: readonly string[], shown: Shown): readonly Inline[] {
  const url = shown.addressOf(note)
  const words = text(details.join(' · '))
  return url === null
    ? [words]
    : [words, text(details.length > 0 ? ' · ' : ''), { type: 'link', text: url, url }]
}

/** The sections that are read, headings included; an opening paragraph that is the claim is not said twice. */
function bodyOf(note: Note): string {
  const body = note.sections
    .filter(({ role }) => role === 'text')
    .map(({ heading, level, markdown }) =>
      heading === null ? markdown : `${'#'.repeat(level)} ${heading}\n\n${markdown}`,
    )
    .join('\n\n')
    .trim()
  const [opening = ''] = body.split(/\n[ \t]*\n/, 1)
  return plainText(opening) === note.claim?.text ? body.slice(opening.length).trim() : body
}

/** Of the first section that has two sentences besides the claim, else of the first that has one. */
export function firstSentences(note: Note): string {
  const sections = note.sections
    .filter(({ role }) => role === 'text')
    .map(({ markdown }) =>
      sentencesOf(markdown).filter(({ text: sentence }) => sentence !== note.claim?.text),
    )
    .filter((sentences) => sentences.length > 0)
  const chosen = sections.find((sentences) => sentences.length > 1) ?? sections[0] ?? []
  return chosen
    .slice(0, TASTE_SENTENCES)
    .map(({ text: sentence, gap, block }, i) => {
      const isNewBlock = block !== chosen[i - 1]?.block
      return i === 0 ? sentence : `${isNewBlock ? ' ' : gap}${sentence}`
    })
    .join('')
}

/** `Challenged by *Title* — reason` */
function relationItem(relation: Relation, note: Note, shown: Shown): readonly Inline[] {
  const isOutgoing = relation.from === note.id
  const other = shown.library.notes.get(isOutgoing ? relation.to : relation.from)
  const words = isOutgoing ? verbOf(relation.kind) : passiveOf(relation.kind)
  const reason = relation.reason === '' ? '' : ` — ${relation.reason}`
  return [
    text(`${capitalised(words)} `),
    other === undefined ? text(relation.to) : noteInline(other, shown),
    text(reason),
  ]
}

function sourceBlocks(note: Note): readonly Block[] {
  if (note.sources.length === 0) return []
  return [
    { type: 'heading', text: 'Sources' },
    { type: 'list', ordered: false, items: note.sources.map(sourceInlines) },
  ]
}

function sourceInlines({ title, authors, year, url }: Source): readonly Inline[] {
  const by = [authors, year].filter((each) => each !== undefined).join(', ')
  const name: Inline = url === undefined ? text(title) : { type: 'link', text: title, url }
  return by === '' ? [name] : [text(`${by}: `), name]
}

function withSteps(note: Note, blocks: readonly Block[], shown: Shown): Answer {
  const steps = stepsOf(note, shown).map((step) => ({ step, label: stepLabel(step, shown.library) }))
  return { blocks, steps }
}

function stepsOf(note: Note, { library }: Shown) {
  return stepsFrom(
    { note, question: note.title, seen: new Set([note.id]), moreObjections: 0, cited: [note.id] },
    library,
  )
}
