/** A kept answer as the body of a Discord message. */
import type { APIEmbed } from 'discord-api-types/v10'
import { labelOf } from '../../core/answers/label.ts'
import type { KeptAnswer } from '../../core/store.ts'
import { componentsOf } from './components.ts'
import { FOOTER_NAME_CHARACTERS } from './limits.ts'
import { renderedAnswer } from './render.ts'

export interface MessagePayload {
  readonly content: string
  readonly embeds: APIEmbed[]
  readonly components: ReturnType<typeof componentsOf>
}

export interface MessageWanted {
  /** From 0; a page that does not exist is the last. */
  readonly page?: number
  /** False where the bot may not use embeds: Discord would drop them in silence. */
  readonly embeds?: boolean
}

const WITHOUT_EMBEDS = '-# The rest of this answer needs the permission Embed Links here.'

export function messageOf(kept: KeptAnswer, { page = 0, embeds = true }: MessageWanted = {}): MessagePayload {
  const { content, pages } = renderedAnswer(kept.answer, footerOf(kept))
  const place = { page: Math.min(page, pages.length - 1), pages: pages.length }
  const embed = pages[place.page] ?? null
  return {
    content: embed === null || embeds ? content : `${content}\n${WITHOUT_EMBEDS}`,
    embeds: embed === null || !embeds ? [] : [embed],
    components: componentsOf(kept, place),
  }
}

/** A footer shows plain text: a name in it pings nobody. */
function footerOf({ asker, isPrivate, isShared }: KeptAnswer): string | null {
  if (asker === null || isPrivate) return null
  return `${isShared ? 'Shared' : 'Asked'} by ${labelOf(asker.name, FOOTER_NAME_CHARACTERS)}`
}
