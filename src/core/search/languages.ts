/**
 * Which language a text is in, by the small words that no text does without. Only what follows from it
 * matters: English words are stemmed and lose their small words, words of other languages stand as they are
 * written. In doubt a text is English; then its words are still found by themselves, for both sides are
 * stemmed alike. Scripts without these languages need no telling apart.
 */

/** In no order of rank: where two have the same share of a text, the first is taken, and little depends on it. */
const SMALL_WORDS = {
  en: `a an and are as at be but by can do does for from has have how i if in is it its not of on or that the
    their they this to was we were what when which who why will with you`,
  de: `aber als am an auch auf aus bei bis das dass dem den denn der des die dies diese dieser dieses doch durch ein
    eine einem einen einer eines er es für gegen gibt hat haben ich ihr im in ist kann kein keine können man mehr mit
    nach nicht noch nur ob oder ohne sehr sich sie sind so über um und unter vom von wann war waren warum was weil
    ihm ihn oft uns viel viele welche welcher welches wenn wer werden weshalb wie wieso wir wird wo wurde zu zum zur`,
  fr: `a au aux avec ce ces cette combien comment dans de des du elle elles en est et être fait il ils je la le les leur
    leurs mais ne nous on ont ou où par pas plus pour pourquoi quand que quel quelle quelles quels qui quoi sa
    se ses son sont sous sur un une vous y à était`,
  es: `al como con cuál cuáles cuándo cómo de del dónde el en era es esta estas este estos están está fue hay la
    las le les lo los muy más no o para pero por porque que qué quién se ser si sin sobre son su sus un una unas
    unos y ya`,
  it: `anche che chi come con cosa da dal dei del della delle di dove e era essere gli ha hanno i il in la le lo
    ma nel nella non o per perché più quando questa questo si sono su sua suo tra un una uno è`,
  pt: `a as com como da das de do dos e em era esta este foi há mais mas muito na nas no nos não o onde os ou
    para por porque quais qual quando que quem se sem ser seu sua são também um uma é`,
  nl: `aan als bij dat de deze die dit een en er geen heeft het hij hoe ik in is kan maar met naar niet nog of om
    ook op over te uit van voor waar waarom wanneer waren was wat wie wij worden wordt zich zij zijn`,
} as const satisfies Readonly<Record<string, string>>

export type Language = keyof typeof SMALL_WORDS

const LANGUAGES = Object.keys(SMALL_WORDS) as readonly Language[]
export const OTHER_LANGUAGES = LANGUAGES.filter((language) => language !== 'en')

/** For each small word a bit for every language that has it. */
const BITS = new Map<string, number>()
for (const [i, language] of LANGUAGES.entries()) {
  for (const word of SMALL_WORDS[language].split(/\s+/)) BITS.set(word, (BITS.get(word) ?? 0) | (1 << i))
}

/** A bit for every language that has it as a small word; 0 for most words. */
export function languageBitsOf(word: string): number {
  return BITS.get(word) ?? 0
}

export function isSmallWord(word: string, language: Language): boolean {
  return hasLanguage(languageBitsOf(word), language)
}

function hasLanguage(bits: number, language: Language): boolean {
  return (bits & (1 << LANGUAGES.indexOf(language))) !== 0
}

/**
 * The language with most small words in a text, given the bits of its different words: English, unless
 * one of the others has more, and at least so many.
 */
export function languageOf(
  bits: readonly number[],
  others: readonly Language[] = OTHER_LANGUAGES,
  fewest = 1,
): Language {
  const countOf = (language: Language): number =>
    bits.reduce((count, each) => count + (hasLanguage(each, language) ? 1 : 0), 0)
  let best: Language = 'en'
  let most = Math.max(countOf('en'), fewest - 1)
  for (const language of others) {
    const count = countOf(language)
    if (count > most) {
      best = language
      most = count
    }
  }
  return best
}
