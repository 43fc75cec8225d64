/** Walks in Slack: the thread of an answer leads from note to note. By Socket Mode and over HTTP alike. */
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Person } from '../peers/slack/person.ts'
import type { Message } from '../peers/slack/state.ts'
import { COAST } from '../support/coast.ts'
import { workspace, type Mode } from './workspace.ts'

const HOUR_MS = 3_600_000

function wordsOf({ blocks }: Message): string {
  return JSON.stringify(blocks)
}

/** Of the header block. */
function titleOf({ blocks }: Message): string {
  const header = (
    blocks as readonly { readonly type: string; readonly text?: { readonly text: string } }[]
  ).find(({ type }) => type === 'header')
  return header?.text?.text ?? ''
}

/** A workspace in which Anna has asked why the beacon is lit; in the end Slack has `refused` nothing else. */
async function scene(mode: Mode, ...expected: readonly string[]) {
  const space = await workspace({ mode, files: COAST })
  const { slack } = space
  onTestFinished(() => {
    const { refused, warnings, timeouts } = slack
    expect({ refused: refused.map(({ error }) => error), warnings, timeouts }).toEqual({
      refused: expected,
      warnings: [],
      timeouts: [],
    })
  })
  const papers = slack.channel('papers', { bot: true })
  const anna = slack.person('Anna')
  anna.types(papers, '/explain why is the beacon lit?')
  await slack.until(() => papers.messages.length === 1)
  const [answer] = papers.messages
  if (answer === undefined) throw new Error('There is no answer.')

  const botReplies = () => answer.replies.filter(({ author }) => author === slack.bot)
  /** What the bot says next in the thread. */
  const next = async (work: () => void): Promise<Message> => {
    const before = botReplies().length
    work()
    await slack.until(() => botReplies().length > before)
    const message = botReplies()[before]
    if (message === undefined) throw new Error('There is no reply.')
    return message
  }
  return {
    ...space,
    papers,
    anna,
    ben: slack.person('Ben'),
    answer,
    botReplies,
    steps: (person: Person, from: Message, name: string) => next(() => person.presses(from, name)),
    says: (person: Person, text: string, mentionsBot = false) =>
      next(() => person.says(papers, text, { thread: answer, mentionsBot })),
    /** Whatever is said, and the bot's silence: what comes after it is answered first. */
    expectSilence: async (person: Person, text: string) => {
      const before = botReplies().length
      person.says(papers, text, { thread: answer })
      const carla = slack.person('Carla')
      const seen = carla.sees(papers).length
      carla.types(papers, '/notewalk status')
      await slack.until(() => carla.sees(papers).length > seen)
      expect(botReplies()).toHaveLength(before)
    },
  }
}

describe.each<Mode>(['socket', 'http'])('by %s', (mode) => {
  test('six steps, back and recap in the thread of the answer, without a loop', async () => {
    const { papers, anna, answer, steps } = await scene(mode)
    let at = answer
    for (const to of [
      'Is radio enough?',
      'Does radio last through a storm?',
      'Can batteries bridge an outage?',
      'What does frost do to batteries?',
      'Does a cellar keep batteries warm?',
      'Do cellars on the coast stay dry?',
    ]) {
      at = await steps(anna, at, `Challenged by: ${to}`)
    }
    expect(at.text).toMatch(
      /^Do cellars on the coast stay dry\? challenges Does a cellar keep batteries warm\?, because: A/u,
    )
    expect(wordsOf(at)).toContain('why is the beacon lit? → …')
    expect(titleOf(await steps(anna, at, 'Back'))).toBe('Does a cellar keep batteries warm?')
    const recap = await steps(anna, at, 'Recap')
    expect(recap.text).toContain('The walk so far: 7 notes')
    expect(papers.messages).toEqual([answer])
  })

  test('another person who takes the same step is led to the message that it made', async () => {
    const { slack, papers, anna, ben, answer, steps, botReplies } = await scene(mode)
    const radio = await steps(anna, answer, 'Challenged by: Is radio enough?')
    const seen = ben.sees(papers).length
    ben.presses(answer, 'Challenged by: Is radio enough?')
    await slack.until(() => ben.sees(papers).length > seen)
    const told = ben.sees(papers).find(({ onlyFor }) => onlyFor === ben.id)
    expect(told?.text).toContain(`/p${radio.ts.replace('.', '')}?thread_ts=${answer.ts}`)
    expect(botReplies()).toEqual([radio])
  })

  test('a step can be taken anew where its answer was deleted, also while the bot did not run', async () => {
    const { anna, ben, answer, steps, restart, stop, botReplies } = await scene(mode, 'message_not_found')
    const radio = await steps(anna, answer, 'Challenged by: Is radio enough?')
    await stop()
    radio.isDeleted = true
    await restart()
    const again = await steps(ben, answer, 'Challenged by: Is radio enough?')
    expect(titleOf(again)).toBe(titleOf(radio))
    expect(botReplies()).toEqual([again])
  })

  test('a step whose outcome is unknown is found among hundreds of replies, and the old ones are not read', async () => {
    const { slack, papers, anna, answer, botReplies } = await scene(mode)
    const other = slack.otherBot('Other')
    const talk = (about: string) => {
      for (let i = 0; i < 250; i += 1) other.says(papers, `${about} ${i}`, answer)
    }
    slack.advance(-HOUR_MS)
    talk('An hour ago')
    slack.advance(HOUR_MS)
    talk('Now')
    slack.failNext({ method: 'chat.postMessage', status: 503, afterEffect: true })
    anna.presses(answer, 'Challenged by: Is radio enough?')
    const pagesRead = () => slack.calls.filter(({ method }) => method === 'conversations.replies').length
    await slack.until(() => pagesRead() === 2)
    anna.presses(answer, 'Supported by: Do cellars on the coast stay dry?')
    await slack.until(() => botReplies().length === 2)
    expect(botReplies().map(titleOf)).toEqual(['Is radio enough?', 'Do cellars on the coast stay dry?'])
    expect(pagesRead()).toBe(2)
  })

  test('another person goes on, also after the bot was started anew', async () => {
    const { anna, ben, answer, steps, restart } = await scene(mode)
    const radio = await steps(anna, answer, 'Challenged by: Is radio enough?')
    await restart()
    const storm = await steps(ben, radio, 'Challenged by: Does radio last through a storm?')
    expect(wordsOf(storm)).toContain('Asked by Ben')
  })

  test('steps of a private answer are private', async () => {
    const { slack, papers, ben } = await scene(mode)
    ben.types(papers, '/explain why is the beacon lit? private:yes')
    const own = () => ben.sees(papers).filter(({ onlyFor }) => onlyFor === ben.id)
    await slack.until(() => own().length === 1)
    for (const next of ['Is radio enough?', 'Does radio last through a storm?']) {
      const from = own().at(-1)
      if (from === undefined) throw new Error('There is no private answer.')
      const before = own().length
      ben.presses(from, `Challenged by: ${next}`)
      await slack.until(() => own().length > before)
    }
    expect(own()).toHaveLength(3)
    expect(papers.messages).toHaveLength(1)
  })

  test('a pronoun in the thread stands for the note that the walk is at', async () => {
    const { anna, answer, steps, says } = await scene(mode)
    await steps(anna, answer, 'Challenged by: Is radio enough?')
    const reply = await says(anna, 'does it reach fishing boats?')
    expect(titleOf(reply)).toBe('does it reach fishing boats? (on Is radio enough?)')
    expect(reply.text).toMatch(/^.*Fishing boats under ten metres seldom carry a set\./u)
    const miss = await says(anna, 'and who won the chess championship?')
    expect(miss.text).toContain('Not in these notes')
    expect(wordsOf(miss)).toContain('Challenged by: Does radio last through a storm?')
    expect((await says(anna, 'recap')).text).toContain('The walk so far: 2 notes')
  })

  test('when two people talk in the thread it is quiet, until it is mentioned', async () => {
    const { anna, ben, answer, steps, says, expectSilence } = await scene(mode)
    await steps(anna, answer, 'Challenged by: Is radio enough?')
    await expectSilence(anna, `<@${ben.id}> is radio enough, what do you think?`)
    await expectSilence(ben, 'hard to say')
    await expectSilence(anna, 'thanks')
    expect((await says(ben, 'does it last through a storm?', true)).text).toMatch(
      /^In a storm the masts fall/u,
    )
  })

  test('what follows a remark of another person is for that person', async () => {
    const { anna, ben, answer, steps, expectSilence } = await scene(mode)
    await steps(anna, answer, 'Challenged by: Is radio enough?')
    await expectSilence(anna, 'I doubt that')
    await expectSilence(ben, 'is radio not enough for you?')
  })

  test('told to stop, it says so once, and answers when a step is pressed', async () => {
    const { slack, papers, anna, answer, steps, expectSilence } = await scene(mode)
    const radio = await steps(anna, answer, 'Challenged by: Is radio enough?')
    anna.says(papers, 'stop', { thread: answer })
    const notices = () => anna.sees(papers).filter(({ onlyFor }) => onlyFor === anna.id)
    await slack.until(() => notices().length === 1)
    expect(notices()[0]?.text).toContain('I keep quiet here from now on.')
    await expectSilence(anna, 'is radio enough?')
    await steps(anna, radio, 'Challenged by: Does radio last through a storm?')
    expect(notices()).toHaveLength(1)
  })
})
