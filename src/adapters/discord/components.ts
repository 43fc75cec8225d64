/** What can be pressed under an answer. */
import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
} from 'discord-api-types/v10'
import { labelOf } from '../../core/answers/label.ts'
import type { KeptAnswer } from '../../core/store.ts'
import { offersOf, type Offer } from '../../core/walks/offers.ts'
import { pressText, type Press } from '../../core/walks/press.ts'
import {
  BUTTONS_IN_A_ROW,
  BUTTON_LABEL_CHARACTERS,
  OPTION_LABEL_CHARACTERS,
  SELECT_OPTIONS,
} from './limits.ts'

type Row = APIActionRowComponent<APIComponentInMessageActionRow>

/** Where a reader is in the pages of an answer; `page` from 0. */
export interface Place {
  readonly page: number
  readonly pages: number
}

/** At most five rows, as many as a message takes: steps, turns, moves, notes to open, and the rest. */
export function componentsOf(kept: KeptAnswer, place: Place): readonly Row[] {
  const { steps, turns, moves, notes } = offersOf(kept)
  return [
    ...offersRow('step', 'Go on', steps),
    ...offersRow('turn', 'Browse', turns),
    ...offersRow('move', 'The walk', moves),
    ...(notes.length === 0 ? [] : [select('open', 'Open a note', notes)]),
    { type: ComponentType.ActionRow, components: [...pageButtons(kept, place), ...ownButtons(kept)] },
  ]
}

/** Buttons where they fit in a row, else a select. */
function offersRow(name: string, title: string, offers: readonly Offer[]): readonly Row[] {
  if (offers.length === 0) return []
  if (offers.length > BUTTONS_IN_A_ROW) return [select(name, title, offers)]
  const components = offers.map(({ press, label, isRelation }) =>
    button(press, label, isRelation ? ButtonStyle.Primary : ButtonStyle.Secondary),
  )
  return [{ type: ComponentType.ActionRow, components }]
}

function pageButtons({ id }: KeptAnswer, { page, pages }: Place): readonly APIButtonComponentWithCustomId[] {
  if (pages <= 1) return []
  return [
    ...(page > 0 ? [button({ type: 'page', answer: id, at: page - 1 }, 'Previous page')] : []),
    ...(page < pages - 1 ? [button({ type: 'page', answer: id, at: page + 1 }, 'Next page')] : []),
  ]
}

function ownButtons({ id, isPrivate, asker }: KeptAnswer): readonly APIButtonComponentWithCustomId[] {
  const ask = button({ type: 'ask', isPrivate }, 'Ask')
  if (isPrivate) return [ask, button({ type: 'share', answer: id }, 'Share')]
  return asker === null ? [ask] : [ask, button({ type: 'delete', answer: id }, 'Delete')]
}

function button(
  press: Press,
  label: string,
  style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary,
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style,
    label: labelOf(label, BUTTON_LABEL_CHARACTERS),
    custom_id: pressText(press),
  }
}

/** What does not fit is counted, and can be had from the notes that are there. */
function select(name: string, title: string, offers: readonly Offer[]): Row {
  const shown = offers.slice(0, SELECT_OPTIONS)
  const count = shown.length < offers.length ? ` (the first ${shown.length} of ${offers.length})` : ''
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: `select:${name}`,
        placeholder: `${title}${count}`,
        options: shown.map(({ label, press }) => ({
          label: labelOf(label, OPTION_LABEL_CHARACTERS),
          value: pressText(press),
        })),
      },
    ],
  }
}
