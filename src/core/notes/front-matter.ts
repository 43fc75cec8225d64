/**
 * Front matter: YAML between `---`, TOML between `+++`, JSON between either. It is only ever read as data, and
 * what is wrong with it never costs the note.
 *
 * Scalars stay as they are written (`007`, `2024-01-01`, `true` are texts), since a title is a label.
 */
import { parse as parseToml } from 'smol-toml'
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml'

export type Value = string | null | readonly Value[] | ReadonlyMap<string, Value>

/** A top-level key with its source, for what is found by its line: links and relations. */
export interface Entry {
  readonly key: string
  readonly text: string
  /** In the file, counted from 1. */
  readonly line: number
}

interface FrontMatterFault {
  readonly message: string
  readonly line: number
}

export interface FrontMatter {
  /** By key in lower case. */
  readonly values: ReadonlyMap<string, Value>
  readonly entries: readonly Entry[]
  /** What may have been written to hide the note: where this cannot be read, or in what is perhaps front matter too. */
  readonly inDoubt: readonly Pick<Entry, 'key' | 'text'>[]
  readonly faults: readonly FrontMatterFault[]
  readonly body: string
  /** The file's line in which the body begins, counted from 1. */
  readonly bodyLine: number
}

/** More is a data file in disguise; only its simple lines are read. */
const MAX_FRONT_MATTER = 64_000
/** Values in one front matter, aliases followed: `&a [*b, *b, …]` can stand for billions. */
const MAX_VALUES = 20_000
const MAX_ALIASES = 100
const MAX_REPEATED = 20

export function frontMatterOf(text: string): FrontMatter {
  const block = blockOf(text)
  if (block === null) return onlyText(text)
  const { fence, source, body, bodyLine } = block
  if (body === null) {
    const faults =
      salvaged(source).size === 0 ? [] : [{ message: 'The front matter has no closing ---.', line: 1 }]
    return { ...onlyText(text), faults }
  }
  const { values, faults, isBroken } = parsed(fence, source)
  if (values === null) return onlyText(text)
  // A template put into a note brings a second front matter.
  const inDoubt = visibilityIn([...(isBroken ? source.split('\n') : []), ...linesAtTop(body)])
  return { values, faults, entries: entriesOf(source), inDoubt, body, bodyLine }
}

/** A text without front matter; what looks like one at its top still hides it. */
function onlyText(text: string): FrontMatter {
  const inDoubt = visibilityIn(linesAtTop(text))
  return { values: new Map(), entries: [], faults: [], inDoubt, body: text, bodyLine: 1 }
}

interface Block {
  readonly fence: '---' | '+++'
  readonly source: string
  /** Null where the fence is never closed. */
  readonly body: string | null
  readonly bodyLine: number
}

function blockOf(text: string): Block | null {
  const fence = /^(---|\+\+\+)[ \t]*\n/.exec(text)
  if (fence === null) return null
  const mark = fence[1] === '+++' ? '+++' : '---'
  const close = mark === '---' ? /^(?:---|\.\.\.)[ \t]*$/gm : /^\+\+\+[ \t]*$/gm
  close.lastIndex = fence[0].length
  const end = close.exec(text)
  if (end === null) {
    const paragraph = text.slice(fence[0].length).split(/\n[ \t]*\n/, 1)[0] ?? ''
    return { fence: mark, source: paragraph, body: null, bodyLine: 1 }
  }
  const source = text.slice(fence[0].length, end.index)
  const body = text.slice(end.index + end[0].length + 1)
  return { fence: mark, source, body, bodyLine: source.split('\n').length + 2 }
}

interface Parsed {
  /** Null where the block is no front matter but text between two rules. */
  readonly values: ReadonlyMap<string, Value> | null
  readonly faults: readonly FrontMatterFault[]
  readonly isBroken?: true
}

function parsed(fence: Block['fence'], source: string): Parsed {
  if (source.length > MAX_FRONT_MATTER)
    return broken(source, `It is longer than ${MAX_FRONT_MATTER} characters.`, 1)
  try {
    if (/^\s*\{\s*(?:"|\}\s*$)/.test(source))
      return { values: lowerKeyed(plainValue(JSON.parse(source))), faults: [] }
    if (fence === '+++') return { values: lowerKeyed(plainValue(parseToml(source))), faults: [] }
    return parsedYaml(source)
  } catch (error) {
    const line = error instanceof Error && 'line' in error && typeof error.line === 'number' ? error.line : 1
    return broken(source, firstLine(error instanceof Error ? error.message : String(error)), line)
  }
}

function parsedYaml(source: string): Parsed {
  const document = parseDocument(source, {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const [error] = document.errors
  if (error !== undefined) return broken(source, firstLine(error.message), lineIn(source, error.pos[0]))
  if (document.contents === null || source.trim() === '') return { values: new Map(), faults: [] }
  if (!isMap(document.contents)) return { values: null, faults: [] }
  const reader = new YamlReader(document, source)
  const values = lowerKeyed(reader.valueOf(document.contents))
  const faults = reader.repeatedKeys.map(({ key, line }) => ({
    message: `The front matter gives "${key}" twice.`,
    line: line + 1,
  }))
  return { values, faults }
}

/** After blank lines and comments; else it is prose, in which a colon may stand. */
const BEGINS_WITH_KEY = /^(?:[ \t]*(?:#.*)?\n)*(?:[ \t]*[{"']|[\p{L}\p{N}_ -]{1,60}[:=])/u

function broken(source: string, reason: string, line: number): Parsed {
  if (entriesOf(source).length === 0 || !BEGINS_WITH_KEY.test(source)) return { values: null, faults: [] }
  return {
    values: salvaged(source),
    faults: [{ message: `The front matter cannot be read: ${reason}`, line: line + 1 }],
    isBroken: true,
  }
}

function firstLine(message: string): string {
  const line = (message.split('\n', 1)[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
  return line.endsWith('.') ? line : `${line}.`
}

class YamlReader {
  readonly repeatedKeys: { readonly key: string; readonly line: number }[] = []
  readonly #document: Document
  readonly #source: string
  #values = 0
  #aliases = 0

  constructor(document: Document, source: string) {
    this.#document = document
    this.#source = source
  }

  /** Throws where aliases would make more than anyone wrote. */
  valueOf(node: unknown): Value {
    if (++this.#values > MAX_VALUES) throw new Error('Its aliases stand for too many values.')
    if (isAlias(node)) {
      if (++this.#aliases > MAX_ALIASES) throw new Error(`It has more than ${MAX_ALIASES} aliases.`)
      return this.valueOf(node.resolve(this.#document))
    }
    if (isScalar(node)) {
      if (typeof node.value === 'string') return node.value
      return node.value === null ? null : (node.source ?? null)
    }
    if (isSeq(node)) return this.#wikilinkOf(node.items) ?? node.items.map((item) => this.valueOf(item))
    if (!isMap(node)) return null
    const values = new Map<string, Value>()
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.source ?? key.value) : null
      if (name === null) continue
      const offset = isScalar(key) ? (key.range?.[0] ?? 0) : 0
      if (values.has(name)) this.#repeated(name, offset)
      else values.set(name, this.valueOf(value))
    }
    return values
  }

  /** Named once, however often it is repeated. */
  #repeated(key: string, offset: number): void {
    if (this.repeatedKeys.some((each) => each.key === key) || this.repeatedKeys.length === MAX_REPEATED)
      return
    this.repeatedKeys.push({ key, line: lineIn(this.#source, offset) })
  }

  /** `[[Note]]` without quotes is a list in a list. */
  #wikilinkOf(items: readonly unknown[]): string | null {
    const [only] = items
    if (items.length !== 1 || !isSeq(only) || only.flow !== true || !only.items.every(isScalar)) return null
    const start = only.range?.[0] ?? 0
    if (this.#source.slice(start - 1, start + 1) !== '[[') return null
    return `[[${only.items.map(({ source, value }) => source ?? String(value)).join(', ')}]]`
  }
}

function lineIn(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length
}

/** What JSON and TOML give, as texts, lists and maps. */
function plainValue(value: unknown): Value {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plainValue)
  if (typeof value === 'object')
    return new Map(Object.entries(value).map(([key, each]) => [key, plainValue(each)]))
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : null
}

function lowerKeyed(value: Value): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>()
  if (!(value instanceof Map)) return values
  for (const [key, each] of value as ReadonlyMap<string, Value>) {
    const lower = key.trim().toLowerCase()
    if (!values.has(lower)) values.set(lower, each)
  }
  return values
}

/** What a front matter that cannot be read as a whole says entry by entry: sound ones as they are, else a text. */
function salvaged(source: string): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>()
  for (const { key, text } of entriesOf(source)) {
    const isShort = source.length <= MAX_FRONT_MATTER
    const value = (isShort ? soundValue(text) : null) ?? simpleText(text)
    if (value !== null && !values.has(key)) values.set(key, value)
  }
  return values
}

function soundValue(text: string): Value {
  try {
    const source = `value:${text}`
    const document = parseDocument(source, { prettyErrors: false, logLevel: 'silent' })
    const contents =
      document.errors.length === 0 ? new YamlReader(document, source).valueOf(document.contents) : null
    return contents instanceof Map ? ((contents as ReadonlyMap<string, Value>).get('value') ?? null) : null
  } catch {
    return null
  }
}

/** The first line of an entry, without quotes, comma and comment. */
function simpleText(text: string): string | null {
  const line = (text.split('\n', 1)[0] ?? '').slice(0, MAX_SALVAGED_LINE)
  if (/^\S/.test(line)) return null
  const written = line.trim().replace(/,$/, '')
  const value = /^["']/.test(written)
    ? written.replace(/^(["'])(.*)\1.*$/, '$2')
    : written.replace(/(?:^|\s)#.*$/, '')
  return value === '' || /^[[{&*|>!]/.test(value) ? null : value
}

const MAX_SALVAGED_LINE = 2000

/** What may stand above a front matter that was meant to be one, and its fence: too long, or dashes of a phone. */
const TOP = /^(?:\s|<!--(?:(?!-->)[^])*-->)*(?:[-+–—]{2,}|—)[ \t]*(?:[a-z]+[ \t]*)?\n/i
const FENCE_LIKE = /^[ \t]*(?:[-+–—]{2,}|—|\.{3})[ \t]*$/m
/** Any other words after the colon are prose: `Public: paid by all`. */
const VISIBILITY =
  /^[\s{"'-]*(private|draft|publish|published|public)["']?[ \t]*[:=][ \t]*["']?(true|false|yes|no|on|off|y|n|1|0)["']?[ \t]*[,}]?[ \t]*(?:#.*)?$/i
/** Front matter has no headings and no code. */
const TEXT_BEGINS = /^ {0,3}(?:#{1,6}[ \t]|```|~~~)/m

function linesAtTop(text: string): readonly string[] {
  const head = text.slice(0, MAX_FRONT_MATTER)
  const top = TOP.exec(head)?.[0]
  if (top === undefined) return []
  const [block = ''] = head.slice(top.length).split(FENCE_LIKE, 1)
  const [fields = ''] = block.split(TEXT_BEGINS, 1)
  return fields.split('\n')
}

function visibilityIn(lines: readonly string[]): FrontMatter['inDoubt'] {
  return lines.flatMap((line) => {
    const [, key, text] = VISIBILITY.exec(line.slice(0, MAX_SALVAGED_LINE)) ?? []
    return key === undefined || text === undefined ? [] : [{ key: key.toLowerCase(), text }]
  })
}

const KEY_LINE = /^[ \t]*"?([\p{L}_][\p{L}\p{N}_ -]{0,60})"?[ \t]*[:=]/u

function entriesOf(source: string): readonly Entry[] {
  const entries: { key: string; line: number; lines: string[] }[] = []
  const isJson = source.trimStart().startsWith('{')
  for (const [i, line] of source.split('\n').entries()) {
    if (/^[ \t]*#/.test(line)) continue
    const key = isJson || !/^[\s-]/.test(line) ? KEY_LINE.exec(line.slice(0, MAX_SALVAGED_LINE)) : null
    if (key === null) entries.at(-1)?.lines.push(line)
    else
      entries.push({
        key: (key[1] ?? '').trim().toLowerCase(),
        line: i + 2,
        lines: [line.slice(key[0].length)],
      })
  }
  return entries.map(({ key, line, lines }) => ({ key, line, text: lines.join('\n') }))
}
