/** What a statement is given as a value, the same for every database. */

export type BoundValue = null | bigint | number | string

/**
 * Refuses what one database or the other would take for something else without a word. SQLite: an object that
 * is bound first is named parameters and shifts the columns, a number that is none is NULL. Both: half a
 * character is U+FFFD. PostgreSQL has no U+0000 in a text; what may hold one is kept as JSON, which escapes it.
 */
export function boundValue(value: unknown): BoundValue {
  if (value === null || typeof value === 'bigint') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'string' && value.isWellFormed() && !value.includes('\u0000')) return value
  throw new TypeError(`A store cannot be given this ${typeof value} as a value.`)
}
