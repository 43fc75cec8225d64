/** The line that says why a note is shown on this day. It is short, and true: it says nothing that was not recorded. */
import { noteInline, text, type Shown } from '../answers/inlines.ts'
import type { Inline } from '../answers/answer.ts'
import type { NoteId } from '../notes/note.ts'
import { verbOf } from '../notes/relation-kinds.ts'
import type { Why } from './choice.ts'
import { dateAt, dateWords, daysBetween, weekdayName } from './local-time.ts'

export interface WhyParts extends Shown {
  readonly now: Date
  readonly zone: string
}

export function whyInlines(why: Why, parts: WhyParts): readonly Inline[] {
  const when = (at: Date) => whenWords(at, parts)
  return [{ type: 'strong', text: 'Why today:' }, text(' '), ...reasonInlines(why, when, parts)]
}

function reasonInlines(why: Why, when: (at: Date) => string, parts: WhyParts): readonly Inline[] {
  switch (why.type) {
    case 'relation': {
      const { relation, other, how, at } = why
      const title = titleOf(other, parts)
      const then = `, which was ${how} here ${when(at)}`
      // The author's verb, with its own subject.
      return relation.to === other
        ? [text(`it ${verbOf(relation.kind)} `), title, text(`${then}.`)]
        : [title, text(`${then}, ${verbOf(relation.kind)} it.`)]
    }
    case 'asked':
      return [text(`an answer to a question that was asked here ${when(why.at)} cites it.`)]
    case 'connects': {
      const [one, two] = why.notes
      return [
        text('it connects '),
        titleOf(one, parts),
        text(' and '),
        titleOf(two, parts),
        text(', which were both shown here.'),
      ]
    }
    case 'never-shown':
      return [text('it was never shown here.')]
    case 'longest-ago':
      return [text(`every note that comes up here was shown by now, this one longest ago, ${when(why.at)}.`)]
  }
}

function titleOf(id: NoteId, parts: WhyParts): Inline {
  const note = parts.library.notes.get(id)
  return note === undefined ? text(id) : noteInline(note, parts)
}

const DAYS_OF_A_WEEK = 7

/** `today`, `yesterday`, `on Tuesday`, `on 3 March`, by the dates of the zone. */
function whenWords(at: Date, { now, zone }: WhyParts): string {
  const then = dateAt(at, zone)
  const today = dateAt(now, zone)
  const days = daysBetween(then, today)
  if (days <= 0) return 'today'
  if (days === 1) return 'yesterday'
  return days < DAYS_OF_A_WEEK ? `on ${weekdayName(then)}` : `on ${dateWords(then, today)}`
}
