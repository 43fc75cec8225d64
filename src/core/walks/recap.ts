/** A walk as a list to keep: its notes with links, and the relations that led from one to the next. */
import type { Answer, Inline } from '../answers/answer.ts'
import { cite, noteInline, text, type Shown } from '../answers/inlines.ts'
import { citationsBlock } from '../explain/citations-block.ts'
import { SourceList } from '../explain/sources.ts'
import type { Note } from '../notes/note.ts'
import type { KeptAnswer, Stop } from '../store.ts'
import { wayTo } from './path.ts'

/** A stop, and the one that it was reached from. */
export interface Walked {
  readonly stop: Stop
  readonly from: Stop | null
}

export function recapAnswer(walked: readonly Walked[], shown: Shown): Answer {
  const sources = new SourceList()
  const items = walked.map(({ stop, from }, i) => {
    // After going back a stop does not follow from the line above it.
    const isNext = from === null || from.note === walked[i - 1]?.stop.note
    return [...(isNext ? [] : [text(`From ${from.name}: `)]), ...stopInlines(stop, from, sources, shown)]
  })
  const count = new Set(walked.map(({ stop }) => stop.note)).size
  const lead = count === 1 ? 'The walk so far: 1 note' : `The walk so far: ${count} notes`
  const blocks = [
    { type: 'lead', inlines: [text(lead)] },
    { type: 'list', ordered: true, items },
  ] as const
  const list = sources.list()
  return {
    blocks: list.length === 0 ? blocks : [...blocks, citationsBlock(list, [], blocks, shown)],
    steps: [],
  }
}

/** `challenged by *Title* [2] — reason [2]` */
function stopInlines(stop: Stop, from: Stop | null, sources: SourceList, shown: Shown): readonly Inline[] {
  const note = shown.library.notes.get(stop.note)
  const way = typeof stop.by === 'string' ? asked(stop, note) : `${wayTo(stop, from ?? undefined)} `
  if (note === undefined) return [text(`${way}${stop.name} (removed)`)]
  const named = [text(way), noteInline(note, shown), text(' '), cite(sources.cite(note, null))]
  const reason = reasonOf(stop, shown)
  if (reason === null) return named
  return [...named, text(` — ${reason.text} `), cite(sources.quoteReason(reason.author, reason.text).source)]
}

/** `“rlvr ceiling”: `; nothing where the note goes by that name. */
function asked({ name, by }: Stop, note: Note | undefined): string {
  return by === 'asked' && name !== note?.title ? `“${name}”: ` : ''
}

/** As the author writes it now. */
function reasonOf({ by }: Stop, { library }: Shown): { readonly author: Note; readonly text: string } | null {
  if (typeof by === 'string') return null
  const present = library.outgoing.get(by.from)?.find(({ to, kind }) => to === by.to && kind === by.kind)
  const author = library.notes.get(present?.saidIn ?? by.from)
  return author === undefined || present === undefined || present.reason === ''
    ? null
    : { author, text: present.reason }
}

/** Every stop of a walk once, in the order in which it was reached. */
export function walkedIn(answers: readonly KeptAnswer[]): readonly Walked[] {
  const walked: Walked[] = []
  for (const { path } of answers) {
    for (const [i, stop] of path.entries()) {
      const from = path[i - 1] ?? null
      const isKnown = walked.some(
        (each) =>
          each.stop.note === stop.note && each.stop.name === stop.name && each.from?.note === from?.note,
      )
      if (!isKnown) walked.push({ stop, from })
    }
  }
  return walked
}
