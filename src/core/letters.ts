/** Which letters a word has, to tell unlike words apart at once: one slip changes two of them at most. */

const LETTER_BITS = 31

/** A bit for each letter, or for several of a large alphabet. */
export function lettersOf(word: string): number {
  let letters = 0
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) % LETTER_BITS)
  return letters
}

/** Counted in parallel, pairs of bits, then fours, then eights: this is asked of most words of a library. */
export function bitsIn(value: number): number {
  const twos = value - ((value >>> 1) & 0x55555555)
  const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333)
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
