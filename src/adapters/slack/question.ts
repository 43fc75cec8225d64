/** What a person's message asks, freed of Slack's marks. */
import { MAX_TEXT_CHARACTERS } from '../../core/commands/grammar.ts'

/** https://docs.slack.dev/messaging/formatting-message-text */
const MENTION = /<(?:@|!subteam\^|!)[^>]*>/gu
const NAMED = /<[^>|]*\|([^>]*)>/gu
const CHANNEL = /<#[^>]*>/gu
const ADDRESS = /<([^>]*)>/gu

/** At most as long as a question may be, cut at a word; empty where the message says nothing. */
export function questionIn(text: string): string {
  const question = text
    .replace(MENTION, ' ')
    .replace(NAMED, '$1')
    .replace(CHANNEL, ' ')
    .replace(ADDRESS, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/gu, ' ')
    .trim()
  if (question.length <= MAX_TEXT_CHARACTERS) return question
  const end = question.lastIndexOf(' ', MAX_TEXT_CHARACTERS)
  return question.slice(0, end === -1 ? MAX_TEXT_CHARACTERS : end)
}
