/** Notes that were read one by one, put together: links lead somewhere, relations join two notes. */
import { hasAnchor, headingKey } from './anchors.ts'
import type { WrittenLink } from './links.ts'
import { NearestName } from './nearest.ts'
import type { DanglingRelation, Link, LinkTarget, NoteId, Problem, Relation } from './note.ts'
import type { ParsedNote, PlacedLink } from './parsed-note.ts'
import { problemOf, type Place } from './problems.ts'
import { isKnownKind, isReversed, knownKinds } from './relation-kinds.ts'
import type { WrittenRelation } from './relations.ts'
import { withoutExtension } from './metadata.ts'
import { nameKey, Resolver, type Named } from './resolve.ts'

/** What one note's links and relations come to. */
export interface LinkedNote {
  readonly links: readonly Link[]
  readonly relations: readonly Relation[]
  readonly dangling: readonly DanglingRelation[]
  readonly problems: readonly Problem[]
  /** Names that no note has, as they were written. */
  readonly missing: readonly string[]
}

/** What a link may lead to besides notes, when nothing is there: an attachment, by its extension. */
const ATTACHMENT =
  /\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|ico|heic|pdf|mp[34]|m4[av]|wav|ogg|opus|flac|webm|mov|mkv|avi|canvas|base|excalidraw|csv|tsv|json|ya?ml|toml|xml|html?|txt|zip|gz|docx?|xlsx?|pptx?|odt|epub|ipynb|py|[jt]sx?|css|sh)$/i

export class Linker {
  readonly #notes: ReadonlyMap<NoteId, ParsedNote>
  readonly #resolver: Resolver
  /** Made when the first broken link asks for it. */
  #nearestNote: NearestName | null = null
  readonly #nearestKind = new NearestName(knownKinds())

  constructor(notes: ReadonlyMap<NoteId, ParsedNote>, attachments: readonly string[]) {
    this.#notes = notes
    this.#resolver = new Resolver([...notes.values()].map(namedOf), attachments)
  }

  linked(parsed: ParsedNote): LinkedNote {
    const targets = new Map(parsed.links.map(({ link }) => [link, this.#targetOf(link, parsed)]))
    const { relations, dangling, problems } = this.#relationsOf(parsed, targets)
    const broken = new Set(parsed.relations.map(({ link }) => link))
    return {
      links: parsed.links.map(({ link, line }) => ({
        target: link.target,
        to: targets.get(link) ?? { type: 'missing' },
        anchor: link.anchor,
        display: link.display,
        embed: link.embed,
        line,
      })),
      relations,
      dangling,
      problems: [
        ...parsed.problems,
        ...problems,
        ...parsed.links.flatMap((placed) =>
          this.#problemsOf(placed, targets.get(placed.link), parsed, broken.has(placed.link)),
        ),
      ],
      missing: parsed.links
        .filter(({ link }) => targets.get(link)?.type === 'missing' && !ATTACHMENT.test(link.target))
        .map(({ link }) => nameKey(link.target)),
    }
  }

  #targetOf(link: WrittenLink, from: ParsedNote): LinkTarget {
    const address = this.#resolver.addressOf(link, namedOf(from))
    if (address.type !== 'note') return address
    const anchors = this.#notes.get(address.note)?.anchors
    const anchorFound = link.anchor === null || (anchors !== undefined && hasAnchor(link.anchor, anchors))
    return { ...address, anchorFound }
  }

  #relationsOf(
    parsed: ParsedNote,
    targets: ReadonlyMap<WrittenLink, LinkTarget>,
  ): Pick<LinkedNote, 'relations' | 'dangling' | 'problems'> {
    const relations = new Map<string, Relation>()
    const dangling = new Map<string, DanglingRelation>()
    const problems: Problem[] = []
    const unknown = new Set<string>()
    for (const written of parsed.relations) {
      const { kind, word, link, reason, line } = written
      const to = targets.get(link) ?? this.#targetOf(link, parsed)
      const from = parsed.note.id
      if (to.type === 'note' && to.note !== from && isReversed(word)) {
        const relation = { kind, from: to.note, to: from, reason, line, saidIn: from }
        keepReasoned(relations, `${kind} by ${to.note}`, relation)
      } else if (to.type === 'note' && to.note !== from) {
        keepReasoned(relations, `${kind} ${to.note}`, { kind, from, to: to.note, reason, line })
      } else if (to.type === 'missing' && link.style !== 'name') {
        const key = `${kind} ${nameKey(link.target)}`
        if (!dangling.has(key)) problems.push(this.#brokenRelation(written, parsed))
        if (!isReversed(word)) keepReasoned(dangling, key, { kind, from, target: link.target, reason, line })
      }
      const isNews = !isKnownKind(kind) && !unknown.has(kind) && (to.type === 'note' || to.type === 'missing')
      if (isNews) problems.push(this.#unknownRelation(written, parsed))
      unknown.add(kind)
    }
    return { relations: [...relations.values()], dangling: [...dangling.values()], problems }
  }

  #brokenRelation({ word, link, line }: WrittenRelation, parsed: ParsedNote): Problem {
    const message = `"${word}" leads to "${link.target}", and no note is called that.`
    return problemOf('broken-relation', placeOf(parsed, line), message, this.#nearestName(link.target))
  }

  #unknownRelation({ word, line }: WrittenRelation, parsed: ParsedNote): Problem {
    const message = `"${word}" is no known kind of relation; it is kept as written. Known are: ${knownKinds().join(', ')}.`
    return problemOf('unknown-relation', placeOf(parsed, line), message, this.#nearestKind.to(word))
  }

  #problemsOf(
    { link, line }: PlacedLink,
    to: LinkTarget | undefined,
    parsed: ParsedNote,
    isRelation: boolean,
  ): readonly Problem[] {
    const place = placeOf(parsed, line)
    if (to?.type === 'missing' && !isRelation) {
      if (ATTACHMENT.test(link.target)) {
        const message = `"${link.target}" leads nowhere: no file is called that.`
        return [problemOf('broken-link', place, message, null, 'warning')]
      }
      const message = `"${link.target}" leads nowhere: no note is called that.`
      return [problemOf('broken-link', place, message, this.#nearestName(link.target))]
    }
    if (to?.type !== 'note') return []
    const problems: Problem[] = []
    if (to.others.length > 0) {
      const [other] = to.others
      const rest = to.others.length > 1 ? ` and ${to.others.length - 1} more` : ''
      const message = `"${link.target}" could also mean ${other}${rest}; it is taken as ${to.note}.`
      problems.push(problemOf('ambiguous-link', place, message, to.note))
    }
    if (!to.anchorFound) {
      const message = `"${link.target || parsed.note.title}" has no heading or block "${link.anchor}".`
      problems.push(
        problemOf('broken-anchor', place, message, this.#nearestHeading(to.note, link.anchor ?? '')),
      )
    }
    return problems
  }

  #nearestName(wrong: string): string | null {
    this.#nearestNote ??= nearestOf([...this.#notes.values()])
    const name = withoutExtension(wrong)
    return this.#nearestNote.to(name) ?? this.#nearestNote.to(name.slice(name.lastIndexOf('/') + 1))
  }

  #nearestHeading(id: NoteId, anchor: string): string | null {
    const headings = this.#notes.get(id)?.note.sections.flatMap(({ heading }) => heading ?? []) ?? []
    return new NearestName(headings).to(headingKey(anchor))
  }
}

/** Hidden notes are never suggested. */
function nearestOf(notes: readonly ParsedNote[]): NearestName {
  const open = notes.filter(({ hidden }) => !hidden).map(({ note }) => note)
  return new NearestName([
    ...open.map(({ id }) => id.slice(id.lastIndexOf('/') + 1)),
    ...open.map(({ title }) => title),
    ...open.flatMap(({ aliases }) => aliases),
    ...open.map(({ id }) => id),
  ])
}

function namedOf({ note, hidden }: ParsedNote): Named {
  return { id: note.id, file: note.file, title: note.title, aliases: note.aliases, hidden }
}

function placeOf({ note, hidden }: ParsedNote, line: number): Place {
  return { file: note.file, line, hidden }
}

/** The same relation stated twice is one; the one with a reason counts. */
/** The first, or the first that has a reason. */
export function keepReasoned<T extends { readonly reason: string }>(
  kept: Map<string, T>,
  key: string,
  item: T,
): void {
  const known = kept.get(key)
  if (known === undefined || (known.reason === '' && item.reason !== '')) kept.set(key, item)
}

/** Warnings for titles that several notes have; people will not be able to tell them apart. */
export function duplicateTitles(notes: Iterable<ParsedNote>): readonly Problem[] {
  const first = new Map<string, ParsedNote>()
  const problems: Problem[] = []
  for (const parsed of notes) {
    if (parsed.hidden) continue
    const key = nameKey(parsed.note.title)
    const other = first.get(key)
    if (other === undefined) first.set(key, parsed)
    else {
      const message = `The title "${parsed.note.title}" is also that of ${other.note.file}.`
      problems.push(problemOf('duplicate-title', placeOf(parsed, 1), message))
    }
  }
  return problems
}
