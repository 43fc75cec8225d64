/**
 * What of a text can be seen. Chat platforms draw whatever they are given, so marks that hide text, turn its
 * direction or set words apart that look alike are dropped before it reaches them.
 */

/** Also what Unicode counts as the end of a line. */
const WHITE = /[\t\v\f\u0085\u2028\u2029]/gu
const LINE_END = /\r\n?/gu
const CONTROL = /[^\P{Cc}\n]/gu
/** Marks of writing direction, fillers and marks that show nothing; what may be needed is looked at below. */
const UNSEEN =
  /(?!\u200C|\u200D|\p{Variation_Selector}|[\u{E0000}-\u{E007F}])[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\uFFF9-\uFFFB]/gu
/**
 * Joiners belong between the parts of an emoji and between letters of scripts that write with them;
 * a variation selector after what it varies; tags after the flag that they name.
 */
const JOINERS =
  /(?<emoji>(?<=\p{Extended_Pictographic}\uFE0F?|\p{Emoji_Modifier})\u200D(?=\p{Extended_Pictographic}))|(?<letters>(?<=[\p{L}\p{M}])[\u200C\u200D](?=[\p{L}\p{M}]))|[\u200C\u200D]/gu
const JOINING_LETTER =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]/u
const VARIATION =
  /(?<![\p{Extended_Pictographic}\p{Script=Han}\p{Script=Mongolian}])(?!\uFE0F\u20E3)\p{Variation_Selector}/gu
const TAGS =
  /(?<flag>\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,7}\u{E007F})|[\u{E0000}-\u{E007F}]/gu

/** Line ends stay, as `\n`; other white controls become a blank; lone surrogates become `\uFFFD`. */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(LINE_END, '\n')
    .replace(WHITE, ' ')
    .replace(CONTROL, '')
    .replace(UNSEEN, '')
    .replace(TAGS, (tags, flag?: string) => (flag === undefined ? '' : tags))
    .replace(VARIATION, '')
    .replace(
      JOINERS,
      (joiner, emoji: string | undefined, letters: string | undefined, at: number, all: string) => {
        if (emoji !== undefined) return joiner
        return letters !== undefined && JOINING_LETTER.test(all.charAt(at - 1)) ? joiner : ''
      },
    )
}
