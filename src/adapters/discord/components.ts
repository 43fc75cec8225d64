/** What can be pressed under an answer. */
import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
} from 'discord-api-types/v10'
import { labelOf } from '../../core/answers/label.ts'
import { citationsOf, type AnswerStep } from '../../core/answers/answer.ts'
import type { Step } from '../../core/answers/step.ts'
import type { KeptAnswer } from '../../core/store.ts'
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

/** At most four rows: steps, turns, notes to open, and the rest. */
export function componentsOf(kept: KeptAnswer, place: Place): readonly Row[] {
  const steps = kept.answer.steps.map((step, at) => ({ ...step, at }))
  const turns = steps.filter(({ step }) => isTurn(step))
  const opened = steps.filter(({ step }) => step.type === 'open')
  const walked = steps.filter(({ step }) => step.type !== 'open' && !isTurn(step))
  return [
    ...stepsRow(kept, walked, { type: 'step', title: 'Go on' }),
    ...stepsRow(kept, turns, { type: 'turn', title: 'Browse' }),
    ...notesSelect(kept, opened),
    { type: ComponentType.ActionRow, components: [...pageButtons(kept, place), ...ownButtons(kept)] },
  ]
}

/** Whether what the step leads to takes the place of what is shown. */
function isTurn({ type }: Step): boolean {
  return type === 'page' || type === 'browse'
}

type PlacedStep = AnswerStep & { readonly at: number }

interface StepsRow {
  readonly type: 'step' | 'turn'
  readonly title: string
}

/** Buttons where they fit in a row, else a select. */
function stepsRow(kept: KeptAnswer, steps: readonly PlacedStep[], { type, title }: StepsRow): readonly Row[] {
  if (steps.length === 0) return []
  if (steps.length > BUTTONS_IN_A_ROW) {
    return [
      select(
        type,
        title,
        steps.map(({ label, at }) => option(label, { type, answer: kept.id, at })),
      ),
    ]
  }
  const components = steps.map(({ label, step, at }) =>
    button(
      { type, answer: kept.id, at },
      label,
      step.type === 'relation' ? ButtonStyle.Primary : ButtonStyle.Secondary,
    ),
  )
  return [{ type: ComponentType.ActionRow, components }]
}

function notesSelect({ id, answer }: KeptAnswer, steps: readonly PlacedStep[]): readonly Row[] {
  const sources = citationsOf(answer).map(({ number, title }) =>
    option(`[${number}] ${title}`, { type: 'open', answer: id, at: number }),
  )
  const others = steps.map(({ label, at }) => option(label, { type: 'step', answer: id, at }))
  const options = [...new Map([...sources, ...others].map((each) => [each.value, each])).values()]
  return options.length === 0 ? [] : [select('open', 'Open a note', options)]
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
function select(name: string, title: string, options: readonly APISelectMenuOption[]): Row {
  const shown = options.slice(0, SELECT_OPTIONS)
  const count = shown.length < options.length ? ` (the first ${shown.length} of ${options.length})` : ''
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: `select:${name}`,
        placeholder: `${title}${count}`,
        options: shown,
      },
    ],
  }
}

function option(label: string, press: Press): APISelectMenuOption {
  return { label: labelOf(label, OPTION_LABEL_CHARACTERS), value: pressText(press) }
}
