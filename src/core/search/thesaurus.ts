/** Words of the same or nearly the same meaning, from wherever they come. */
export interface Synonym {
  /** In lower case. */
  readonly word: string
  /** How near it is in meaning: 1 for the same sense, less for rarer senses and related words. */
  readonly nearness: number
}

export interface Thesaurus {
  /** Synonyms of a word, nearest first; none where the word is not known. */
  readonly synonymsOf: (word: string) => readonly Synonym[]
  /** Whether the word, or what it is a form of, is a word of the language: then it is no slip of the keyboard. */
  readonly has: (word: string) => boolean
  /** How common the word is in the language: 1 for the commonest, 0 for what a large text may well be without. */
  readonly commonnessOf: (word: string) => number
}
