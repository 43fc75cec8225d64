/**
 * Prose cut into sentences that can be quoted. Intl.Segmenter finds the candidates; what it does not know
 * (abbreviations, initials, closing quotes, code and math) is put right here.
 */
import { proseBlocks } from './blocks.ts'
import { readable, type Readable } from './plain-text.ts'

export interface Sentence {
  /** Plain text, as it stands in its block. */
  readonly text: string
  /** What stands between the sentence before it in its block and it: a blank, or nothing as in Chinese. */
  readonly gap: '' | ' '
  /** Which block of the section, counted from 0. A sentence never crosses blocks. */
  readonly block: number
  /** Whether the block is an item of a list. */
  readonly isItem: boolean
  /** Link targets in it, as written. */
  readonly links: readonly string[]
}

/** Made when asked: to cut a whole folder at load would take longer than to read it. */
export function sentencesOf(sectionMarkdown: string): readonly Sentence[] {
  return [...proseBlocks(sectionMarkdown)].flatMap(({ type, markdown }, block) =>
    sentencesIn(readable(markdown)).map((sentence) => ({ ...sentence, block, isItem: type === 'item' })),
  )
}

/** The first sentence of the first paragraph, else of the first prose of any kind; null where there is none. */
export function openingSentence(sectionMarkdown: string): string | null {
  let fallback: string | null = null
  for (const { type, markdown } of proseBlocks(sectionMarkdown)) {
    const sentences = sentencesIn(readable(markdown))
    const sentence = sentences.find(({ text }) => !text.endsWith(':')) ?? sentences[0]
    if (sentence === undefined) continue
    if (type === 'paragraph' && !sentence.text.endsWith(':')) return sentence.text
    fallback ??= sentence.text
  }
  return fallback
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** Titles of people and words that always go on. */
const GOES_ON =
  /(?:^|[\s([{"'“‘/])(?:e\.\s?g|i\.\s?e|z(?:\.\s?B)?|d(?:\.\s?h)?|u\.\s?a|bzw|vgl|ggf|sog|evtl|inkl|cf|vs|viz|approx|ca|resp|incl|esp|Dr|Mr|Mrs|Ms|Prof|St|Rev|Gen|Sen|Gov|Hon)\.$/i
/** What goes on before a number. */
const COUNTS =
  /(?:^|[\s([{"'“‘])(?:No|Nos|Fig|Figs|Eq|Eqs|Eqn|Sec|Sect|Ch|Chap|Tab|Alg|Thm|Def|Lem|Prop|App|Ref|Refs|Vol|pp|p|Art|Op|n|ver|Nr|Abs|Ziff|Kap|Bd)\.$/i
/** German `gem. § 35`, which is no gem that ends a sentence. */
const LAW = /(?:^|[\s(])gem\.$/i
const PARAGRAPH = /^(?:§|(?:Art|Abs|Nr|Ziff)\.)/
/** What goes on unless a capital follows. */
const MAY_END =
  /(?:^|[\s([{"'“‘])(?:et al|etc|Inc|Ltd|Co|Corp|Jr|Sr|a\.m|p\.m|ed|eds|trans|Univ|Dept|est|max|min|avg|std)\.$/i
/** A German date: `am 3. Mai`. */
const DAY = /(?:^|\s)\d{1,2}\.$/
const MONTH = /^(?:Jan|Jän|Feb|März|Apr|Mai\b|Jun|Jul|Aug|Sep|Okt|Nov|Dez)/
/** A German ordinal: `im 19. Jahrhundert`, after a word that a noun must follow. */
const ORDINAL =
  /(?:^|[\s(])(?:im|zum|zur|vom|beim|der|die|das|den|dem|des|und|oder|bis|seit|nach|(?:ein|dies|jed|mein|sein|ihr)e?[mnrs]?|(?<!\bI )am) \d{1,3}\.$/i
const NOUN =
  /^(?!(?:Er|Es|Sie|Ich|Wir|Ihr|Man|Der|Die|Das|Den|Dem|Ein|Eine|Dies|Diese|Dieser|Dieses|Im|In|Am|An|Auf|Bei|Zu|Von|Vor|Nach|Mit|Für|Und|Aber|Doch|Oder|So|Da|Dann|Danach|Dort|Hier|Heute|Auch|Nur|Wenn|Weil|Als|Wer|Was|Wie|Wo|Kein|Keine|The|They|Then|This|It|He|She|We|But|And|However)\b)\p{Lu}\p{Ll}/u
/** A Japanese quotation goes on with who said it: `「…。」と彼は言った。` */
const QUOTED = /[。！？｡][」』]$/u
const SAID = /^(?:と(?!ても|ころ|にかく|りあえず|き)|って|、)/u
const INITIAL = /(?:^|[\s([{"'“‘.-])\p{Lu}\.$/u
const ACRONYM = /(?:^|[\s([{"'“‘])(?:\p{Lu}\.){2,}$/u
/** Words that begin a sentence rather than a surname. */
const STARTER =
  /^["'“‘([]*(?:The|This|That|These|Those|It|Its|In|On|At|By|A|An|We|They|He|She|I|You|But|And|Or|So|Yet|For|As|If|When|While|Where|Why|How|What|Who|Which|However|Then|There|Here|After|Before|Because|Since|Although|Though|With|Without|From|To|No|Not|All|Both|Each|Most|Some|Many|Our|Their|His|Her)\b/
const CLOSERS = /^["'”’»)\]}]+(?=\s|$)/
/** The full stops of Chinese and Japanese end a sentence whatever follows, with no blank between. */
const WIDE_STOP = /[。！？｡][」』）”’》】]*/gu
const ENDS_WIDE = /[。！？｡][」』）”’》】]*$/u
const AFTER_ELLIPSIS = /…\s(?=["'“‘(]?\p{Lu})/gu
const NO_WORD = /^[^\p{L}]*$/u
/** How far an open bracket may hold a sentence together. */
const MAX_IN_BRACKETS = 400
const OPENING = new Set('(“（「『《')
const CLOSING = new Set(')”）」』》')

type SentenceOfBlock = Omit<Sentence, 'block' | 'isItem'>

function sentencesIn({ text, links, whole }: Readable): readonly SentenceOfBlock[] {
  const cuts = cutsIn(text, whole)
  const sentences: SentenceOfBlock[] = []
  let nextLink = 0
  for (const [i, start] of cuts.entries()) {
    const end = cuts[i + 1] ?? text.length
    const own: string[] = []
    for (let link = links[nextLink]; link !== undefined && link.at < end; link = links[nextLink]) {
      own.push(link.target)
      nextLink++
    }
    const sentence = text.slice(start, end).trim()
    const gap = /\s$/.test(text.slice(0, start)) ? ' ' : ''
    if (/[\p{L}\p{N}]/u.test(sentence)) sentences.push({ text: sentence, gap, links: own })
  }
  return sentences
}

/** Where sentences begin. */
function cutsIn(text: string, whole: Readable['whole']): readonly number[] {
  const cuts = [0]
  const starts = new Set(whole.map(({ start }) => start))
  let part = 0
  for (const index of candidatesIn(text, whole)) {
    while ((whole[part]?.end ?? Infinity) <= index) part++
    if ((whole[part]?.start ?? Infinity) < index) continue
    const at = index + (CLOSERS.exec(text.slice(index, index + 20))?.[0].length ?? 0)
    const before = text.slice(cuts.at(-1) ?? 0, at).trimEnd()
    const after = text.slice(at, at + 40).trimStart()
    if (at < text.length && isEnd(before, after, starts.has(at))) cuts.push(at)
  }
  return cuts
}

/** What the segmenter finds, and what it does not: after an ellipsis, and before code, math or a link. */
function candidatesIn(text: string, whole: Readable['whole']): readonly number[] {
  const found = new Set<number>()
  for (const { index } of segmenter.segment(text)) if (index > 0) found.add(index)
  for (const { index, 0: mark } of text.matchAll(AFTER_ELLIPSIS)) found.add(index + mark.length)
  for (const { index, 0: mark } of text.matchAll(WIDE_STOP)) found.add(index + mark.length)
  for (const { start } of whole) {
    if (/[.!?…。]["'”’)\]]?\s$/.test(text.slice(Math.max(0, start - 3), start))) found.add(start)
  }
  return [...found].toSorted((x, y) => x - y)
}

/** Whether a sentence ends between the two texts. */
function isEnd(before: string, after: string, isWhole: boolean): boolean {
  const tail = before.slice(-40)
  if (ENDS_WIDE.test(tail)) return !isInBrackets(before) && !(QUOTED.test(tail) && SAID.test(after))
  if (before.length < 40 && NO_WORD.test(before)) return false
  if ((!isWhole && /^\p{Ll}/u.test(after)) || (NO_WORD.test(after.slice(0, 3)) && /^[,;:–—-]/.test(after)))
    return false
  if (GOES_ON.test(tail)) return false
  if ((COUNTS.test(tail) && /^[\d(§#$]/.test(after)) || (LAW.test(tail) && PARAGRAPH.test(after)))
    return false
  if ((DAY.test(tail) && MONTH.test(after)) || (ORDINAL.test(tail) && NOUN.test(after))) return false
  if (MAY_END.test(tail) && !/^["'“‘]?\p{Lu}/u.test(after)) return false
  if ((INITIAL.test(tail) || ACRONYM.test(tail)) && !STARTER.test(after)) return false
  return !isInBrackets(before)
}

/** An opened bracket is still open, and not so long ago that it must have been forgotten. */
function isInBrackets(before: string): boolean {
  let open = 0
  let since = 0
  for (let i = Math.max(0, before.length - MAX_IN_BRACKETS); i < before.length; i++) {
    const char = before[i] ?? ''
    if (OPENING.has(char)) {
      if (open === 0) since = i
      open++
    } else if (CLOSING.has(char) && open > 0) open--
  }
  return open > 0 && before.length - since < MAX_IN_BRACKETS
}
