/**
 * Text becomes words, and words become terms (stems). Compounds count by their parts and joined, so that
 * `pass@k`, `o1-mini`, `GPT-4`, `gpt4`, `chain-of-thought`, `camelCase` and `snake_case` are found in all
 * their spellings.
 */
import stem from 'wink-porter2-stemmer'

/** A run of word characters with inner marks: `don't`, `Qwen2.5-Math-7B`, `pass@k`. */
const COMPOUND = /[\p{L}\p{N}_]+(?:['’.@\-‐‑][\p{L}\p{N}_]+)*/gu
/** Where a compound comes apart; a point between digits does not part them. */
const PARTS = /(?<!\p{N})\.|\.(?!\p{N})|[@_\-‐‑]+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L}{2})(?=\p{N})/u
const MARKS = /['’.@_\-‐‑]/gu
const POSSESSIVE = /['’]s$/u
const PLAIN_WORD = /^[a-z]+$/
/** Longer compounds are slugs or addresses; only their parts are words. */
const MAX_JOINED_PARTS = 5
/** Longer runs are keys, hashes or bytes; nobody types them. */
const MAX_WORD_LENGTH = 64

/** Too common to tell notes apart; they are not indexed. */
const STOP_WORDS = new Set(
  `a an and are as at be been but by for from had has have he her his if in into is it its no nor of on or
  our s she so such t that the their them then there these they this those to was we were will with
  you your`.split(/\s+/),
)

/** Words that ask; they leave a question unless nothing else is left. */
const QUESTION_WORDS = new Set(
  `what whats which who whos whose whom when whens where wheres why whys how hows do does did doing done can
  could should would may might must shall cannot i im me my mine am us any anything anyone some something
  someone about tell explain describe give got get know please say says people think vs versus than ever
  really actually just also there here thats let lets big much many often happen happens happened ok okay hi hello hey thanks able`.split(
    /\s+/,
  ),
)
/** Words that join others: they say little about a note, though they may be rare in a small library. */
const JOINING_WORDS = new Set(
  `above across after again against all along already among another any around because before
  behind below beside besides between beyond both during each either else even every except few
  following further hence however instead less like many more most much near neither next nor off once one
  only other otherwise out over own per perhaps quite rather same several since still than though through
  thus together too toward towards under unless until up upon use used uses using very via well whether while
  within without yet work works worked`.split(/\s+/),
)
/** `couldn't`, `we've`, `they're`: helpers and pronouns run together. */
const CONTRACTION = /^\p{L}+(?:n['’]t|['’](?:ve|re|ll|d|m))$/u

/** Calls `visit` with each word in lower case, then with the joined form of each compound. */
export function eachWord(text: string, visit: (word: string) => void): void {
  for (const [compound] of text.matchAll(COMPOUND)) {
    if (compound.length > MAX_WORD_LENGTH) continue
    if (PLAIN_WORD.test(compound)) {
      visit(compound)
      continue
    }
    const bare = compound.normalize('NFKC').replace(POSSESSIVE, '')
    const parts = bare.split(PARTS).filter((part) => part !== '')
    for (const part of parts) visit(part.toLowerCase().replaceAll('’', "'"))
    if (parts.length > 1 && parts.length <= MAX_JOINED_PARTS) visit(bare.replace(MARKS, '').toLowerCase())
  }
}

/** The words of a text in order, stop words among them. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  eachWord(text, (word) => words.push(word))
  return words
}

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word)
}

export function isJoiningWord(word: string): boolean {
  return JOINING_WORDS.has(word)
}

/** Whether a word says what is asked about, beside words that ask, join or point. */
export function hasContent(word: string): boolean {
  return (
    !STOP_WORDS.has(word) && !QUESTION_WORDS.has(word) && !JOINING_WORDS.has(word) && !CONTRACTION.test(word)
  )
}

/** The words that carry a question; all of them where only question words were typed. */
export function contentWordsOf(question: string): readonly string[] {
  const words = [...new Set(wordsOf(question))].filter((word) => !isStopWord(word))
  const content = words.filter((word) => !QUESTION_WORDS.has(word) && !CONTRACTION.test(word))
  return content.length > 0 ? content : words
}

const stems = new Map<string, string>()
/** Enough for the words of a large collection; beyond it the memory starts anew. */
const MAX_MEMORISED_STEMS = 200_000

/** The term that a word is indexed under. */
export function termOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  if (stems.size >= MAX_MEMORISED_STEMS) stems.clear()
  const term = PLAIN_WORD.test(word.replace("'", '')) ? stem(oneSpelling(word)) : word
  stems.set(word, term)
  return term
}

/** British and American spellings of a word come out the same, whichever of them a note uses. */
function oneSpelling(word: string): string {
  if (word.length < 6) return word
  return word
    .replace(/is(ations?|es?|ed|ers?|ing)$/, 'iz$1')
    .replace(/yse(s|d|r)?$/, 'yze$1')
    .replace(/our(s|al|ally|ed|ing|ful|able|ite|ites)?$/, 'or$1')
    .replace(/([aeiouy][^aeiouy]+[eiou])ll(ing|ed|ers?)$/, '$1l$2')
    .replace(/([^aeiouy])tre(s|d)?$/, '$1ter$2')
}
