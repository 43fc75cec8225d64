import type { AnswerStep, Block, Inline } from '../answers/answer.ts'
import { noteInline, text } from '../answers/inlines.ts'
import type { Step } from '../answers/step.ts'
import { rankedNotes } from '../explain/ranked-notes.ts'
import { stepLabel } from '../explain/steps.ts'
import { hasTopic, topicNamed, topicsOf } from '../notes/lookup.ts'
import type { Note } from '../notes/note.ts'
import type { Match } from '../search/search-index.ts'
import { defineCommand, type CommandContext, type Reply } from './command.ts'
import { noteData } from './explain.ts'

const RESULTS_A_PAGE = 5
const PASSAGES_SEARCHED = 100
const TOPICS_SHOWN = 25

export const searchCommand = defineCommand({
  name: 'search',
  description: 'Find notes; without words, the topics to browse',
  options: {
    query: { type: 'text', description: 'Words to look for' },
    topic: { type: 'topic', description: 'Only notes with this topic' },
    page: { type: 'count', description: 'Page of the results' },
  },
  run: ({ query, topic, page = 1 }, context) => {
    if (query === undefined && topic === undefined) return topicsReply(context)
    const wanted = topic === undefined ? null : topicNamed(topic, context.library)
    const found =
      query === undefined ? notesWithTopic(wanted ?? '', context) : matchesFor(query, wanted, context)
    return resultsReply({ query: query ?? null, topic: wanted }, found, page, context)
  },
})

/** A note, and where and why it was found; `matches` is empty where it was only browsed to. */
interface Result {
  readonly note: Note
  readonly heading: string | null
  readonly matches: readonly Match[]
}

function matchesFor(query: string, topic: string | null, { index }: CommandContext): readonly Result[] {
  const options = { limit: PASSAGES_SEARCHED, ...(topic !== null && { topic }) }
  return rankedNotes(index.search(query, options), null).map(({ note, hit }) => ({
    note,
    heading: hit.passage.parts[0]?.section.heading ?? null,
    matches: hit.matches,
  }))
}

function notesWithTopic(topic: string, { library }: CommandContext): readonly Result[] {
  return [...library.notes.values()]
    .filter((note) => hasTopic(note, topic))
    .map((note) => ({ note, heading: null, matches: [] }))
}

interface Searched {
  readonly query: string | null
  readonly topic: string | null
}

function resultsReply(
  { query, topic }: Searched,
  found: readonly Result[],
  page: number,
  context: CommandContext,
): Reply {
  const request = requestOf(query, topic)
  const start = (page - 1) * RESULTS_A_PAGE
  const shown = found.slice(start, start + RESULTS_A_PAGE)
  const blocks: readonly Block[] =
    shown.length === 0
      ? nothingBlocks(found.length, page)
      : [
          { type: 'lead', inlines: [text(countText(start, shown.length, found.length))] },
          { type: 'list', ordered: true, items: shown.map((result) => resultInlines(result, context)) },
        ]
  const steps = shown.map(({ note }): AnswerStep => {
    const step = { type: 'open', note: note.id } as const
    return { step, label: stepLabel(step, context.library) }
  })
  const lastPage = Math.ceil(found.length / RESULTS_A_PAGE)
  const pages = [page - 1, page + 1]
    .filter((each) => each >= 1 && each <= lastPage)
    .map((each): AnswerStep => {
      const step = { type: 'page', query, topic, page: each } as const
      return { step, label: stepLabel(step, context.library) }
    })
  const results = shown.map(({ note, heading, matches }) => ({
    ...noteData(note, context.addressOf),
    heading,
    matched: [...new Set(matches.map(({ word }) => word))],
  }))
  return {
    answer: { blocks: [{ type: 'question', text: request }, ...blocks], steps: [...steps, ...pages] },
    data: { query: request, total: found.length, page, results },
    notes: [],
    isMiss: false,
  }
}

function nothingBlocks(total: number, page: number): readonly Block[] {
  const lead = total === 0 ? 'No note has these words.' : `There is no page ${page}: ${countOf(total)} found.`
  return [
    { type: 'lead', inlines: [text(lead)] },
    {
      type: 'aside',
      inlines: [
        text('Try other words, or '),
        { type: 'code', text: '/search' },
        text(' alone for the topics.'),
      ],
    },
  ]
}

function resultInlines({ note, heading, matches }: Result, context: CommandContext): readonly Inline[] {
  const claim = note.claim === null ? '' : ` ${note.claim.text}`
  const where = heading === null ? '' : ` under "${heading}"`
  const why = matches.length === 0 ? '' : ` (${matchedWords(matches)}${where})`
  return [noteInline(note, context), text(`${claim}${why}`)]
}

/** `found rlvr, ceiling for "celing"` */
function matchedWords(matches: readonly Match[]): string {
  const words = matches.map(({ word, meant }) => (meant === null ? word : `${meant} for "${word}"`))
  return `found ${[...new Set(words)].join(', ')}`
}

function countText(start: number, shown: number, total: number): string {
  if (shown === total) return `${countOf(total)}.`
  const last = start + shown
  return `${start + 1 === last ? last : `${start + 1} to ${last}`} of ${countOf(total)}.`
}

function countOf(notes: number): string {
  return notes === 1 ? '1 note' : `${notes} notes`
}

function topicsReply({ library }: CommandContext): Reply {
  const topics = topicsOf(library)
  const shown = topics.slice(0, TOPICS_SHOWN)
  const rest = topics.length - shown.length
  const [first] = shown
  if (first === undefined) {
    return {
      answer: { blocks: [{ type: 'lead', inlines: [text('These notes have no topics.')] }], steps: [] },
      data: { topics },
      notes: [],
      isMiss: false,
    }
  }
  const blocks: readonly Block[] = [
    { type: 'lead', inlines: [text('Topics to browse')] },
    { type: 'list', ordered: true, items: shown.map(({ name, notes }) => [text(`${name} (${notes})`)]) },
    {
      type: 'aside',
      inlines: [
        text(`${rest > 0 ? `And ${rest} more. ` : ''}Browse one with `),
        { type: 'code', text: `/search topic:${quotedIfNeeded(first.name)}` },
      ],
    },
  ]
  const steps = shown.map(({ name, notes }): AnswerStep => {
    const step = { type: 'browse', topic: name, notes } as const
    return { step, label: stepLabel(step, library) }
  })
  return { answer: { blocks, steps }, data: { topics }, notes: [], isMiss: false }
}

/** How the page of a step is typed: `/search entropy topic:limits page:2`. */
export function pageCommand({ query, topic, page }: Extract<Step, { type: 'page' }>): string {
  return `/search ${requestOf(query, topic)} page:${page}`
}

function requestOf(query: string | null, topic: string | null): string {
  const words = [query, topic === null ? null : `topic:${quotedIfNeeded(topic)}`]
  return words.filter((each) => each !== null).join(' ')
}

function quotedIfNeeded(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value
}
