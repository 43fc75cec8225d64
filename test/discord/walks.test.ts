/** Walks in Discord: a thread hangs from an answer, and leads from note to note. */
import { RESTJSONErrorCodes } from 'discord-api-types/v10'
import { describe, expect, onTestFinished, test } from 'vitest'
import { COAST } from '../support/coast.ts'
import type { Message } from '../peers/discord/state.ts'
import { server, type Server, type ServerWanted } from './server.ts'
import { says, steps } from './walking.ts'

const ASK = { question: 'why is the beacon lit?' }

/** Whatever a scene does, Discord has refused nothing else. */
async function scene(wanted: ServerWanted = {}, ...expected: readonly number[]) {
  const made = await server({ files: COAST, ...wanted })
  const { discord } = made
  onTestFinished(() => {
    const { refused, warnings } = discord
    expect({ refused: refused.map(({ code }) => code), warnings }).toEqual({
      refused: expected,
      warnings: [],
    })
  })
  const papers = discord.guild('Reading group').channel('papers')
  const anna = discord.person('Anna')
  return { ...made, papers, anna, ben: discord.person('Ben') }
}

/** Everything that is said is heard. */
const LISTENING = {
  peer: { privilegedIntents: ['MessageContent'] },
  settings: { hasMessageContent: true },
} as const satisfies ServerWanted

/** Of the message: titles and what stands in front of them. */
function titleOf({ embeds }: Message): string {
  return embeds[0]?.title ?? ''
}

function threadOf(message: Message) {
  if (message.thread === null) throw new Error('No thread hangs from the answer.')
  return message.thread
}

/** Whatever a person says in the thread, and the bot's silence: what comes after it is answered first. */
async function expectSilence({ discord }: Pick<Server, 'discord'>, message: Message): Promise<void> {
  const { channel } = message
  const before = channel.messages.filter(({ author }) => author.isBot).length
  const carla = discord.person('Carla')
  await carla.types(discord.guild('Reading group').channel('elsewhere'), '/notewalk help', {}).answered()
  expect(channel.messages.filter(({ author }) => author.isBot)).toHaveLength(before)
}

test('the first step opens a thread named after the question, and later ones go on in it', async () => {
  const { discord, papers, anna } = await scene()
  const answer = await anna.types(papers, '/explain', ASK).answered()
  const radio = await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
  const thread = threadOf(answer)
  expect(thread.name).toBe('why is the beacon lit?')
  expect(radio.channel).toBe(thread)
  expect(radio.content).toMatch(
    /^\*Is radio enough\?\* challenges \*Why is the beacon lit\?\*, because: Ships/u,
  )
  expect(radio.words).toContain('why is the beacon lit? → challenged by → Is radio enough?')
  const storm = await steps(discord, anna, radio, 'Challenged by: Does radio last through a storm?')
  expect(storm.channel).toBe(thread)
  expect(papers.messages).toEqual([answer])
})

test('six steps, back and recap, without a loop', async () => {
  const { discord, papers, anna } = await scene()
  const answer = await anna.types(papers, '/explain', ASK).answered()
  let at = answer
  for (const next of [
    'Is radio',
    'Does radio',
    'Can batteries',
    'What does frost',
    'Does a cellar',
    'Do cellars',
  ]) {
    at = await steps(discord, anna, at, `Challenged by: ${next}`)
  }
  expect(at.words).not.toMatch(/Challeng|Support|Contrast.*: /u)
  const back = await steps(discord, anna, at, 'Back')
  expect(titleOf(back)).toBe('Does a cellar keep batteries warm?')
  const recap = await steps(discord, anna, at, 'Recap')
  expect(recap.content).toBe('The walk so far: 7 notes')
  expect(recap.words).toContain('7. challenged by *Do cellars on the coast stay dry?*')
})

test('another person who takes the same step is led to the message that it made', async () => {
  const { discord, papers, anna, ben } = await scene()
  const answer = await anna.types(papers, '/explain', ASK).answered()
  const radio = await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
  const told = await ben.presses(answer, 'Challenged by: Is radio enough?').followedUp()
  expect(told.isEphemeral).toBe(true)
  expect(told.content).toContain(`/${threadOf(answer).id}/${radio.id}`)
  expect(threadOf(answer).messages.filter(({ author }) => author.isBot)).toEqual([radio])
})

test('a step can be taken anew where its answer was deleted, or the whole thread', async () => {
  const gone = [RESTJSONErrorCodes.UnknownMessage, RESTJSONErrorCodes.UnknownChannel]
  const { discord, papers, anna, ben } = await scene({}, ...gone)
  const answer = await anna.types(papers, '/explain', ASK).answered()
  const radio = await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
  anna.deletes(radio)
  const again = await steps(discord, ben, answer, 'Challenged by: Is radio enough?')
  expect(again.channel).toBe(radio.channel)
  expect(again.content).toBe(radio.content)
  anna.deletesThread(threadOf(answer))
  const anew = await steps(discord, ben, answer, 'Challenged by: Is radio enough?')
  expect(anew.content).toBe(radio.content)
  expect(anew.channel).toBe(threadOf(answer))
})

test('another person goes on, also after the bot was started anew', async () => {
  const { discord, papers, anna, ben, restart } = await scene()
  const answer = await anna.types(papers, '/explain', ASK).answered()
  const radio = await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
  await restart()
  const storm = await steps(discord, ben, radio, 'Challenged by: Does radio last through a storm?')
  expect(storm.words).toContain('Asked by Ben')
  expect(storm.words).toContain('Is radio enough? → challenged by → Does radio last')
})

test('steps of a private answer are private', async () => {
  const { discord, papers, anna } = await scene()
  const answer = await anna.types(papers, '/explain', { ...ASK, private: true }).answered()
  const radio = await anna.presses(answer, 'Challenged by: Is radio enough?').followedUp()
  const storm = await anna.presses(radio, 'Challenged by: Does radio last through a storm?').followedUp()
  expect([radio.isEphemeral, storm.isEphemeral]).toEqual([true, true])
  expect(storm.words).toContain('Back')
  expect(papers.messages).toEqual([])
  expect(discord.guild('Reading group').channel('papers').threads).toEqual([])
})

describe('a question in the thread', () => {
  test('by a mention is understood with the note that the walk is at', async () => {
    const { discord, papers, anna } = await scene()
    const answer = await anna.types(papers, '/explain', ASK).answered()
    await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    const thread = threadOf(answer)
    const next = await says(discord, thread, () =>
      anna.says(thread, 'does it reach fishing boats?', { mentionsBot: true }),
    )
    expect(titleOf(next)).toBe('does it reach fishing boats? (on Is radio enough?)')
    expect(next.content).toContain('Fishing boats under ten metres seldom carry a set.')
  })

  test('by the Ask button or by /explain is understood so, too', async () => {
    const { discord, papers, anna } = await scene()
    const answer = await anna.types(papers, '/explain', ASK).answered()
    const radio = await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    const thread = threadOf(answer)
    const form = await anna.presses(radio, 'Ask').modal()
    const asked = await says(discord, thread, () =>
      anna.submits(form, { question: 'does it reach fishing boats?' }),
    )
    await discord.until(() => titleOf(thread.messages.at(-1) ?? asked) !== '')
    expect(thread.messages.map(titleOf)).toContain('does it reach fishing boats? (on Is radio enough?)')
    anna.types(thread, '/explain', { question: 'why?' })
    await discord.until(() => thread.messages.some((each) => titleOf(each).startsWith('why? (on')))
  })

  test('by plain text is answered where the bot may read it, and recap and back are understood', async () => {
    const { discord, papers, anna } = await scene(LISTENING)
    const answer = await anna.types(papers, '/explain', ASK).answered()
    await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    const thread = threadOf(answer)
    const next = await says(discord, thread, () => anna.says(thread, 'does it reach fishing boats?'))
    expect(next.content).toContain('Fishing boats')
    expect((await says(discord, thread, () => anna.says(thread, 'recap'))).content).toContain(
      'The walk so far',
    )
    expect(titleOf(await says(discord, thread, () => anna.says(thread, 'back')))).toBe(
      'Why is the beacon lit?',
    )
  })

  test('that the notes cannot answer is a miss with the steps that are open', async () => {
    const { discord, papers, anna } = await scene(LISTENING)
    const answer = await anna.types(papers, '/explain', ASK).answered()
    await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    const thread = threadOf(answer)
    const miss = await says(discord, thread, () => anna.says(thread, 'and who won the chess championship?'))
    expect(miss.content).toContain('Not in these notes')
    expect(miss.words).toContain('Challenged by: Does radio last through a storm?')
  })
})

describe('when two people talk in the thread', () => {
  test('it is quiet, until it is mentioned', async () => {
    const { discord, papers, anna, ben } = await scene(LISTENING)
    const answer = await anna.types(papers, '/explain', ASK).answered()
    await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    const thread = threadOf(answer)
    await expectSilence({ discord }, anna.says(thread, `${ben.mention} is radio enough, what do you think?`))
    await expectSilence({ discord }, ben.says(thread, 'hard to say'))
    await expectSilence({ discord }, anna.says(thread, 'thanks'))
    const next = await says(discord, thread, () =>
      ben.says(thread, 'does it last through a storm?', { mentionsBot: true }),
    )
    expect(next.content).toContain('In a storm the masts fall')
  })

  test('a reply to a person is for that person', async () => {
    const { discord, papers, anna, ben } = await scene(LISTENING)
    const answer = await anna.types(papers, '/explain', ASK).answered()
    await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    const said = anna.says(threadOf(answer), 'I doubt that')
    await expectSilence(
      { discord },
      ben.says(threadOf(answer), 'is radio enough for you?', { replyTo: said }),
    )
  })

  test('told to stop, it says once that it is a guest', async () => {
    const { discord, papers, anna } = await scene(LISTENING)
    const answer = await anna.types(papers, '/explain', ASK).answered()
    await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    const thread = threadOf(answer)
    const notice = await says(discord, thread, () => anna.says(thread, 'stop'))
    expect(notice.content).toContain('I keep quiet here from now on.')
    await expectSilence({ discord }, anna.says(thread, 'is radio enough?'))
  })
})

describe('without a permission', () => {
  test('a walk goes on in the channel, and who pressed is told once what is missing', async () => {
    const { discord, papers, anna } = await scene()
    papers.deny('CREATE_PUBLIC_THREADS')
    const answer = await anna.types(papers, '/explain', ASK).answered()
    const radio = await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    expect(radio.channel).toBe(papers)
    const hints = () => anna.sees(papers).filter(({ isEphemeral }) => isEphemeral)
    expect(hints().map(({ content }) => content)).toEqual([
      expect.stringContaining('What is missing: Create Public Threads.'),
    ])
    await steps(discord, anna, radio, 'Challenged by: Does radio last through a storm?')
    expect(hints()).toHaveLength(1)
  })

  test('embeds are not lost: the walk goes on where replies keep them', async () => {
    const { discord, papers, anna } = await scene()
    papers.deny('EMBED_LINKS')
    const answer = await anna.types(papers, '/explain', ASK).answered()
    const radio = await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    expect(radio.channel).toBe(papers)
    expect(titleOf(radio)).toBe('Is radio enough?')
    expect(anna.sees(papers).map(({ content }) => content)).toContainEqual(
      expect.stringContaining('What is missing: Embed Links.'),
    )
  })

  test('embeds are not lost in a thread either', async () => {
    const { discord, papers, anna } = await scene()
    papers.deny('EMBED_LINKS')
    const thread = anna.startsThread(anna.says(papers, 'About lights'), 'Lights')
    const answer = await anna.types(thread, '/explain', ASK).answered()
    expect(titleOf(answer)).toBe(ASK.question)
    const radio = await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    expect(radio.channel).toBe(thread)
    expect(titleOf(radio)).toBe('Is radio enough?')
  })
})
