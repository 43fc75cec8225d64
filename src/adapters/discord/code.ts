/** Blocks of code, as many as are needed, each with its own fences. */
import { codeText, codeOpening, CODE_CLOSING, wholeEnd } from './text.ts'

/** The room for lines that stand in something: a quote, an item. */
export interface Room {
  /** The most characters that a line may have. */
  readonly longest: number
  /** How many characters will be put before every line. */
  readonly indent: number
}

export interface CodeOptions {
  readonly language?: string | null
  /** Lines that every block begins with. */
  readonly head?: readonly string[]
}

export function codeBricks(
  code: readonly string[],
  { language = null, head = [] }: CodeOptions,
  { longest, indent }: Room,
): readonly string[] {
  const opening = [codeOpening(language), ...head.map(codeText)]
  const costOf = (line: string) => indent + line.length + 1
  const frame = [...opening, CODE_CLOSING].reduce((sum, line) => sum + costOf(line), 0)
  const room = longest + indent + 1 - frame
  const bodies: string[][] = [[]]
  let used = 0
  for (const line of codeText(code.join('\n'))
    .split('\n')
    .flatMap((each) => lineParts(each, Math.max(1, room - indent - 1)))) {
    if (used + costOf(line) > room) {
      bodies.push([])
      used = 0
    }
    bodies.at(-1)?.push(line)
    used += costOf(line)
  }
  return bodies
    .filter((body) => [...head, ...body].some((line) => line.trim() !== ''))
    .map((body) => [...opening, ...body, CODE_CLOSING].join('\n'))
}

export function isCode(brick: string): boolean {
  return brick.startsWith(CODE_CLOSING)
}

/** A line that is too long is cut after a blank if there is one near the end. */
function lineParts(line: string, longest: number): readonly string[] {
  const parts: string[] = []
  let rest = line
  while (rest.length > longest) {
    const blank = rest.lastIndexOf(' ', longest - 1) + 1
    const end = blank > longest * 0.8 ? blank : wholeEnd(rest, longest)
    parts.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...parts, rest]
}
