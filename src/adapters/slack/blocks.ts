/** What can be pressed under an answer, and the field that completes titles. */
import type { ActionsBlock, Button, KnownBlock, PlainTextOption, StaticSelect } from '@slack/types'
import { labelOf } from '../../core/answers/label.ts'
import type { KeptAnswer } from '../../core/store.ts'
import { offersOf, type Offer } from '../../core/walks/offers.ts'
import { pressText, type Press } from '../../core/walks/press.ts'
import { BUTTON_CHARACTERS, OPTION_CHARACTERS, OPTIONS } from './limits.ts'

export const OPEN_NOTE_ACTION = 'open-note'
export const TOPIC_ACTION = 'topic'
export const OPEN_TITLE = 'Open a note'

/** More would be a wall of buttons; then they are a menu. */
const MOST_BUTTONS = 5

export interface Place {
  /** From 0. */
  readonly page: number
  readonly pages: number
  /** A modal is closed, not deleted, and shared only where it came from a channel. */
  readonly surface: 'message' | 'modal' | 'modal without channel'
}

/** At most five blocks: steps, turns, moves, notes to open, and the rest. */
export function actionsOf(kept: KeptAnswer, place: Place): readonly KnownBlock[] {
  const { steps, turns, moves, notes } = offersOf(kept)
  return [
    ...offerActions('step', 'Go on', steps),
    ...offerActions('turn', 'Browse', turns),
    ...offerActions('move', 'The walk', moves),
    ...(notes.length === 0 ? [] : actions([menu('open', OPEN_TITLE, notes.map(offerOption))])),
    ...actions([...pageButtons(kept, place), ...ownButtons(kept, place)]),
  ]
}

function offerActions(name: string, title: string, offers: readonly Offer[]): readonly KnownBlock[] {
  if (offers.length > MOST_BUTTONS) return actions([menu(name, title, offers.map(offerOption))])
  return actions(
    offers.map(({ press, label, isRelation }) => ({
      ...button(press, label),
      ...(isRelation && { style: 'primary' as const }),
    })),
  )
}

function pageButtons({ id }: KeptAnswer, { page, pages }: Place): readonly Button[] {
  return [
    ...(page > 0 ? [button({ type: 'page', answer: id, at: page - 1 }, 'Previous page')] : []),
    ...(page < pages - 1 ? [button({ type: 'page', answer: id, at: page + 1 }, 'Next page')] : []),
  ]
}

function ownButtons({ id, isPrivate, asker }: KeptAnswer, { surface }: Place): readonly Button[] {
  if (surface === 'modal without channel') return []
  if (isPrivate) return [button({ type: 'share', answer: id }, 'Share to channel')]
  return asker === null ? [] : [button({ type: 'delete', answer: id }, 'Delete')]
}

function actions(elements: readonly (Button | StaticSelect)[]): readonly ActionsBlock[] {
  return elements.length === 0 ? [] : [{ type: 'actions', elements: [...elements] }]
}

function button(press: Press, label: string): Button {
  const text = pressText(press)
  return {
    type: 'button',
    text: { type: 'plain_text', text: labelOf(label, BUTTON_CHARACTERS), emoji: false },
    action_id: text,
    value: text,
  }
}

/** What does not fit is counted, and can be had from the notes that are there. */
export function menu(name: string, title: string, options: readonly PlainTextOption[]): StaticSelect {
  const shown = options.slice(0, OPTIONS)
  const count = shown.length < options.length ? ` (the first ${shown.length} of ${options.length})` : ''
  return {
    type: 'static_select',
    action_id: name,
    placeholder: { type: 'plain_text', text: `${title}${count}`, emoji: false },
    options: shown,
  }
}

function offerOption({ label, press }: Offer): PlainTextOption {
  return optionOf(label, pressText(press))
}

export function optionOf(label: string, value: string): PlainTextOption {
  return { text: { type: 'plain_text', text: labelOf(label, OPTION_CHARACTERS), emoji: false }, value }
}
