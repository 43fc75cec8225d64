/** Characters that JSON allows and a terminal would obey. */
const OBEYED = /[\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu

/** One JSON document, readable, safe to be printed on a terminal. Ends with a newline. */
export function jsonText(data: unknown): string {
  const json = JSON.stringify(data, null, 2)
  return `${json.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
}
