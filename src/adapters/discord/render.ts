/**
 * An Answer in Discord's shape. The message's content is the lead, because notifications, search and screen
 * readers have only that; the rest is one embed, in pages where it is long. Nothing is cut in silence.
 */
import type { APIEmbed } from 'discord-api-types/v10'
import { rowInlines } from '../../core/answers/inlines.ts'
import { labelOf } from '../../core/answers/label.ts'
import { textParts } from '../../core/answers/text-parts.ts'
import type { Answer, Block, Citation, Inline, NoteInline } from '../../core/answers/answer.ts'
import { CONTENT_CHARACTERS, EMBED_DESCRIPTION_CHARACTERS, EMBED_TITLE_CHARACTERS } from './limits.ts'
import { discordPieces } from './markdown.ts'
import { joined, pagesOf, type Piece } from './pages.ts'
import { codeSpan, escaped, maskedLink } from './text.ts'
import type { Handlers } from '../../core/answers/handlers.ts'

/** Something may stand below the lead: see `message.ts`. */
const LEAD_CHARACTERS = CONTENT_CHARACTERS - 100

/** The bot's one colour. */
const COLOUR = 0x4f6d7a

/** Longer titles are cut; they are whole in the note itself. */
const TITLE_CHARACTERS = 200
/** A text is escaped in parts of this size, so that every part fits wherever it is put. */
const PART_CHARACTERS = 800
/** A page takes several of these; escaping doubles a part at most. */
const PIECE_CHARACTERS = 1_900

export interface Rendered {
  readonly content: string
  /** At least one; null where the content says it all. */
  readonly pages: readonly (APIEmbed | null)[]
}

/** `footer` says who asked; null for nobody. */
export function renderedAnswer({ blocks }: Answer, footer: string | null): Rendered {
  const question = blocks.find((block) => block.type === 'question')
  const lastLead = blocks.findLastIndex((block) => block.type === 'lead')
  const head = blocks.slice(0, lastLead + 1).flatMap(piecesOf)
  const body = blocks.slice(lastLead + 1).flatMap(piecesOf)
  const [content = '', ...overflow] = pagesOf(head, LEAD_CHARACTERS)
  const rest = overflow.map((text): Piece => ({ text, follows: 'block' }))
  const pages = pagesOf([...rest, ...body], EMBED_DESCRIPTION_CHARACTERS)
  const title = question === undefined ? null : escapedWithin(question.text, EMBED_TITLE_CHARACTERS)
  const embeds = (pages.length === 0 && title !== null ? [''] : pages).map((description, i): APIEmbed => {
    const notes = [footer, pages.length > 1 ? `Page ${i + 1} of ${pages.length}` : null].filter(
      (each) => each !== null,
    )
    return {
      color: COLOUR,
      ...(title !== null && { title }),
      ...(description !== '' && { description }),
      ...(notes.length > 0 && { footer: { text: notes.join(' · ') } }),
    }
  })
  return { content, pages: embeds.length === 0 ? [null] : embeds }
}

const BLOCKS: Handlers<Block, [], readonly Piece[]> = {
  // It is the embed's title.
  question: () => [],
  lead: ({ inlines, under }) => [
    ...inlinePieces(inlines),
    ...(under === undefined ? [] : inlinePieces([under], '-# ').map(onNextLine)),
  ],
  arrival: ({ inlines }) => inlinePieces(inlines),
  heading: ({ text }) => [{ text: `**${escaped(labelOf(text, TITLE_CHARACTERS))}**`, follows: 'block' }],
  paragraph: ({ inlines }) => inlinePieces(inlines),
  list: ({ items, ordered }) =>
    items.flatMap((item, i) =>
      inlinePieces(item, ordered ? `${i + 1}. ` : '- ').map(i === 0 ? asItIs : onNextLine),
    ),
  table: ({ rows }) =>
    rows.flatMap((row, i) => inlinePieces(rowInlines(row), '- ').map(i === 0 ? asItIs : onNextLine)),
  quotes: ({ label, items, leftOut }) => [
    ...underLabel(
      label,
      items.flatMap((item) => inlinePieces(item, '- ')),
    ),
    ...(leftOut === 0 ? [] : [onNextLine({ text: `-# … and ${leftOut} more`, follows: 'line' })]),
  ],
  citations: ({ items, more }) => [
    ...(items.length === 0 ? [] : underLabel('Sources', items.flatMap(citationPieces))),
    ...morePieces(more),
  ],
  markdown: ({ markdown }) =>
    discordPieces(markdown, PIECE_CHARACTERS).map((text): Piece => ({ text, follows: 'block' })),
  aside: ({ inlines }) => inlinePieces(inlines, '-# '),
}

const INLINES: Handlers<Inline, [], readonly string[]> = {
  text: ({ text }) => textParts(text, PART_CHARACTERS).map(escaped),
  strong: ({ text }) => textParts(text, PART_CHARACTERS).map((part) => `**${escaped(part)}**`),
  code: ({ text }) => [codeSpan(text)],
  note: (note) => [titleOf(note)],
  link: ({ text, url }) => {
    const link = maskedLink(labelOf(text, TITLE_CHARACTERS), url)
    return link === null ? textParts(text, PART_CHARACTERS).map(escaped) : [link]
  },
  time: ({ at }) => [`<t:${Math.floor(at / 1000)}:F>`],
  // Escaped, so that what follows can never make a link of it.
  cite: ({ number }) => [`\\[${number}\\]`],
}

function piecesOf(block: Block): readonly Piece[] {
  const handle = BLOCKS[block.type] as (block: Block) => readonly Piece[]
  return handle(block)
}

/** One line of inlines; where it is too long for a piece, several. */
function inlinePieces(inlines: readonly Inline[], mark = ''): readonly Piece[] {
  const parts = inlines.flatMap((inline) => {
    const handle = INLINES[inline.type] as (inline: Inline) => readonly string[]
    return handle(inline)
  })
  return joined(parts, PIECE_CHARACTERS - mark.length).map((text, i) => ({
    text: `${i === 0 || mark === '-# ' ? mark : ''}${text}`,
    follows: i === 0 ? 'block' : 'line',
  }))
}

/** A label stays with the first line below it. */
function underLabel(label: string, [first, ...others]: readonly Piece[]): readonly Piece[] {
  const head = `**${escaped(label)}**`
  return first === undefined
    ? [{ text: head, follows: 'block' }]
    : [{ text: `${head}\n${first.text}`, follows: 'block' }, ...others.map(onNextLine)]
}

/** `[2] Title › Heading, 2026-03-01 — claim` */
function citationPieces({ number, title, heading, claim, date, url }: Citation): readonly Piece[] {
  const name = maskedTitle(title, url)
  const place = [
    heading === null ? '' : ` › ${labelOf(heading, TITLE_CHARACTERS)}`,
    date === null ? '' : `, ${date}`,
  ].join('')
  const said = claim === null ? [] : textParts(` — ${claim}`, PART_CHARACTERS).map(escaped)
  const parts = [`\\[${number}\\] ${name}`, ...textParts(place, PART_CHARACTERS).map(escaped), ...said]
  return joined(parts, PIECE_CHARACTERS).map((text) => ({ text, follows: 'line' }))
}

/** Sources that nothing above is quoted from: their titles alone. */
function morePieces(more: readonly Citation[]): readonly Piece[] {
  if (more.length === 0) return []
  const count = more.length === 1 ? '1 more source: ' : `${more.length} more sources: `
  const titles = more.map(
    ({ number, title, url }, i) => `${i === 0 ? '' : '; '}\\[${number}\\] ${maskedTitle(title, url)}`,
  )
  return joined([count, ...titles], PIECE_CHARACTERS).map((text) => ({ text: `-# ${text}`, follows: 'line' }))
}

function maskedTitle(title: string, url: string | null): string {
  const shown = labelOf(title, TITLE_CHARACTERS)
  return (url === null ? null : maskedLink(shown, url)) ?? escaped(shown)
}

function titleOf({ title }: NoteInline): string {
  return `*${escaped(labelOf(title, TITLE_CHARACTERS))}*`
}

/** Escaping makes a text longer, so it is cut until it fits. */
function escapedWithin(text: string, longest: number): string {
  for (let length = longest; ; length = Math.floor(length * 0.8)) {
    const title = escaped(labelOf(text, length))
    if (title.length <= longest) return title
  }
}

function onNextLine(piece: Piece): Piece {
  return { ...piece, follows: 'line' }
}

function asItIs(piece: Piece): Piece {
  return piece
}
