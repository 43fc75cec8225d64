/** A body in sections, and what each is for. */
import { plainText } from './plain-text.ts'
import { slugsOf } from './anchors.ts'
import { withLinesBroken } from './long-lines.ts'
import type { NoteKind, Section } from './note.ts'
import type { LineRange } from './relations.ts'
import { lineAt, type Body } from './scan.ts'

/** Headings under which people list a note's relations, in lower case. */
const RELATED_HEADINGS = new Set([
  'related',
  'related notes',
  'related pages',
  'related links',
  'related ideas',
  'related concepts',
  'related topics',
  'related questions',
  'relations',
  'relationships',
  'see also',
  'connections',
  'connected notes',
  'links',
  'linked notes',
  'siehe auch',
  'verwandt',
  'verwandte notizen',
  'voir aussi',
  'véase también',
  '相关',
  '相关页面',
  '相关笔记',
  '相关链接',
  '链接',
  '参见',
  '関連',
  '関連項目',
])

/** Headings of a line's next questions, in lower case. */
const NEXT_HEADINGS = new Set([
  'next',
  'next questions',
  'next steps',
  'what next',
  "what's next",
  'open questions',
  'further questions',
  'questions to ask next',
])

/** What a section's subsections are for: the same as it, where it is not text. */
type Inherited = Pick<Section, 'level' | 'role'>
const NOTHING_INHERITED: Inherited = { level: 0, role: 'text' }

/** What each heading's section is for, by its heading alone. */
function rolesOf(body: Body, kind: NoteKind): readonly Section['role'][] {
  let inherited = NOTHING_INHERITED
  return body.headings.map((heading) => {
    if (heading === body.titleHeading) return 'text'
    const { level } = heading
    if (level <= inherited.level) inherited = NOTHING_INHERITED
    const role = inherited.role === 'text' ? roleOf(heading.text, kind) : inherited.role
    if (inherited.role === 'text' && role !== 'text') inherited = { level, role }
    return role
  })
}

/** Where a bare link is a relation: the lines under headings for that. */
export function relatedLines(body: Body, kind: NoteKind): readonly LineRange[] {
  const { headings, lineStarts } = body
  return rolesOf(body, kind).flatMap((role, i) =>
    role === 'relations'
      ? [{ from: (headings[i]?.line ?? 0) + 1, to: headings[i + 1]?.line ?? lineStarts.length }]
      : [],
  )
}

/**
 * A body's sections in order; a first-level heading that is the note's title opens no section of its own. Under a
 * heading for relations, what is written besides `relationLines` is text like other text.
 */
export function sectionsOf(
  body: Body,
  bodyLine: number,
  kind: NoteKind,
  relationLines: ReadonlySet<number>,
): readonly Section[] {
  const slugs = slugsOf(body.headings)
  const roles = rolesOf(body, kind)
  const sections: Section[] = []
  const openingEnd = body.headings[0]?.start ?? body.text.length
  const opening = body.text.slice(0, openingEnd)
  if (body.titleHeading === null && opening.trim() !== '') {
    sections.push({
      heading: null,
      level: 0,
      anchor: '',
      markdown: opening.trimEnd(),
      line: bodyLine,
      role: 'text',
    })
  }
  for (const [i, heading] of body.headings.entries()) {
    const markdown = body.text.slice(heading.bodyStart, body.headings[i + 1]?.start).trimEnd()
    const line = bodyLine + heading.line
    if (heading === body.titleHeading) {
      if (markdown.trim() !== '')
        sections.push({ heading: null, level: 0, anchor: '', markdown, line: line + 1, role: 'text' })
      continue
    }
    const role = roles[i] ?? 'text'
    const first = lineAt(body.lineStarts, heading.bodyStart)
    const prose = role === 'relations' ? withoutLines(markdown, first, relationLines) : ''
    sections.push({
      heading: heading.text,
      level: heading.level,
      anchor: slugs[i] ?? '',
      line,
      ...(prose === '' ? { markdown, role } : { markdown: prose, role: 'text' }),
    })
  }
  return sections.map((section) => ({ ...section, markdown: withLinesBroken(section.markdown) }))
}

function withoutLines(markdown: string, first: number, lines: ReadonlySet<number>): string {
  return markdown
    .split('\n')
    .map((text, i) => (lines.has(first + i) ? '' : text))
    .join('\n')
    .trimEnd()
}

/** Whether what stands under the heading is for something else than reading. */
export function isRoleHeading(heading: string): boolean {
  return roleOf(heading, 'line') !== 'text'
}

function roleOf(heading: string, kind: NoteKind): Section['role'] {
  const name = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}' ]/gu, '')
    .trim()
  if (RELATED_HEADINGS.has(name)) return 'relations'
  return kind === 'line' && NEXT_HEADINGS.has(name) ? 'next' : 'text'
}

const ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[^[\]\d]\][ \t]+)?/

/** The list items under a line's `## Next`, as plain text; where there is no list, the lines that ask. */
export function nextQuestionsOf(sections: readonly Section[]): readonly string[] {
  const lines = sections.filter(({ role }) => role === 'next').flatMap(({ markdown }) => markdown.split('\n'))
  const items: string[] = []
  let isOpen = false
  for (const line of lines) {
    if (ITEM.test(line)) {
      items.push(line.replace(ITEM, ''))
      isOpen = true
    } else if (line.trim() === '') isOpen = false
    else if (isOpen) items.push(`${items.pop() ?? ''}\n${line.trim()}`)
    else if (line.trim().endsWith('?')) items.push(line)
  }
  return items.map(plainText).filter((text) => text !== '')
}
