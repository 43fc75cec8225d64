/** What a note says about itself: title, claim, topics, tags, aliases, date, sources, visibility. */
import type { Entry, FrontMatter, Value } from './front-matter.ts'
import type { Claim, NoteKind, Section, Source } from './note.ts'
import { plainText } from './plain-text.ts'
import type { Body } from './scan.ts'
import { openingSentence } from './sentences.ts'

type Values = ReadonlyMap<string, Value>

/** The first key that says something. */
function textOf(values: Values, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = values.get(key)
    if (typeof value === 'string' && value.trim() !== '' && !isTemplate(value)) return oneLine(value)
  }
  return null
}

/** A placeholder that Templater, Hugo or Obsidian would fill. */
export function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('<%')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

const FOLDER_NOTE = /^(?:index|_index|readme)$/i

/**
 * Front matter, then a `title::` property, then a first-level heading that is the first block. An index is
 * called by any first-level heading or by its folder. Else the file's name, which Logseq encodes.
 */
export function titleOf(file: string, front: FrontMatter, body: Body, isLogseq: boolean): string {
  const stated = textOf(front.values, 'title') ?? textOf(body.properties, 'title')
  if (stated !== null) return stated
  const own = body.titleHeading?.text ?? ''
  if (own !== '' && !isTemplate(own)) return own
  const parts = withoutExtension(file).split('/')
  const name = parts.at(-1) ?? file
  if (!FOLDER_NOTE.test(name)) return isLogseq ? logseqName(name) : name
  const heading = body.headings.find(({ level, text }) => level === 1 && text !== '' && !isTemplate(text))
  return heading?.text ?? parts.at(-2) ?? name
}

/** `a___b` is `a/b`, `%3F` is `?`. */
function logseqName(name: string): string {
  const slashed = name.replaceAll('___', '/')
  try {
    return decodeURIComponent(slashed)
  } catch {
    return slashed
  }
}

export function withoutExtension(file: string): string {
  return file.replace(/\.(?:md|markdown)$/i, '')
}

export function claimOf(front: FrontMatter, sections: readonly Section[]): Claim | null {
  const stated = textOf(front.values, 'claim', 'description')
  if (stated !== null) return { text: plainText(stated), from: 'stated' }
  for (const { role, markdown } of sections) {
    const text = role === 'text' ? openingSentence(markdown) : null
    if (text !== null) return { text, from: 'opening' }
  }
  return null
}

export function topicsOf(front: FrontMatter): readonly string[] {
  return distinct(['topics', 'topic'].flatMap((key) => listOf(front.values.get(key), /,/)).map(nameOf))
}

/** From front matter, page properties and the text; never a mere number. */
export function tagsOf(front: FrontMatter, body: Body): readonly string[] {
  const stated = ['tags', 'tag'].flatMap((key) => listOf(front.values.get(key), /[,\s]+/))
  const properties = listOf(body.properties.get('tags'), /,/)
  const tags = [...stated, ...properties].map((tag) =>
    nameOf(tag)
      .replace(/^#/, '')
      .replace(/(?<!\/)\/+$/, ''),
  )
  return distinct([...tags.filter((tag) => /[^\d\s]/.test(tag)), ...body.tags])
}

export function aliasesOf(front: FrontMatter, body: Body): readonly string[] {
  const stated = ['aliases', 'alias'].flatMap((key) => listOf(front.values.get(key), /,/))
  const properties = ['alias', 'aliases'].flatMap((key) => listOf(body.properties.get(key), /,/))
  const written = [...stated, ...properties].filter((alias) => !/^(?:true|false|null|~)$/.test(alias))
  return distinct(written.map(nameOf))
}

/** A list's texts, or a text cut at the separator. */
function listOf(value: Value | undefined, separator: RegExp): readonly string[] {
  const items = typeof value === 'string' ? value.split(separator) : Array.isArray(value) ? value : []
  return items.filter((item): item is string => typeof item === 'string').map(oneLine)
}

/** `[[Page|shown]]` by what is shown. */
function nameOf(text: string): string {
  return text.replace(/^#?\[\[(?:[^[\]|]*\|)?([^[\]]*)\]\]$/, '$1').trim()
}

/** Without empty ones and repetitions; the first spelling counts. */
function distinct(names: readonly string[]): readonly string[] {
  const byKey = new Map<string, string>()
  for (const name of names) {
    const key = name.toLowerCase()
    if (name !== '' && !isTemplate(name) && !byKey.has(key)) byKey.set(key, name)
  }
  return [...byKey.values()]
}

/** As written, but Dendron's milliseconds as a date. */
export function dateOf(front: FrontMatter): string | null {
  const date = textOf(front.values, 'updated', 'date', 'created')
  return date !== null && /^1\d{12}$/.test(date) ? new Date(Number(date)).toISOString().slice(0, 10) : date
}

export function urlOf(front: FrontMatter): string | null {
  return webAddress(textOf(front.values, 'url')) ?? webAddress(textOf(front.values, 'permalink'))
}

/** Null for what is no http or https address. */
function webAddress(text: string | null): string | null {
  if (text === null || !/^https?:\/\/[^\s<>"\\]+$/i.test(text) || !URL.canParse(text)) return null
  return text
}

export function sourcesOf(front: FrontMatter): readonly Source[] {
  const value = front.values.get('sources') ?? front.values.get('source')
  const items = Array.isArray(value) ? (value as readonly Value[]) : value === undefined ? [] : [value]
  return items.map(sourceOf).filter((source) => source !== null)
}

const MARKDOWN_LINK = /^\[([^[\]]+)\]\((\S+)\)$/

function sourceOf(value: Value): Source | null {
  if (typeof value === 'string') return sourceFromText(oneLine(value))
  if (!(value instanceof Map)) return null
  const fields = new Map([...(value as Values)].map(([key, each]) => [key.trim().toLowerCase(), each]))
  const url = webAddress(textOf(fields, 'url')) ?? webAddress(textOf(fields, 'link'))
  const title = textOf(fields, 'title', 'name') ?? url
  const authors = peopleOf(fields.get('authors') ?? fields.get('author'))
  const year = textOf(fields, 'year', 'date')
  if (title === null) return null
  return {
    title,
    ...(authors !== null && { authors }),
    ...(year !== null && { year }),
    ...(url !== null && { url }),
  }
}

function sourceFromText(text: string): Source | null {
  if (text === '' || isTemplate(text)) return null
  const link = MARKDOWN_LINK.exec(text)
  const address = webAddress(link?.[2] ?? addressIn(text))
  const words =
    link?.[1] ??
    text
      .replace(address ?? '', '')
      .replace(/(?<![\s,;:(<–—-])[\s,;:(<–—-]+[)>.]{0,2}$/, '')
      .trim()
  const title = words === '' ? (address ?? text) : nameOf(words)
  return { title, ...(address !== null && { url: address }) }
}

/** The first address, without what only ends its sentence; brackets within it are its own. */
function addressIn(text: string): string | null {
  const written = /https?:\/\/[^\s<>"]+/i.exec(text)?.[0] ?? ''
  let unopened = written.split(')').length - written.split('(').length
  let end = written.length
  for (; end > 0; end--) {
    const last = written.charAt(end - 1)
    if (last === ')' && unopened > 0) unopened--
    else if (!'.,;]'.includes(last)) break
  }
  return end === 0 ? null : written.slice(0, end)
}

function peopleOf(value: Value | undefined): string | null {
  const people = Array.isArray(value) ? listOf(value, /,/) : typeof value === 'string' ? [oneLine(value)] : []
  const named = people.map(nameOf).filter((name) => name !== '')
  return named.length === 0 ? null : named.join(', ')
}

/** `kind: line`, `type: line`, or a file in a folder called `lines`. */
export function kindOf(file: string, front: FrontMatter): NoteKind {
  const stated = [textOf(front.values, 'kind'), textOf(front.values, 'type')]
  const isLine =
    stated.some((kind) => kind?.toLowerCase() === 'line') ||
    file.toLowerCase().split('/').slice(0, -1).includes('lines')
  return isLine ? 'line' : 'note'
}

const NO = /^(?:false|no|off|n|0)$/i

/**
 * Private, a draft or unpublished. In doubt a note is hidden: `private` or `draft` with anything but a no,
 * stated twice, in front matter that cannot be read, or as a page property.
 */
export function isHidden(front: FrontMatter, body: Body): boolean {
  const stated = [
    ...[...front.values, ...body.properties].map(([key, value]) => [
      key,
      typeof value === 'string' ? value : '',
    ]),
    ...[...front.entries, ...front.inDoubt].map(({ key, text }) => [key, bareText(text)]),
  ] satisfies readonly string[][]
  return stated.some(([key = '', value = '']) => {
    const text = value.trim()
    if (key === 'private' || key === 'draft')
      return text !== '' && !NO.test(text) && !/^(?:null|~)$/.test(text)
    return (key === 'publish' || key === 'published' || key === 'public') && NO.test(text)
  })
}

/** `daily: false`, in front matter or as a page property. */
export function isPickable(front: FrontMatter, body: Body): boolean {
  const stated = [front.values.get('daily'), body.properties.get('daily')]
  return !stated.some((value) => typeof value === 'string' && NO.test(value.trim()))
}

/** An entry's value without quotes, comma and comment. */
function bareText(text: Entry['text']): string {
  return (text.split('\n', 1)[0] ?? '')
    .replace(/\s#.*$/, '')
    .trim()
    .replace(/,$/, '')
    .replace(/^(["'])(.*)\1$/, '$2')
}
