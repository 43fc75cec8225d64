/** The addresses that Slack is given. */
import { ADDRESS_CHARACTERS } from './limits.ts'

/** Only for the web; null where it is longer than Slack takes. */
export function webAddress(url: string): string | null {
  const parsed = URL.parse(url)
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return null
  return parsed.href.length > ADDRESS_CHARACTERS ? null : parsed.href
}
