/** JSON from outside, read carefully. */

export type Json = Readonly<Record<string, unknown>>

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object, or an empty one where there is none. */
export function jsonIn(value: unknown): Json {
  return isJson(value) ? value : {}
}

/** The objects of an array; anything else in it is left out. */
export function jsonsIn(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : []
}

export function stringIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Undefined where the text is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
