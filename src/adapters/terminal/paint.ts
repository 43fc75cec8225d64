/** Lines as the characters that a terminal is sent. */
import { merged, type Line, type Span, type Style } from './span.ts'

export interface Ink {
  /** Colours and weights (SGR sequences). */
  readonly colour: boolean
  /** Links as OSC 8 sequences. */
  readonly links: boolean
}

const SGR: Readonly<Record<Style, number>> = {
  strong: 1,
  dim: 2,
  emphasis: 3,
  underline: 4,
  struck: 9,
  number: 36,
  code: 33,
}

/** Every line ends with a newline and leaves no colour or link open. */
export function paint(lines: readonly Line[], ink: Ink): string {
  return lines.map((line) => `${paintLine(line, ink)}\n`).join('')
}

function paintLine(line: Line, ink: Ink): string {
  return merged(withoutBlankEnd(line))
    .map((span) => paintSpan(span, ink))
    .join('')
}

function paintSpan({ text, styles, href }: Span, { colour, links }: Ink): string {
  const codes = styles.map((style) => SGR[style]).join(';')
  const coloured = colour && codes !== '' ? `\u001B[${codes}m${text}\u001B[0m` : text
  return links && href !== null ? `\u001B]8;;${href}\u001B\\${coloured}\u001B]8;;\u001B\\` : coloured
}

function withoutBlankEnd(line: Line): Line {
  const last = line.at(-1)
  if (last === undefined) return []
  const text = last.text.trimEnd()
  return text === '' ? withoutBlankEnd(line.slice(0, -1)) : [...line.slice(0, -1), { ...last, text }]
}
