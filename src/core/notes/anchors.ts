/** What stands after `#` in a link, compared as Obsidian, Foam and GitHub do. */
import type { Body, Heading } from './scan.ts'

/** Headings are compared by their words: no case, no punctuation, `-` and `_` as blanks. */
export function headingKey(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
}

/** Headings and block ids of a note, ready to be looked up. */
export interface Anchors {
  readonly headings: readonly { readonly keys: readonly string[]; readonly level: number }[]
  readonly blockIds: ReadonlySet<string>
  readonly slugs: ReadonlySet<string>
}

export function anchorsOf(body: Body, slugs: Iterable<string>): Anchors {
  return {
    headings: body.headings.map(({ text, markdown, level }) => ({
      keys: [headingKey(text), headingKey(markdown)],
      level,
    })),
    blockIds: new Set([...body.blockIds].map((id) => id.toLowerCase())),
    slugs: new Set(slugs),
  }
}

/** `Heading`, a chain `Outer#Inner`, `^block` or a slug. */
export function hasAnchor(anchor: string, { headings, blockIds, slugs }: Anchors): boolean {
  if (anchor.startsWith('^'))
    return blockIds.has(anchor.slice(1).toLowerCase()) || /^\^(?:begin|end)$/.test(anchor)
  if (slugs.has(anchor.toLowerCase())) return true
  const wanted = anchor.split('#').filter((part) => part.trim() !== '')
  let at = 0
  let level = 0
  for (const part of wanted) {
    if (part.startsWith('^')) return blockIds.has(part.slice(1).toLowerCase())
    const key = headingKey(part)
    const found = headings.findIndex((each, i) => i >= at && each.level > level && each.keys.includes(key))
    if (found === -1) return false
    level = headings[found]?.level ?? 0
    at = found + 1
  }
  return true
}

/** A GitHub-like slug for each heading, unique in the note: `results`, `results-1`. */
export function slugsOf(headings: readonly Heading[]): readonly string[] {
  const used = new Set<string>()
  const times = new Map<string, number>()
  return headings.map(({ text }) => {
    const base = text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .trim()
      .replaceAll(' ', '-')
    let count = times.get(base) ?? 0
    let slug = count === 0 && base !== '' ? base : `${base || 'section'}-${count}`
    while (used.has(slug)) {
      count++
      slug = `${base || 'section'}-${count}`
    }
    times.set(base, count + 1)
    used.add(slug)
    return slug
  })
}
