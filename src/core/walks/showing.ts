/** Answers kept, remembered and shown, in this order: whatever stands under one works once it is seen. */
import type { Bot } from '../bot.ts'
import type { Reply } from '../commands/command.ts'
import type { AnswerId, KeptAnswer, Store, Talk, Thread, WalkId } from '../store.ts'
import { onPath, type Occasion } from './on-path.ts'
import type { Place } from './places.ts'
import type { Given, Show } from './standing.ts'
import { NEW_TALK, withAttention } from './talk.ts'

interface ShowingParts {
  readonly bot: () => Bot
  readonly store: Store
  readonly now: () => Date
  readonly newId: () => string
}

export function createShowing({ bot, store, now, newId }: ShowingParts) {
  const keep = async (
    reply: Reply,
    occasion: Occasion,
    place: Place,
    { by, channel, isPrivate }: Given,
  ): Promise<KeptAnswer> => {
    const kept: KeptAnswer = {
      id: newId() as AnswerId,
      ...onPath(reply, occasion, place, bot()),
      asker: by,
      isShared: false,
      channel,
      isPrivate,
      walk: place.walk,
      question: occasion.question,
      press: occasion.press,
      at: now(),
    }
    await store.keepAnswer(kept)
    return kept
  }

  const put = async (
    reply: Reply,
    occasion: Occasion,
    place: Place,
    given: Given,
    show: Show,
  ): Promise<void> => {
    const kept = await keep(reply, occasion, place, given)
    // Before it is shown: whoever draws a note in the same moment gets another one.
    await remembered(reply, kept, given)
    await shown(kept, given, show)
  }

  /** What one person asked in private is nobody else's business. */
  const remembered = async (
    { notes }: Pick<Reply, 'notes'>,
    { at }: KeptAnswer,
    given: Given,
  ): Promise<void> => {
    if (!given.isPrivate && notes.length > 0) await store.recordShown(given.channel, notes, at)
  }

  const shown = async (kept: KeptAnswer, given: Given, show: Show): Promise<void> => {
    const standing = await show(kept)
    await store.markShown(kept.id, standing.link)
    if (given.isPrivate) return
    if (given.thread !== null) await keepTalk(given.thread, kept.walk, withAttention, false)
    if (standing.thread !== null && standing.thread !== given.thread) {
      await keepTalk(standing.thread, kept.walk, withAttention, true)
    }
  }

  const keepTalk = async (
    thread: Thread,
    walk: WalkId,
    change: (talk: Talk) => Talk,
    isOwn: boolean,
  ): Promise<void> => {
    const state = await store.thread(thread)
    const talk = change(state?.talk ?? NEW_TALK)
    await store.keepThread(thread, { walk, isOwn: state?.isOwn ?? isOwn, talk }, now())
  }

  return { keep, put, remembered, shown }
}
