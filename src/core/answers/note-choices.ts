/** Notes to choose from while a title is typed, as platforms list them: a text to read, and a value to look up. */
import type { NoteName } from '../notes/lookup.ts'
import { labelOf } from './label.ts'

export interface NoteChoice {
  readonly text: string
  readonly value: string
}

export interface ChoiceRoom {
  readonly text: number
  readonly value: number
}

/** Each note once, by its path; where texts come out the same, with the path beside them. */
export function noteChoices(names: readonly NoteName[], room: ChoiceRoom): readonly NoteChoice[] {
  const first = new Map(names.toReversed().map((each) => [each.note, each]))
  const once = names.filter((each) => first.get(each.note) === each)
  const texts = once.map(({ name }) => labelOf(name, room.text))
  const count = Map.groupBy(texts, (each) => each)
  return once.map(({ name, note }, i) => {
    const text = texts[i] ?? name
    return {
      text: count.get(text)?.length === 1 ? text : withPath(name, note, room.text),
      value: note.length <= room.value ? note : text,
    }
  })
}

/** What of a path does not fit is cut in front: files in one folder differ at the end. */
function withPath(name: string, path: string, longest: number): string {
  const most = Math.floor(longest / 2)
  const end = path.length <= most ? path : `…${path.slice(1 - most)}`
  return `${labelOf(name, longest - end.length - ' ()'.length)} (${end})`
}
