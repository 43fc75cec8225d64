/** Several arrays in one run of bytes: how many, how long each is, then one after the other. */

/** Where a part may begin, so that an array of numbers can be laid over it. */
const ALIGNMENT = 4

export function packed(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const table = Uint32Array.of(parts.length, ...parts.map(({ length }) => length))
  const size = parts.reduce((sum, { length }) => sum + aligned(length), table.byteLength)
  const bytes = new Uint8Array(size)
  bytes.set(bytesOf(table))
  let at = table.byteLength
  for (const part of parts) {
    bytes.set(part, at)
    at += aligned(part.length)
  }
  return bytes
}

/** Views of the parts; throws where the bytes are not exactly such a run. */
export function unpacked(bytes: Uint8Array): readonly Uint8Array[] {
  const table = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isLittle = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1
  const count = table.getUint32(0, isLittle)
  let at = ALIGNMENT * (count + 1)
  const parts: Uint8Array[] = []
  for (let i = 0; i < count; i++) {
    const length = table.getUint32(ALIGNMENT * (i + 1), isLittle)
    if (at + length > bytes.length) throw new RangeError('A part goes beyond the end.')
    parts.push(bytes.subarray(at, at + length))
    at += aligned(length)
  }
  if (at !== bytes.length) throw new RangeError('The parts do not fill the whole.')
  return parts
}

export function bytesOf(numbers: Uint32Array | Uint16Array | Int8Array | Float32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT
}
