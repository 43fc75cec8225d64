/** Words of the same or nearly the same meaning, from wherever they come. */
export interface Synonym {
  /** In lower case. */
  readonly word: string
  /** How near it is in meaning: 1 for the same sense, less for rarer senses and related words. */
  readonly nearness: number
}

/** Synonyms of a word, nearest first; none where the word is not known. */
export type Thesaurus = (word: string) => readonly Synonym[]
