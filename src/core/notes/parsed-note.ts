/** One file read by itself: everything that can be known of a note before the others are. */
import { anchorsOf, headingKey, slugsOf, type Anchors } from './anchors.ts'
import { frontMatterOf, type Entry, type FrontMatter } from './front-matter.ts'
import { wikilinksIn, withTargetsFirst, type WrittenLink } from './links.ts'
import {
  aliasesOf,
  claimOf,
  dateOf,
  isHidden,
  isPickable,
  isTemplate,
  kindOf,
  sourcesOf,
  tagsOf,
  titleOf,
  topicsOf,
  urlOf,
} from './metadata.ts'
import type { Note, NoteId, Problem } from './note.ts'
import { problemOf } from './problems.ts'
import { isKnownKind, relationKindOf } from './relation-kinds.ts'
import {
  nameAsLink,
  relationsIn,
  relationsOfEntry,
  type EntryLine,
  type WrittenRelation,
} from './relations.ts'
import { bodyOf, lineAt, type Body, type Heading } from './scan.ts'
import { isRoleHeading, nextQuestionsOf, relatedLines, sectionsOf } from './sections.ts'

/** What the folder as a whole says about its notes. */
export interface Conventions {
  readonly isLogseq: boolean
  /** Dendron writes `[[text|target]]`. */
  readonly wikilinks: 'target-first' | 'text-first'
}

/** A written link with its line in the file. */
export interface PlacedLink {
  readonly link: WrittenLink
  readonly line: number
}

export interface ParsedNote {
  readonly note: Omit<Note, 'links'>
  readonly hidden: boolean
  /** A heading on top that says something else than the title. */
  readonly heading: string | null
  readonly links: readonly PlacedLink[]
  /** With the file's lines; the links are those of `links`, or names without brackets. */
  readonly relations: readonly WrittenRelation[]
  readonly anchors: Anchors
  readonly problems: readonly Problem[]
}

export function parsedNote(id: NoteId, file: string, text: string, conventions: Conventions): ParsedNote {
  const front = frontMatterOf(conventions.wikilinks === 'text-first' ? withTargetsFirst(text) : text)
  const scanned = bodyOf(front.body)
  const title = titleOf(file, front, scanned, conventions.isLogseq)
  const heading = otherHeading(scanned, title)
  const body = heading === null ? scanned : { ...scanned, titleHeading: null }
  const kind = kindOf(file, front)
  const hidden = isHidden(front, body)
  const inBody = relationsIn(body, relatedLines(body, kind), front.bodyLine)
  const sections = sectionsOf(body, front.bodyLine, kind, inBody.lines)
  const entries = front.entries.map((entry) => ({
    key: entry.key,
    lines: linesOf(entry),
  }))
  const stated = entries.flatMap(({ key, lines }) => relationsOfEntry(key, lines))
  return {
    note: {
      id,
      file,
      kind,
      title,
      claim: claimOf(front, sections),
      topics: topicsOf(front),
      tags: tagsOf(front, body),
      aliases: aliasesOf(front, body),
      date: dateOf(front),
      sources: sourcesOf(front),
      url: urlOf(front),
      sections,
      nextQuestions: nextQuestionsOf(sections),
      isPickable: isPickable(front, body),
    },
    hidden,
    heading: heading === null || isRoleHeading(heading.text) ? null : heading.text,
    links: [
      ...entries.flatMap(({ lines }) =>
        lines.flatMap(({ links, line }) => links.map((link) => ({ link, line }))),
      ),
      ...body.links.map((link) => ({ link, line: lineAt(body.lineStarts, link.start) + front.bodyLine })),
    ],
    relations: [...stated, ...namedRelations(front), ...inBody.relations],
    anchors: anchorsOf(body, slugsOf(body.headings)),
    problems: front.faults.map(({ message, line }) =>
      problemOf('front-matter', { file, line, hidden }, message),
    ),
  }
}

/** A heading on top that says something else than the title is one like the others, and may name the note. */
function otherHeading({ titleHeading }: Body, title: string): Heading | null {
  const text = titleHeading?.text ?? ''
  return isTemplate(text) || ['', headingKey(title)].includes(headingKey(text)) ? null : titleHeading
}

function linesOf({ text, line }: Entry): readonly EntryLine[] {
  return text.split('\n').map((each, i) => ({ text: each, links: wikilinksIn(each, each), line: line + i }))
}

/** `supports: Some note` without brackets; a relation only where a note is called that. */
function namedRelations({ values, entries }: FrontMatter): readonly WrittenRelation[] {
  return entries.flatMap(({ key, line }) => {
    const kind = relationKindOf(key)
    const value = values.get(key)
    if (!isKnownKind(kind) || value === undefined || value === null) return []
    const names = typeof value === 'string' ? [value] : Array.isArray(value) ? value : []
    return names
      .filter(
        (name): name is string => typeof name === 'string' && name.trim() !== '' && !name.includes('[['),
      )
      .map((name) => ({
        kind,
        word: key,
        link: { ...nameAsLink(name.trim(), 0), style: 'name' as const },
        reason: '',
        line,
      }))
  })
}
