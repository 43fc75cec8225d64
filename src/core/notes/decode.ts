/** Bytes of a file as text. Notes come from many hands and machines: the encoding is found, never trusted. */

export type Decoded =
  | { readonly type: 'text'; readonly text: string; readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252' }
  | { readonly type: 'not-text' }

/** A text may hold a stray control character; a binary file is full of them. */
const MOST_CONTROLS = 0.1
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\0-\x08\x0E-\x1F]/g
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d]

/** Line ends come out as `\n`; what is neither Unicode nor binary is taken as windows-1252. Never throws. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return textOf(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return textOf(bytes, 'utf-16be')
  if (PDF.every((byte, i) => bytes[i] === byte)) return { type: 'not-text' }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return isMostlyControls(text)
      ? { type: 'not-text' }
      : { type: 'text', text: normalised(text), encoding: 'utf-8' }
  } catch {
    return bytes.includes(0) ? { type: 'not-text' } : textOf(bytes, 'windows-1252')
  }
}

function textOf(bytes: Uint8Array, label: 'utf-16le' | 'utf-16be' | 'windows-1252'): Decoded {
  const text = normalised(new TextDecoder(label).decode(bytes))
  return { type: 'text', text, encoding: label === 'windows-1252' ? label : 'utf-16' }
}

/** A NUL becomes the replacement character, as CommonMark has it. */
function normalised(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD')
}

function isMostlyControls(text: string): boolean {
  const head = text.slice(0, 8192)
  return (head.match(CONTROL)?.length ?? 0) > head.length * MOST_CONTROLS
}
