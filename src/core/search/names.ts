/** Titles, aliases and titles of sources that a question says word for word. */
import type { Note, NoteId, Source } from '../notes/note.ts'
import { Phrases } from './phrases.ts'
import { wordsOf } from './tokens.ts'

/** Longer names, of papers too, are said in other words. */
const LONGEST_NAME = 25
/** Of a paper's title: a single word before the colon is a name only where a note makes it one. */
const FEWEST_WORDS = 2
const MOST_WORDS_OF_LABEL = 2

export class Names {
  readonly #names = new Phrases<NoteId>(LONGEST_NAME)

  add({ id, title, aliases, sources }: Note): void {
    const papers = sources.flatMap((source) => titlesOf(source))
    for (const name of new Set([title, subjectIn(title), ...aliases, ...papers])) this.#names.add(name, id)
  }

  /** How many words of the question, given as terms, name each note: those of the longest of its names that it says. */
  in(question: readonly string[]): ReadonlyMap<NoteId, number> {
    const named = new Map<NoteId, number>()
    for (const { value: id, words } of this.#names.in(question)) {
      named.set(id, Math.max(words, named.get(id) ?? 0))
    }
    return named
  }
}

/** `Runbook: checkout is down` is asked for by what is down; longer words before a colon are the subject themselves. */
function subjectIn(title: string): string {
  const colon = title.indexOf(':')
  const subject = title.slice(colon + 1)
  const isLabelled = colon !== -1 && wordsOf(title.slice(0, colon)).length <= MOST_WORDS_OF_LABEL
  return isLabelled && wordsOf(subject).length >= FEWEST_WORDS ? subject : title
}

/** People leave out what stands after the colon. */
function titlesOf({ title }: Source): readonly string[] {
  const main = title.slice(0, title.search(/:|$/))
  return [title, main].filter((name) => wordsOf(name).length >= FEWEST_WORDS)
}
