/**
 * What a chat platform does with answers: give one, keep it, go on from it. An answer is kept before it is
 * shown, so that whatever stands under it works after a crash, for another person, and on another copy of
 * the bot. A walk is nothing but its shown answers; its memory is read from them.
 */
import { citationsOf } from '../answers/answer.ts'
import type { Step } from '../answers/step.ts'
import type { Bot, Request } from '../bot.ts'
import type { Reply } from '../commands/command.ts'
import type { DailyDesk } from '../daily/desk.ts'
import { UserError } from '../errors.ts'
import type { NoteId } from '../notes/note.ts'
import type { AnswerId, Channel, KeptAnswer, ShownAnswer, Store, Talk, Thread, WalkId } from '../store.ts'
import { occasionOf } from './on-path.ts'
import { createPlaces } from './places.ts'
import { pressText } from './press.ts'
import type { Given, Show, Stands } from './standing.ts'
import { createShowing } from './showing.ts'
import { heard, NEW_TALK } from './talk.ts'
import { createTurns } from './turns.ts'

/** What was said in a thread, or to the bot. */
export interface Message {
  /** Without the platform's marks. */
  readonly text: string
  /** Whether the bot was mentioned or replied to, or is alone with the person. */
  readonly isAddressed: boolean
  /** Whether it mentions somebody else, or replies to a person. */
  readonly isToAPerson: boolean
}

/** A button under an answer that leads on: a step, or a note to open. */
export interface StepTaken {
  readonly type: 'step' | 'open'
  readonly answer: AnswerId
  /** The place in the list of steps, or the number of the citation. */
  readonly at: number
}

export type Stepped =
  | { readonly type: 'shown' }
  /** Somebody took the step before: its answer stands there. */
  | { readonly type: 'stands'; readonly link: string | null }

export interface Walks {
  /** Throws UserError for what the person can put right. */
  readonly begin: (request: Request, given: Given, show: Show) => Promise<void>
  /** Whether the thread began from an answer. */
  readonly owns: (thread: Thread) => Promise<boolean>
  /**
   * Answers what was said to the bot, or in a thread of its own, where it is for the bot; `notify` says something
   * short that is no answer.
   */
  readonly hear: (
    message: Message,
    given: Given,
    show: Show,
    notify: (text: string) => Promise<void>,
  ) => Promise<void>
  /** Takes a step, in its turn or alone in private; the same one again leads to what it made while that `stands`. */
  readonly step: (step: StepTaken, given: Given, show: Show, stands?: Stands) => Promise<Stepped>
  /** The answer that takes the place of another: a page, the notes of a topic. */
  readonly turn: (id: AnswerId, position: number, given: Given) => Promise<KeptAnswer>
  /** Keeps the answer anew for everybody and has it shown, once while that `stands`; what fails can be tried again. */
  readonly share: (id: AnswerId, given: Given, show: Show, stands?: Stands) => Promise<void>
  /** For an answer that was deleted: the step or the sharing that made it can be done anew. */
  readonly drop: (id: AnswerId) => Promise<void>
  /** Throws UserError where the answer was forgotten. */
  readonly kept: (id: AnswerId) => Promise<KeptAnswer>
  /** Notes that the channel saw lately, the latest first. */
  readonly recent: (channel: Channel) => Promise<readonly NoteId[]>
}

export interface WalksParts {
  /** Asked anew each time: a reload makes a new one. */
  readonly bot: () => Bot
  readonly store: Store
  /** Answers what is asked of a channel's daily notes; none where there are no channels. */
  readonly desk?: DailyDesk
  readonly now: () => Date
  readonly newId: () => string
}

export function createWalks({ bot, store, desk, now, newId }: WalksParts): Walks {
  const inTurn = createTurns(store)
  const { newPlace, placeFor, placeOf } = createPlaces(store, newId)
  const { keep, put, remembered, shown } = createShowing({ bot, store, now, newId })

  const kept = async (id: AnswerId): Promise<KeptAnswer> => {
    const found = await store.keptAnswer(id)
    if (found !== null) return found
    throw new UserError(
      'unknown-step',
      'This answer is too old: its buttons are no longer remembered.',
      'Ask again, and go on from the new answer.',
    )
  }

  /** The answer that a press has made; one that people have deleted is forgotten. */
  const madeBy = async (press: string, stands: Stands): Promise<ShownAnswer | null> => {
    const made = await store.shownAnswerTo(press)
    if (made === null || made.link === null || (await stands(made.link))) return made
    await drop(made.kept.id)
    return madeBy(press, stands)
  }

  const drop = async (id: AnswerId): Promise<void> => {
    const dropped = await store.keptAnswer(id)
    await store.dropAnswer(id)
    // What was shared may be shared again.
    if (dropped !== null && dropped.press !== null) await store.release(dropped.press)
  }

  /** In a walk one thing after the other; what begins one waits for nobody. */
  const inTurnOf = async <Result>(thread: Thread | null, work: () => Promise<Result>): Promise<Result> => {
    if (thread === null) return work()
    const state = await store.thread(thread)
    return inTurn(state?.walk ?? thread, work)
  }

  const replyTo = (request: Request, around: Parameters<Bot['run']>[2]): Reply =>
    request.type === 'text'
      ? bot().runText(request.command, request.text, around)
      : bot().run(request.command, request.values, around)

  const answer = async (
    request: Request,
    given: Given,
    show: Show,
    isAsked = true,
  ): Promise<'shown' | 'nothing'> => {
    const question = bot().questionIn(request)
    const isNew = given.isChat === true && question !== null && !bot().isFollowUp(question)
    const place = isNew ? newPlace() : await placeOf(given)
    const around = { shown: await store.shownIn(given.channel), soFar: place.soFar }
    const reply = (await desk?.answer(request, given)) ?? replyTo(request, around)
    if (reply.isMiss && !isAsked) return 'nothing'
    await put(
      reply,
      { by: question === null ? 'opened' : 'asked', question, press: null },
      place,
      given,
      show,
    )
    return 'shown'
  }

  /** Recap and Back as words. */
  const order = async (type: 'recap' | 'back', given: Given, show: Show): Promise<void> => {
    const place = await placeOf(given)
    const before = place.path.at(-2)
    if (place.path.length === 0) {
      throw new UserError('wrong-usage', 'No walk has begun here.', 'Ask a question first.')
    }
    if (type === 'back' && before === undefined) {
      throw new UserError('wrong-usage', 'There is nothing to go back to.', 'Ask a question, or take a step.')
    }
    const step: Step =
      type === 'back' && before !== undefined ? { type, note: before.note } : { type: 'recap' }
    await put(bot().walk(step, place), occasionOf(step, null), place, given, show)
  }

  return {
    begin: async (request, given, show) => {
      await inTurnOf(given.thread, () => answer(request, given, show))
    },
    owns: async (thread) => (await store.thread(thread))?.isOwn === true,
    hear: (message, given, show, notify) =>
      inTurnOf(given.thread, async () => {
        const state = given.thread === null ? null : await store.thread(given.thread)
        const { response, talk } = heard({ ...message, by: given.by.id }, state?.talk ?? NEW_TALK)
        const remember = async (present: Talk): Promise<void> => {
          if (given.thread === null) return
          const walk = state?.walk ?? (newId() as WalkId)
          const isOwn = state?.isOwn ?? !message.isAddressed
          await store.keepThread(given.thread, { walk, isOwn, talk: present }, now())
        }
        await remember(talk)
        switch (response.type) {
          case 'silence':
            return
          case 'notice':
            await notify(response.text)
            return
          case 'recap':
          case 'back':
            await order(response.type, given, show)
            return
          case 'answer': {
            const request = {
              type: 'command',
              command: 'explain',
              values: { question: message.text },
            } as const
            const said = await answer(request, given, show, message.isAddressed || response.isAsked)
            if (said === 'nothing') await remember({ ...talk, unanswered: given.by.id })
          }
        }
      }),
    step: async ({ type, answer: id, at }, given, show, stands = always) => {
      const from = await kept(id)
      const press = pressText({ type, answer: id, at })
      const take = async (): Promise<Stepped> => {
        const made = given.isPrivate ? null : await madeBy(press, stands)
        if (made !== null) return { type: 'stands', link: made.link }
        const step = stepIn(from, type, at)
        // Alone a person sees the same answer each time: nothing leads back to what was shown in private.
        const after = await placeFor(step, from, given.isPrivate ? from.at : null)
        const place = given.isPrivate && !from.isPrivate ? { ...after, walk: newId() as WalkId } : after
        const occasion = occasionOf(step, given.isPrivate ? null : press)
        const around = { ...place, shown: await store.shownIn(given.channel) }
        await put(bot().walk(step, around), occasion, place, given, show)
        return { type: 'shown' }
      }
      // What one person reads alone changes nothing for the others, and waits for none of them.
      return given.isPrivate ? take() : inTurn(from.walk, take)
    },
    turn: async (id, position, given) => {
      const from = await kept(id)
      const step = stepIn(from, 'step', position)
      const place = await placeFor(step, from, null)
      const reply = bot().walk(step, { ...place, shown: await store.shownIn(given.channel) })
      const turned = await keep(reply, occasionOf(step, null), place, given)
      await remembered(reply, turned, given)
      return turned
    },
    share: async (id, given, show, stands = always) => {
      const { answer: shared, path, question } = await kept(id)
      const press = pressText({ type: 'share', answer: id })
      await inTurn(press, async () => {
        if ((await madeBy(press, stands)) !== null || !(await store.claim(press, now(), null))) {
          throw new UserError('wrong-usage', 'This answer was shared already.', 'It stands in the channel.')
        }
        const anew: KeptAnswer = {
          id: newId() as AnswerId,
          answer: shared,
          asker: given.by,
          isShared: true,
          channel: given.channel,
          isPrivate: false,
          walk: newId() as WalkId,
          path,
          question,
          press,
          at: now(),
        }
        try {
          await store.keepAnswer(anew)
          await remembered({ notes: path.slice(-1).map(({ note }) => note) }, anew, given)
          await shown(anew, given, show)
        } catch (error) {
          await store.release(press)
          throw error
        }
      })
    },
    drop,
    kept,
    recent: async (channel) => (await store.shownIn(channel)).map(({ note }) => note),
  }
}

function always(): Promise<boolean> {
  return Promise.resolve(true)
}

function stepIn({ id, answer }: KeptAnswer, type: StepTaken['type'], at: number): Step {
  if (type === 'step') {
    const chosen = answer.steps[at]
    if (chosen === undefined) throw new Error(`Answer ${id} has no step ${at}.`)
    return chosen.step
  }
  const note = citationsOf(answer).find(({ number }) => number === at)?.note
  if (note === undefined) throw new Error(`Answer ${id} has no citation ${at}.`)
  return { type: 'open', note }
}
