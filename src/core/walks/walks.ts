/**
 * What a chat platform does with answers: give one, keep it, go on from it. An answer is kept before it is
 * shown, so that whatever stands under it works after a crash, for another person, and on another copy of
 * the bot.
 */
import { citationsOf, citedNotes, type Answer } from '../answers/answer.ts'
import type { Bot } from '../bot.ts'
import type { Reply } from '../commands/command.ts'
import { UserError } from '../errors.ts'
import type { NoteId } from '../notes/note.ts'
import type { AnswerId, Channel, KeptAnswer, Person, Store } from '../store.ts'

/** Who gave a command, and where its answer is shown. */
export interface Given {
  readonly by: Person
  readonly channel: Channel
  /** Whether the answer is shown to that person alone. */
  readonly isPrivate: boolean
}

export type Request =
  | { readonly type: 'command'; readonly command: string; readonly values: Readonly<Record<string, string>> }
  /** A command in the text grammar. */
  | { readonly type: 'text'; readonly command: string; readonly text: string }

export interface Told {
  readonly kept: KeptAnswer
  readonly isMiss: boolean
}

export interface Walks {
  /** Throws UserError for what the person can put right. */
  readonly begin: (request: Request, given: Given) => Promise<Told>
  /** Takes the step at a place in an answer's list of steps. */
  readonly step: (id: AnswerId, position: number, given: Given) => Promise<Told>
  /** Opens the note of a citation by its number. */
  readonly open: (id: AnswerId, citation: number, given: Given) => Promise<Told>
  /** Keeps the answer anew for everybody and has it shown, once; where that fails it can be tried again. */
  readonly share: (id: AnswerId, given: Given, show: (kept: KeptAnswer) => Promise<void>) => Promise<void>
  /** Throws UserError where the answer was forgotten. */
  readonly kept: (id: AnswerId) => Promise<KeptAnswer>
  /** Notes that the channel saw lately, the latest first. */
  readonly recent: (channel: Channel) => Promise<readonly NoteId[]>
}

export interface WalksParts {
  /** Asked anew each time: a reload makes a new one. */
  readonly bot: () => Bot
  readonly store: Store
  readonly now: () => Date
  readonly newId: () => string
}

export function createWalks({ bot, store, now, newId }: WalksParts): Walks {
  const keep = async (
    answer: Answer,
    before: readonly NoteId[],
    { by, channel, isPrivate }: Given,
    isShared = false,
  ): Promise<KeptAnswer> => {
    const kept: KeptAnswer = {
      id: newId() as AnswerId,
      answer,
      asker: by,
      isShared,
      channel,
      isPrivate,
      seen: [...new Set([...before, ...citedNotes(answer)])],
      at: now(),
    }
    await store.keepAnswer(kept)
    return kept
  }

  const told = async (reply: Reply, before: readonly NoteId[], given: Given): Promise<Told> => {
    const kept = await keep(reply.answer, before, given)
    // What one person asked in private is nobody else's business.
    if (!given.isPrivate && reply.notes.length > 0) {
      await store.recordShown(given.channel, reply.notes, kept.at)
    }
    return { kept, isMiss: reply.isMiss }
  }

  const kept = async (id: AnswerId): Promise<KeptAnswer> => {
    const found = await store.keptAnswer(id)
    if (found !== null) return found
    throw new UserError(
      'unknown-step',
      'This answer is too old: its buttons are no longer remembered.',
      'Ask again, and go on from the new answer.',
    )
  }

  return {
    begin: async (request, given) => {
      const shown = await store.shownIn(given.channel)
      const reply =
        request.type === 'text'
          ? bot().runText(request.command, request.text, shown)
          : bot().run(request.command, request.values, shown)
      return told(reply, [], given)
    },
    step: async (id, position, given) => {
      const { answer, seen } = await kept(id)
      const chosen = answer.steps[position]
      if (chosen === undefined) throw new Error(`Answer ${id} has no step ${position}.`)
      return told(bot().walk(chosen.step, new Set(seen)), seen, given)
    },
    open: async (id, citation, given) => {
      const { answer, seen } = await kept(id)
      const note = citationsOf(answer).find(({ number }) => number === citation)?.note
      if (note === undefined) throw new Error(`Answer ${id} has no citation ${citation}.`)
      return told(bot().walk({ type: 'open', note }), seen, given)
    },
    share: async (id, given, show) => {
      const { answer, seen } = await kept(id)
      const claim = `share/${id}`
      if (!(await store.claim(claim, now(), null))) {
        throw new UserError('wrong-usage', 'This answer was shared already.', 'It stands in the channel.')
      }
      try {
        await show(await keep(answer, seen, given, true))
      } catch (error) {
        await store.release(claim)
        throw error
      }
    },
    kept,
    recent: async (channel) => (await store.shownIn(channel)).map(({ note }) => note),
  }
}
