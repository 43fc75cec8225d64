/**
 * An answer cut to a budget. What goes first is what can be had by a click: claims of sources, then what
 * carries the lead, then what opposes it, each from the last. The lead stays, nothing quoted loses its
 * source, and what is left out is counted.
 */
import type { Answer, Block, Citation, Inline } from './answer.ts'

/** The answer with at most `characters` of text, or as near as it comes without losing its lead and its sources. */
export function fit(answer: Answer, characters: number): Answer {
  let blocks = answer.blocks
  for (const shorten of [withoutLastClaim, withoutLastQuote('because'), withoutLastQuote('but')]) {
    while (lengthOf(blocks) > characters) {
      const shorter = shorten(blocks)
      if (shorter === null) break
      blocks = shorter
    }
  }
  return { ...answer, blocks }
}

/** Characters of text that a reader sees, in UTF-16 units; marks and addresses are the renderer's. */
export function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + lengthOfBlock(block), 0)
}

function lengthOfBlock(block: Block): number {
  switch (block.type) {
    case 'question':
    case 'heading':
      return block.text.length
    case 'lead':
      return lengthOfInlines(block.inlines) + (block.under?.title.length ?? 0)
    case 'arrival':
    case 'paragraph':
    case 'aside':
      return lengthOfInlines(block.inlines)
    case 'list':
      return block.items.reduce((sum, item) => sum + lengthOfInlines(item), 0)
    case 'quotes':
      return block.label.length + block.items.reduce((sum, item) => sum + lengthOfInlines(item), 0)
    case 'citations':
      return [...block.items, ...block.more].reduce((sum, item) => sum + lengthOfCitation(item), 0)
    case 'table':
      return [block.header, ...block.rows].flat().reduce((sum, cell) => sum + cell.length, 0)
    case 'markdown':
      return block.markdown.length
  }
}

function lengthOfInlines(inlines: readonly Inline[]): number {
  return inlines.reduce((sum, inline) => sum + lengthOfInline(inline), 0)
}

function lengthOfInline(inline: Inline): number {
  switch (inline.type) {
    case 'text':
    case 'strong':
    case 'code':
    case 'link':
    case 'time':
      return inline.text.length
    case 'note':
      return inline.title.length
    case 'cite':
      return String(inline.number).length + 2
  }
}

function lengthOfCitation({ number, title, heading, claim }: Citation): number {
  return `[${number}] ${title}${heading ?? ''}${claim ?? ''}`.length
}

function withoutLastClaim(blocks: readonly Block[]): readonly Block[] | null {
  return changeLast(blocks, (block) => {
    if (block.type !== 'citations') return null
    const at = block.items.findLastIndex(({ claim }) => claim !== null)
    if (at === -1) return null
    return { ...block, items: block.items.map((item, i) => (i === at ? { ...item, claim: null } : item)) }
  })
}

/** Drops the last of several quotations with a role; its source moves to `more`. */
function withoutLastQuote(role: 'because' | 'but'): (blocks: readonly Block[]) => readonly Block[] | null {
  return (blocks) => {
    const shorter = changeLast(blocks, (block) =>
      block.type === 'quotes' && block.role === role && block.items.length > 1
        ? { ...block, items: block.items.slice(0, -1), leftOut: block.leftOut + 1 }
        : null,
    )
    return shorter === null ? null : shorter.map((block) => withUsedCitations(block, shorter))
  }
}

function withUsedCitations(block: Block, blocks: readonly Block[]): Block {
  if (block.type !== 'citations') return block
  const used = citedNumbers(blocks)
  return {
    ...block,
    items: block.items.filter(({ number }) => used.has(number)),
    more: [...block.items.filter(({ number }) => !used.has(number)), ...block.more].map((item) => ({
      ...item,
      claim: null,
    })),
  }
}

/** The numbers that stand beside a quotation. */
export function citedNumbers(blocks: readonly Block[]): ReadonlySet<number> {
  const inlines = blocks.flatMap((block) => {
    if (block.type === 'quotes' || block.type === 'list') return block.items.flat()
    return 'inlines' in block ? block.inlines : []
  })
  return new Set(inlines.flatMap((inline) => (inline.type === 'cite' ? [inline.number] : [])))
}

function changeLast(
  blocks: readonly Block[],
  change: (block: Block) => Block | null,
): readonly Block[] | null {
  for (let i = blocks.length - 1; i >= 0; i--) {
    const block = blocks[i]
    const changed = block === undefined ? null : change(block)
    if (changed !== null) return blocks.with(i, changed)
  }
  return null
}
