/** What a chat in the terminal shows for typed lines, without a terminal. */
import { startConversation } from '../../src/adapters/terminal/conversation.ts'
import { render } from '../../src/adapters/terminal/render.ts'
import type { Bot } from '../../src/core/bot.ts'
import { openMemoryStore } from '../../src/stores/embedded.ts'

/** For each line what stands below it, in a window of 80 columns. */
export async function chatText(bot: Bot, lines: readonly string[]): Promise<readonly string[]> {
  const store = await openMemoryStore()
  const conversation = startConversation(bot, store)
  const shown: string[] = []
  for (const line of lines) {
    const said = await conversation.say(line)
    const options = { width: 80, colour: false, links: false, steps: true, typed: (text: string) => text }
    shown.push(said.type === 'answer' ? render(said.answer, options).trim() : '')
  }
  await store.close()
  return shown
}
