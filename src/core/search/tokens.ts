/**
 * Text becomes words, and words become terms (stems). Compounds count by their parts and joined, so that
 * `pass@k`, `o1-mini`, `GPT-4`, `gpt4`, `chain-of-thought`, `camelCase` and `snake_case` are found in all
 * their spellings.
 */
import stem from 'wink-porter2-stemmer'
import { plainFormOf } from './irregular-words.ts'
import { isSmallWord, type Language } from './languages.ts'

/** A run of word characters with inner marks: `don't`, `Qwen2.5-Math-7B`, `pass@k`. Soft hyphens may stand in it. */
const COMPOUND = /[\p{L}\p{N}\p{M}_\u00AD]+(?:['’.@\-‐‑][\p{L}\p{N}\p{M}_\u00AD]+)*/gu
/** A run of a script that puts no spaces between its words. */
const SPACELESS =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu
const HAS_SPACELESS = new RegExp(SPACELESS.source, 'u')
/** Its dictionaries cut all of these scripts, whatever the language. */
const segmenter = new Intl.Segmenter('en', { granularity: 'word' })
/** Where a compound comes apart; a point between digits does not part them. */
const PARTS = /(?<!\p{N})\.|\.(?!\p{N})|[@_\-‐‑]+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L}{2})(?=\p{N})/u
const MARKS = /['’.@_\-‐‑]/gu
const POSSESSIVE = /['’]s$/u
/** French and Italian articles run together with their word: `l'eau`, `dell'acqua`. */
const ELIDED = /^(?:[cdjlmnst]|qu|all|dall|dell|nell|sull|un)['’](?=\p{L}{2})/iu
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
  cant dont doesnt didnt isnt wont wich
  really actually just also there here thats let lets big much many often happen happens happened ok okay hi hello hey thanks able`.split(
    /\s+/,
  ),
)
/** Small words of Chinese, Japanese, Khmer and Thai; they leave a question too. */
const SPACELESS_SMALL_WORDS = new Set(
  `的 了 吗 呢 吧 是 在 和 与 有 什么 甚麼 什麼 怎么 怎麼 怎样 怎么样 如何 为什么 為什麼 为何 哪 哪些 哪个 哪里 谁 何时 多少 是否 会 能
  は が を に の と で も か や へ でも もう って いい くらい から まで より です ます ですか する した して いる ある とは なぜ どう どの どこ いつ 誰 何 なに なん どのように
  តើ អ្វី ហេតុអ្វី ហេតុអ្វីបានជា បានជា យ៉ាង ដូចម្តេច យ៉ាងដូចម្តេច យ៉ាងណា ណា ទេ និង នៃ ជា ដែល គឺ នៅ
  อะไร ทำไม อย่างไร ยังไง ไหม ที่ และ ของ ใน เป็น คือ เมื่อไร ใคร`.split(/\s+/),
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
/** Words that mostly put a question into words, "what did they find", "which percentage": beside others they say little. */
const FRAMING_WORDS = new Set(
  `argue argues argued conclude concludes concluded find finds found fraction make makes made making matter
  matters need needs percent percentage proportion report reports reported show shows showed shown thing things
  want wants way ways worth`.split(/\s+/),
)
/** "How long" asks for a time, and not for what is long. */
const HOW_MUCH = /\bhow (?:big|cold|deep|fast|heavy|high|hot|large|long|old|small|tall|warm|wide)\b(?= \S)/giu
/** `couldn't`, `we've`, `they're`: helpers and pronouns run together. */
const CONTRACTION = /^\p{L}+(?:n['’]t|['’](?:ve|re|ll|d|m))$/u

/** Calls `visit` with each word in lower case, then with the joined form of each compound. */
export function eachWord(text: string, visit: (word: string) => void): void {
  for (const [compound] of text.matchAll(COMPOUND)) {
    if (PLAIN_WORD.test(compound)) {
      if (compound.length <= MAX_WORD_LENGTH) visit(compound)
    } else if (HAS_SPACELESS.test(compound)) eachSpacelessWord(plainLetters(compound), visit)
    else if (compound.length <= MAX_WORD_LENGTH) eachPart(plainLetters(compound), visit)
  }
}

/** Some letters for show stand for a blank and a mark; a soft hyphen only says where a line may break. */
function plainLetters(compound: string): string {
  return compound.normalize('NFKC').replace(/[\s\u00AD]+/gu, '')
}

function eachPart(compound: string, visit: (word: string) => void): void {
  const bare = compound.replace(POSSESSIVE, '').replace(ELIDED, '')
  const parts = bare.split(PARTS).filter((part) => part !== '')
  for (const part of parts) visit(part.toLowerCase().replaceAll('’', "'"))
  if (parts.length > 1 && parts.length <= MAX_JOINED_PARTS) visit(bare.replace(MARKS, '').toLowerCase())
}

/** What stands between runs of such a script, as `GPT-4` in `GPT-4模型`, is a compound as elsewhere. */
function eachSpacelessWord(text: string, visit: (word: string) => void): void {
  let end = 0
  const eachBetween = (from: number, to: number): void => {
    for (const [compound] of text.slice(from, to).matchAll(COMPOUND)) {
      if (compound.length <= MAX_WORD_LENGTH) eachPart(compound, visit)
    }
  }
  for (const { index, 0: run } of text.matchAll(SPACELESS)) {
    eachBetween(end, index)
    for (const { segment, isWordLike } of segmenter.segment(run)) {
      if (isWordLike === true && segment.length <= MAX_WORD_LENGTH) visit(segment.toLowerCase())
    }
    end = index + run.length
  }
  eachBetween(end, text.length)
}

/** Whether the script puts no spaces between its words, so that where a word ends is a guess. */
export function isSpaceless(word: string): boolean {
  return HAS_SPACELESS.test(word)
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

export function isFramingWord(word: string): boolean {
  return FRAMING_WORDS.has(word)
}

/** Whether a word says what is asked about, beside words that ask, join or point. */
export function hasContent(word: string): boolean {
  return (
    !STOP_WORDS.has(word) && !QUESTION_WORDS.has(word) && !JOINING_WORDS.has(word) && !CONTRACTION.test(word)
  )
}

/**
 * The words that carry a question; all of them where only question words were typed. Where even those are
 * English stop words, the ones that notes in another language have.
 */
export function contentWordsOf(
  question: string,
  language: Language = 'en',
  isWritten: (word: string) => boolean = () => false,
): readonly string[] {
  const asked = language === 'en' ? question.replace(HOW_MUCH, 'how') : question
  const all = [...new Set(wordsOf(asked))]
  const words = language === 'en' ? all.filter((word) => !isStopWord(word)) : all
  const content = words.filter((word) => !asks(word, language))
  if (content.length > 0) return content
  return words.length > 0 ? words : all.filter(isWritten)
}

function asks(word: string, language: Language): boolean {
  if (SPACELESS_SMALL_WORDS.has(word)) return true
  return language === 'en' ? QUESTION_WORDS.has(word) || CONTRACTION.test(word) : isSmallWord(word, language)
}

const stems = new Map<string, string>()
/** Enough for the words of a large collection; beyond it the memory starts anew. */
const MAX_MEMORISED_STEMS = 200_000

/** The term that an English word is indexed under. */
export function termOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  if (stems.size >= MAX_MEMORISED_STEMS) stems.clear()
  const term = PLAIN_WORD.test(word.replace("'", '')) ? stem(oneSpelling(plainFormOf(word))) : word
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
