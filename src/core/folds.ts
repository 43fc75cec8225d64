/** Words without their accents, for those who type without them. */

const ASCII = /^[\0-\x7F]*$/
/** Only alphabets in which a word without its marks is still the word; elsewhere the marks are its vowels. */
const FOLDED_SCRIPTS = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}\p{N}'.]+$/u
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
}
const WORD = /[\p{L}\p{N}\p{M}]+/gu
const UMLAUT = /([aou])\u0308/g

/** What a word may be typed as: `modele` for `modèle`; `grosse` and `groesse` for `größe`. None for plain ones. */
export function foldsOf(word: string): readonly string[] {
  if (ASCII.test(word) || !FOLDED_SCRIPTS.test(word)) return []
  const open = word.normalize('NFD').replace(/[ßæœøłđı]/g, (letter) => LETTERS[letter] ?? letter)
  const bare = open.replace(/\p{M}+/gu, '')
  const german = open.replace(UMLAUT, '$1e').replace(/\p{M}+/gu, '')
  return [...new Set([bare, german])].filter((fold) => fold !== word)
}

/** A text with its words as people type them who leave accents out. */
export function withoutAccents(text: string): string {
  return ASCII.test(text) ? text : text.replace(WORD, (word) => foldsOf(word)[0] ?? word)
}
