/** Dataview's fields within a sentence. */
import type { Range } from './mask.ts'

interface BracketedField {
  /** All before its value. */
  readonly start: Range
  readonly end: Range
  /** What is read in their places. */
  readonly before: string
  readonly after: string
}

const BRACKETED_FIELD = /[[(](\p{L}(?:[\p{L}_ -]{0,40}[\p{L}_])?)::[ \t]+/gu
/** `(map:: Int -> Int)` is code. */
const CODE_LIKE = /[-=]>|[{}=]/
const MAX_VALUE = 500

/**
 * As Dataview shows them: `(participants:: 48)` reads as `48`, `[duration:: 12 weeks]` as `duration: 12 weeks`. What
 * leads to a note keeps its brackets: `(supports:: [[X]])` reads as `(supports X)`.
 */
export function* bracketedFieldsIn(masked: string): Generator<BracketedField> {
  if (!masked.includes('::')) return
  for (const { index, 0: before, 1: key = '' } of masked.matchAll(BRACKETED_FIELD)) {
    const value = index + before.length
    const close = closeOf(masked.charAt(index), masked.slice(value, value + MAX_VALUE))
    if (close === null || CODE_LIKE.test(masked.slice(value, value + close))) continue
    yield {
      start: { start: index, end: value },
      end: { start: value + close, end: value + close + 1 },
      ...(masked.startsWith('[[', value)
        ? { before: `(${key} `, after: ')' }
        : { before: masked[index] === '[' ? `${key}: ` : '', after: '' }),
    }
  }
}

/** Where the bracket that opened before the value is closed on its line. */
function closeOf(bracket: string, value: string): number | null {
  const closing = bracket === '[' ? ']' : ')'
  let depth = 0
  for (let i = 0; i < value.length && value[i] !== '\n'; i++) {
    if (value[i] === bracket) depth++
    else if (value[i] === closing && depth-- === 0) return i
  }
  return null
}
