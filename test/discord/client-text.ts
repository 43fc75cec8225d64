/**
 * What Discord's client makes of a text: what is read, and what acts. Written after what is known of the
 * client's rules, not after the code under test; stricter where clients are known to differ.
 */

interface Effect {
  readonly type:
    | 'em'
    | 'strong'
    | 'underline'
    | 'strike'
    | 'spoiler'
    | 'code'
    | 'block'
    | 'mention'
    | 'emoji'
    | 'date'
    | 'link'
    | 'heading'
    | 'small'
    | 'quote'
    | 'list'
  /** What is read of it. */
  readonly text: string
  readonly url?: string
}

interface Shown {
  readonly text: string
  /** Outer ones before what is in them. */
  readonly effects: readonly Effect[]
}

interface Where {
  readonly lineStart: boolean
  readonly quoted: boolean
  readonly listed: boolean
}

const TOP: Where = { lineStart: true, quoted: false, listed: false }

type Rule = (found: RegExpExecArray, where: Where) => Shown | null

function styled(type: Effect['type']): Rule {
  return (found, where) => inside(type, found[1] ?? '', where)
}

function inside(type: Effect['type'], source: string, where: Where): Shown {
  const { text, effects } = shownByDiscord(source, where)
  return { text, effects: [{ type, text }, ...effects] }
}

function alone(type: Effect['type']): Rule {
  return ([text]) => ({ text, effects: [{ type, text }] })
}

function linkTo(address: string, text: string): Shown | null {
  return URL.canParse(address) && /^(?:https?|steam|discord):/iu.test(address)
    ? { text, effects: [{ type: 'link', text, url: address }] }
    : null
}

const UNSEEN_IN_LINKS = /\p{Cf}/gu
const EMOJI = /(?![©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u

/** Words of a link: no backslash works in them, and some of them make it no link. */
function masked(found: RegExpExecArray): Shown | null {
  const words = (found[1] ?? '').replace(UNSEEN_IN_LINKS, '')
  const acting = shownByDiscord(words.replaceAll('\\', '\uE000'), { ...TOP, lineStart: false }).effects.map(
    ({ type }) => type,
  )
  const forbidden = acting.some((type) => ['mention', 'emoji', 'date', 'link'].includes(type))
  if (forbidden || EMOJI.test(words) || words.trim() === '') return null
  const link = linkTo((found[2] ?? '').replace(/\\([^\sA-Za-z0-9])/gu, '$1'), words)
  if (link === null) return null
  return { text: words, effects: [...link.effects, ...acting.map((type) => ({ type, text: words }))] }
}

/** In the order in which the client tries them; each where the text is at. */
const RULES: readonly (readonly [RegExp, Rule])[] = [
  [
    /```(?:([A-Za-z0-9_+.-]*)\n)?([\s\S]*?[^\n][\s\S]*?)```/uy,
    (found) => {
      const text = (found[2] ?? '').replace(/^\n+|\n+$/gu, '')
      return { text, effects: [{ type: 'block', text }] }
    },
  ],
  [/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/uy, styled('strong')],
  [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/uy, styled('underline')],
  [/\*(?!\s)((?:\\[\s\S]|\*\*|[^*\\])+?)(?<!\s) {0,2}\*(?!\*)/uy, styled('em')],
  [/_((?:\\[\s\S]|__|[^_\\])+?)_(?![A-Za-z0-9_])/uy, styled('em')],
  [/~~([\s\S]+?)~~(?!_)/uy, styled('strike')],
  [/\|\|([\s\S]+?)\|\|/uy, styled('spoiler')],
  [
    /(`+)([\s\S]+?)(?<!`)\1(?!`)/uy,
    (found) => {
      const text = (found[2] ?? '').replace(/^ (?= *`)|(?<=` *) $/gu, '')
      return { text, effects: [{ type: 'code', text }] }
    },
  ],
  [/<t:-?\d+(?::[tTdDfFRsS])?>/uy, alone('date')],
  [/<a?:\w+:\d+>|:[\w+-]+:/uy, alone('emoji')],
  [/<@[!&]?\d+>|<#\d+>|<id:\w+>|<\/[^>]+:\d+>|@everyone|@here/uy, alone('mention')],
  [/(?:https?|steam|discord):\/\/[^\s<]+[^<.,:;"'\]\s]/iuy, ([address]) => linkTo(address, address)],
  [/<([^: >]+:\/[^ >]+)>/uy, ([, address = '']) => linkTo(address, address)],
  [
    /<[^\s@<>]+@[^\s<>]+\.[^\s<>]+>|<\+\d+>/uy,
    ([address]) => ({ text: address, effects: [{ type: 'link', text: address }] }),
  ],
  [
    /(?:discord(?:app)?\.(?:com\/invite|gg|gift|new))\/[\w-]+/iuy,
    ([address]) => ({ text: address, effects: [{ type: 'link', text: address }] }),
  ],
  [
    /\[((?:\[[^\]]*\]|[^[\]])*[^[]*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\[^\n])*?)>?(?:\s+['"][\s\S]*?['"])?\s*\)/uy,
    masked,
  ],
]

/** Only at the start of a line. */
const LINE_RULES: readonly (readonly [RegExp, Rule])[] = [
  [/-# +([^\n]+)\n?/uy, styled('small')],
  [
    /#{1,3}\s+([^\n]*)\n?/uy,
    (found, where) =>
      where.listed
        ? null
        : inside('heading', (found[1] ?? '').trimEnd().replace(/#+$/u, '').trimEnd(), where),
  ],
  [
    />>> ([\s\S]*)|> [^\n]*(?:\n *> [^\n]*)*\n?/uy,
    (found, where) => {
      const lines = found[1] ?? found[0].replace(/^ *> /gmu, '')
      return where.quoted ? null : inside('quote', lines, { ...where, quoted: true })
    },
  ],
  [
    /([*+-] +|\d+\. +)([^\n]+(?:\n [^\n]*)*)\n?/uy,
    (found, where) => {
      const indent = new RegExp(`^ {1,${(found[1] ?? '').length}}`, 'gmu')
      return inside('list', (found[2] ?? '').replace(indent, ''), { ...where, listed: true })
    },
  ],
]

export function shownByDiscord(source: string, where: Where = TOP): Shown {
  let text = ''
  const effects: Effect[] = []
  for (let at = 0; at < source.length;) {
    if (source[at] === '\\' && at + 1 < source.length) {
      const next = source.charAt(at + 1)
      text += /[A-Za-z0-9\s]/u.test(next) ? `\\${next}` : next
      at += 2
      continue
    }
    const line = source.slice(source.lastIndexOf('\n', at - 1) + 1, at)
    const lineStart = line.trim() === '' && (where.lineStart || line.length < at)
    const found = matchAt(source, at, { ...where, lineStart })
    if (found === null) {
      text += source.charAt(at)
      at += 1
    } else {
      text += found.shown.text
      effects.push(...found.shown.effects)
      at = found.end
    }
  }
  return { text, effects }
}

function matchAt(
  source: string,
  at: number,
  where: Where,
): { readonly shown: Shown; readonly end: number } | null {
  const rules = where.lineStart ? [...LINE_RULES, ...RULES] : RULES
  for (const [pattern, rule] of rules) {
    const sticky = new RegExp(pattern)
    sticky.lastIndex = at
    const found = sticky.exec(source)
    const shown = found === null ? null : rule(found, where)
    if (shown !== null) return { shown, end: sticky.lastIndex }
  }
  return null
}

/** Whom the server would tell: it knows no backslashes. */
export function pinged(source: string): readonly string[] {
  return source.match(/@everyone|@here|<@[!&]?\d+>/gu) ?? []
}
