/** The modal in which notes are read, and the app's home. */
import type { HomeView, KnownBlock, ModalView } from '@slack/types'
import type { Bot } from '../../core/bot.ts'
import { topicsOf } from '../../core/notes/lookup.ts'
import type { KeptAnswer } from '../../core/store.ts'
import { actionsOf, menu, OPEN_NOTE_ACTION, OPEN_TITLE, optionOf, TOPIC_ACTION } from './blocks.ts'
import { OPTIONS, OPTION_VALUE_CHARACTERS } from './limits.ts'
import { slashNameOf } from './names.ts'
import { renderedAnswer } from './render.ts'

/** `channel` is where the person came from, null where there is none; an answer can be shared there. */
export function noteView(kept: KeptAnswer, page: number, channel: string | null): ModalView {
  const { pages } = renderedAnswer(kept.answer, { tables: false })
  const at = Math.min(page, pages.length - 1)
  const surface = channel === null ? 'modal without channel' : 'modal'
  return {
    type: 'modal',
    title: plain('From the notes'),
    close: plain('Close'),
    private_metadata: channel ?? '',
    blocks: [
      ...(pages[at] ?? []),
      ...(pages.length > 1 ? [small(`Page ${at + 1} of ${pages.length}`)] : []),
      ...actionsOf(kept, { page: at, pages: pages.length, surface }),
      openField(),
    ],
  }
}

/** The channel that a modal was opened from. */
export function channelIn({
  private_metadata: channel,
}: {
  readonly private_metadata?: string
}): string | null {
  return channel === undefined || channel === '' ? null : channel
}

/** `todays` is the note of today; null for none. */
export function homeView({ library, commands }: Bot, todays: KeptAnswer | null): HomeView {
  const notes = [...library.notes.values()]
  const lines = notes.filter(({ kind }) => kind === 'line').length
  const relations = [...library.outgoing.values()].reduce((sum, each) => sum + each.length, 0)
  const topics = topicsOf(library).filter(({ name }) => name.length <= OPTION_VALUE_CHARACTERS)
  const options = topics
    .slice(0, OPTIONS)
    .map(({ name, notes: count }) => optionOf(`${name} (${count})`, name))
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain('Ask the notes') },
      section(
        'Mention me in a channel with your question, write to me here under Messages, or type a command anywhere:',
      ),
      ...commands.map((command) => section(`${slashNameOf(command)} — ${command.description}`)),
      ...todaysBlocks(todays),
      { type: 'divider' },
      openField(),
      ...(options.length === 0
        ? []
        : [{ type: 'actions' as const, elements: [menu(TOPIC_ACTION, 'Browse a topic', options)] }]),
      { type: 'divider' },
      small(
        `Ready: ${counted(notes.length - lines, 'note')}, ${counted(lines, 'line')}, ${counted(relations, 'relation')}.`,
      ),
    ],
  }
}

function todaysBlocks(todays: KeptAnswer | null): readonly KnownBlock[] {
  if (todays === null) return []
  const { pages } = renderedAnswer(todays.answer, { tables: false })
  return [
    { type: 'divider' },
    small("Today's note"),
    ...(pages[0] ?? []),
    // The step that opens it is always there, and the modal has pages.
    ...(pages.length > 1 ? [small(`There is more of it: choose it below, under “${OPEN_TITLE}”.`)] : []),
    ...actionsOf(todays, { page: 0, pages: 1, surface: 'modal without channel' }),
  ]
}

/** Slack's way to complete what is typed. */
function openField(): KnownBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'external_select',
        action_id: OPEN_NOTE_ACTION,
        placeholder: plain('Type a title to open a note'),
        min_query_length: 0,
      },
    ],
  }
}

function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`
}

function section(text: string): KnownBlock {
  return { type: 'section', text: plain(text) }
}

function small(text: string): KnownBlock {
  return { type: 'context', elements: [plain(text)] }
}

function plain(text: string) {
  return { type: 'plain_text' as const, text, emoji: false }
}
