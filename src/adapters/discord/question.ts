/** What a person's message asks, freed of Discord's marks. */
import { UserError } from '../../core/errors.ts'
import { MAX_TEXT_CHARACTERS } from '../../core/commands/grammar.ts'

/** https://discord.com/developers/docs/reference#message-formatting */
const MENTIONS = /<(?:@[!&]?|#)\d{1,20}>|<\/[^:>]{1,64}:\d{1,20}>|<t:-?\d{1,20}(?::[a-zA-Z])?>/gu
const EMOJI = /<a?:(\w{2,32}):\d{1,20}>/gu

/** At most as long as a question may be, cut at a word; empty where the message says nothing. */
export function questionIn(text: string): string {
  const question = text.replace(MENTIONS, ' ').replace(EMOJI, '$1').replace(/\s+/gu, ' ').trim()
  if (question.length <= MAX_TEXT_CHARACTERS) return question
  const end = question.lastIndexOf(' ', MAX_TEXT_CHARACTERS)
  return question.slice(0, end === -1 ? MAX_TEXT_CHARACTERS : end)
}

/** Throws UserError where there is nothing to be asked. */
export function requiredQuestionIn(text: string): string {
  const question = questionIn(text)
  if (question !== '') return question
  throw new UserError(
    'bad-question',
    'That message has no text that could be asked.',
    'Use it on a message with words, or type /explain with a question.',
  )
}
