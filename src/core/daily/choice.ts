/**
 * Which note a channel is posted, and why that one: of those that it has not seen the one that goes on best from
 * what it saw or asked lately; when all were seen, the one that it saw longest ago.
 */
import { breather } from '../breather.ts'
import { firstSentences } from '../explain/note-answer.ts'
import { relationsOf } from '../explain/objections.ts'
import { hasTopic } from '../notes/lookup.ts'
import type { Library, Note, NoteId, Relation } from '../notes/note.ts'
import type { ShownNote } from '../store.ts'

/** What a channel has seen and asked. */
export interface ChannelMemory {
  /** Each note once, the latest first. */
  readonly shown: readonly ShownNote[]
  /** Notes that were posted lately by a schedule of the channel, the latest first. */
  readonly posted: readonly ShownNote[]
  /** Notes that are on their way there, by this or another process. */
  readonly held: ReadonlySet<NoteId>
  /** Notes that answers to questions asked there in public have cited lately, the latest first. */
  readonly asked: readonly ShownNote[]
}

export type Why =
  /** It has a relation with a note that was posted or shown. */
  | {
      readonly type: 'relation'
      readonly relation: Relation
      readonly other: NoteId
      readonly how: 'posted' | 'shown'
      readonly at: Date
    }
  /** An answer has cited it. */
  | { readonly type: 'asked'; readonly at: Date }
  /** It has relations with two notes that the channel has seen. */
  | { readonly type: 'connects'; readonly notes: readonly [NoteId, NoteId] }
  | { readonly type: 'never-shown' }
  | { readonly type: 'longest-ago'; readonly at: Date }

export interface Choice {
  readonly note: Note
  readonly why: Why
}

export interface ChoiceParts {
  /** Null for all notes. */
  readonly topic: string | null
  readonly library: Library
  readonly isExcluded: (note: Note) => boolean
  readonly now: Date
  /** 0 inclusive to 1 exclusive: decides between notes that are as good. */
  readonly random: () => number
}

/** Less says too little to be read by itself. */
const FEWEST_WORDS = 12
const WEEK_MS = 7 * 24 * 3_600_000

/** Whether a note may be picked by the bot itself, wanted or not. */
export function isPickable(
  note: Note,
  { topic, isExcluded }: Pick<ChoiceParts, 'topic' | 'isExcluded'>,
): boolean {
  return (
    note.kind === 'note' &&
    note.claim !== null &&
    note.isPickable &&
    !isExcluded(note) &&
    (topic === null || hasTopic(note, topic))
  )
}

/** Whether a note can be posted by itself: it may be picked, and says enough to stand alone. */
export function isPostable(note: Note, parts: Pick<ChoiceParts, 'topic' | 'isExcluded'>): boolean {
  return isPickable(note, parts) && standsAlone(note)
}

export function postableNotes(parts: Pick<ChoiceParts, 'topic' | 'isExcluded' | 'library'>): readonly Note[] {
  return [...parts.library.notes.values()].filter((note) => isPostable(note, parts))
}

const passes = new WeakMap<Library, Promise<void>>()

/**
 * Reads a library once, in slices: to cut all notes of a large one into sentences takes a second, in which a choice
 * would keep everybody waiting.
 */
export function readForDaily(library: Library): Promise<void> {
  const pass = passes.get(library) ?? readInSlices(library)
  passes.set(library, pass)
  return pass
}

async function readInSlices({ notes }: Library): Promise<void> {
  const pause = breather()
  for (const note of notes.values()) {
    if (isPickable(note, ANY)) standsAlone(note)
    await pause()
  }
}

const ANY = { topic: null, isExcluded: () => false } as const

/** A note never changes. */
const standing = new WeakMap<Note, boolean>()

function standsAlone(note: Note): boolean {
  const known = standing.get(note)
  if (known !== undefined) return known
  const found = saysEnough(note)
  standing.set(note, found)
  return found
}

function saysEnough(note: Note): boolean {
  const body = firstSentences(note)
  return body !== '' && `${note.claim?.text ?? ''} ${body}`.split(/\s+/u).length >= FEWEST_WORDS
}

/** Null where there is no note to post. */
export function chosenNote(memory: ChannelMemory, parts: ChoiceParts): Choice | null {
  const notes = postableNotes(parts).filter(({ id }) => !memory.held.has(id))
  const seen = new Map(memory.shown.map(({ note, at }) => [note, at]))
  const unseen = notes.filter(({ id }) => !seen.has(id))
  return unseen.length > 0 ? bestOf(unseen, memory, parts) : longestUnseen(notes, memory)
}

function longestUnseen(notes: readonly Note[], { shown }: ChannelMemory): Choice | null {
  const byId = new Map(notes.map((note) => [note.id, note]))
  const oldest = shown.findLast(({ note }) => byId.has(note))
  const note = oldest === undefined ? undefined : byId.get(oldest.note)
  return oldest === undefined || note === undefined
    ? null
    : { note, why: { type: 'longest-ago', at: oldest.at } }
}

/** How much a reason weighs; a relation that opposes makes people talk. */
const WEIGHTS = { posted: 6, asked: 5, connects: 4, shownLately: 3, shown: 1, neverShown: 0 } as const
const OPPOSES: ReadonlySet<string> = new Set(['challenges', 'qualifies', 'contrasts'])
const BONUS_OF_OPPOSING = 0.5

interface Weighed {
  readonly why: Why
  readonly weight: number
}

function bestOf(notes: readonly Note[], memory: ChannelMemory, parts: ChoiceParts): Choice | null {
  const weighed = notes.map((note) => ({ note, ...reasonFor(note, memory, parts) }))
  const most = Math.max(...weighed.map(({ weight }) => weight))
  const best = weighed.filter(({ weight }) => weight === most)
  const chosen = best[Math.floor(parts.random() * best.length)]
  return chosen === undefined ? null : { note: chosen.note, why: chosen.why }
}

/** The strongest reason to show a note now. */
function reasonFor(note: Note, memory: ChannelMemory, parts: ChoiceParts): Weighed {
  const asked = memory.asked.find((each) => each.note === note.id)
  const reasons: readonly Weighed[] = [
    ...relationReasons(note, memory, parts),
    ...(asked === undefined
      ? []
      : [{ why: { type: 'asked', at: asked.at } as const, weight: WEIGHTS.asked }]),
    { why: { type: 'never-shown' }, weight: WEIGHTS.neverShown },
  ]
  return reasons.reduce((best, each) => (each.weight > best.weight ? each : best))
}

function relationReasons(
  note: Note,
  { shown, posted }: ChannelMemory,
  { library, now }: ChoiceParts,
): readonly Weighed[] {
  const relations = relationsOf(note.id, library).flatMap((relation) => {
    const other = relation.from === note.id ? relation.to : relation.from
    // Only what is still there can be named.
    const at = library.notes.has(other) ? shown.find((each) => each.note === other)?.at : undefined
    return other === note.id || at === undefined ? [] : [{ relation, other, at }]
  })
  const weighed = relations.map(({ relation, other, at }): Weighed => {
    const post = posted.find((each) => each.note === other && isLately(each.at, now))
    const weight =
      post === undefined ? (isLately(at, now) ? WEIGHTS.shownLately : WEIGHTS.shown) : WEIGHTS.posted
    const how = post === undefined ? 'shown' : 'posted'
    return {
      why: { type: 'relation', relation, other, how, at: post?.at ?? at },
      weight: weight + (OPPOSES.has(relation.kind) ? BONUS_OF_OPPOSING : 0),
    }
  })
  const [one, two] = [...new Set(relations.map(({ other }) => other))]
  if (one === undefined || two === undefined) return weighed
  return [...weighed, { why: { type: 'connects', notes: [one, two] }, weight: WEIGHTS.connects }]
}

function isLately(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() < WEEK_MS
}
