/** Patterns for what people say, put together from phrases. */

export function oneOf(...phrases: readonly string[]): string {
  return `(?:${phrases.join('|')})`
}

/** In any case; a blank stands for any number of blanks. */
export function phrasePattern(source: string): RegExp {
  return new RegExp(source.replaceAll(' ', String.raw`\s+`), 'isu')
}
