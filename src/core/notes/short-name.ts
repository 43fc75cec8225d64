/** A few words for a note, where its title would be too long. */
import type { Note } from './note.ts'

/** Shorter names say too little, longer ones are titles again. */
const SHORTEST = 3
const LONGEST = 40

/** The first alias of that length, which authors give first because it is the usual one; else the title. */
export function shortNameOf({ title, aliases }: Note): string {
  if (title.length <= LONGEST) return title
  return aliases.find(({ length }) => length >= SHORTEST && length <= LONGEST) ?? title
}
