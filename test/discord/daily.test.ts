/** Daily notes, as people in a server have them. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { localTimeOf, type LocalTime } from '../../src/core/daily/local-time.ts'
import type { ScheduleId } from '../../src/core/daily/schedule.ts'
import type { Channel as CoreChannel } from '../../src/core/store.ts'
import type { Channel } from '../peers/discord/state.ts'
import { steps } from './walking.ts'
import { server, type Server, type ServerWanted } from './server.ts'

/** Whatever a scene does, Discord has refused nothing. */
async function scene(wanted: ServerWanted = {}) {
  const made = await server(wanted)
  onTestFinished(() => {
    const { refused, warnings } = made.discord
    expect({ refused, warnings }).toEqual({ refused: [], warnings: [] })
  })
  return cast(made)
}

function cast(made: Server) {
  const { discord } = made
  const papers = discord.guild('Reading group').channel('papers')
  return {
    ...made,
    papers,
    anna: discord.person('Anna', { manageChannels: true }),
    ben: discord.person('Ben'),
  }
}

const NINE = { time: '09:00', zone: 'Europe/Berlin', days: 'weekdays' }

/** As the store knows it. */
function nameOf({ guild, id }: Channel): CoreChannel {
  return `discord/${guild?.id ?? ''}/${id}` as CoreChannel
}

/** A daily note that has come due a minute ago. */
async function due({ chat, papers, anna }: Awaited<ReturnType<typeof scene>>) {
  const minuteAgo = new Date(Date.now() - 60_000)
  return chat.store.daily.saveSchedule({
    id: 'due' as ScheduleId,
    channel: nameOf(papers),
    topic: null,
    time: localTimeOf(minuteAgo.toISOString().slice(11, 16)) ?? ('00:00' as LocalTime),
    zone: 'UTC',
    days: [1, 2, 3, 4, 5, 6, 7],
    setBy: { id: anna.id, name: 'Anna' },
    state: { type: 'on' },
    since: new Date(Date.now() - 3_600_000),
  })
}

/** The button that walks a relation. */
function relationIn(words: string): string {
  return /^(?:Supports|Supported by|Challenges|Challenged by): .*$/mu.exec(words)?.[0] ?? 'no relation'
}

describe('setting a daily note', () => {
  test('is confirmed to who did it, with the next three dates as times of the reader', async () => {
    const { papers, anna, ben } = await scene()
    const answer = await anna.types(papers, '/daily-note set', NINE).answered()
    expect(answer.isEphemeral).toBe(true)
    expect(answer.content).toBe('Set: a note, weekdays at 09:00 (Europe/Berlin).')
    expect(answer.words.match(/<t:\d+:F>/gu)).toHaveLength(3)
    const status = await ben.types(papers, '/notewalk daily').answered()
    expect(status.words).toContain('Set by Anna')
    expect(status.words).toContain('0 of 3 notes shown here')
    expect(papers.messages).toEqual([])
  })

  test('is for members who may manage channels; its status is for everybody', async () => {
    const { papers, ben } = await scene()
    expect(() => ben.types(papers, '/daily-note set', NINE)).toThrow('other permissions')
    const status = await ben.types(papers, '/notewalk daily').answered()
    expect(status.content).toBe('No daily note is set in this channel.')
  })

  test('offers zones and topics while they are typed', async () => {
    const { papers, anna } = await scene()
    const zones = await anna.completes(papers, '/daily-note set', { zone: 'berl' }, 'zone')
    expect(zones.map(({ value }) => value)).toContain('Europe/Berlin')
    const topics = await anna.completes(papers, '/daily-note set', { topic: 'rad' }, 'topic')
    expect(topics.map(({ value }) => value)).toEqual(['radio'])
  })

  test.each([
    [{ ...NINE, zone: 'Europe/Berln' }, 'Did you mean Europe/Berlin?'],
    [{ ...NINE, time: 'soon' }, '"soon" is no time'],
    [{ ...NINE, days: 'someday' }, '"someday" is no day'],
    [{ ...NINE, topic: 'radoi' }, 'Did you mean "radio"?'],
    [{ zone: 'UTC' }, 'needs a time'],
  ])('with %j says what is wrong', async (values, words) => {
    const { papers, anna } = await scene()
    const answer = await anna.types(papers, '/daily-note set', values).answered()
    expect(answer.isEphemeral).toBe(true)
    expect(answer.content.replaceAll('\\', '')).toContain(words)
  })

  test('names the permissions that are missing', async () => {
    const { discord, chat, papers, anna } = await scene()
    papers.deny('EMBED_LINKS', 'CREATE_PUBLIC_THREADS')
    const status = async () => (await anna.types(papers, '/daily-note set', NINE).answered()).content
    await discord.until(() => true)
    await expect.poll(status).toContain('Embed Links, Create Public Threads')
    expect(await chat.store.daily.schedules()).toEqual([])
  })

  test('again changes it; another topic is another daily note; they are told apart by it', async () => {
    const { chat, papers, anna } = await scene()
    await anna.types(papers, '/daily-note set', NINE).answered()
    const changed = await anna.types(papers, '/daily-note set', { ...NINE, time: '10:00' }).answered()
    expect(changed.content).toContain('Changed: a note, weekdays at 10:00')
    await anna.types(papers, '/daily-note set', { ...NINE, topic: 'radio' }).answered()
    expect(await chat.store.daily.schedules()).toHaveLength(2)
    const paused = await anna.types(papers, '/daily-note pause', { topic: 'radio' }).answered()
    expect(paused.content).toContain('Paused: a note about radio')
    const status = await anna.types(papers, '/daily-note status').answered()
    expect(status.words).toContain('A note, weekdays at 10:00')
    expect(status.words).toContain('0 of 1 notes shown here')
  })
})

describe('preview and now', () => {
  test('what was previewed in private is what is posted, once, and counts as the note of today', async () => {
    const { papers, anna, ben } = await scene()
    await anna.types(papers, '/daily-note set', { ...NINE, days: 'every day' }).answered()
    const preview = await anna.types(papers, '/daily-note preview').answered()
    expect(preview.isEphemeral).toBe(true)
    expect(preview.words).toContain('It is on. Next: <t:')
    expect(papers.messages).toEqual([])
    const posted = await anna.types(papers, '/daily-note now').answered()
    expect(posted.content).toBe("Today's note was posted.")
    const [note] = papers.messages
    expect(papers.messages).toHaveLength(1)
    expect(note?.content).toBe(preview.content)
    expect(note?.words).toContain('**Why today:** it was never shown here.')
    expect(note?.words).not.toContain('Anna')
    expect(note?.pinged).toEqual([])
    const again = await anna.types(papers, '/daily-note now').answered()
    expect(again.content).toContain("Today's note was posted here already.")
    expect(papers.messages).toHaveLength(1)
    const status = await ben.types(papers, '/notewalk daily').answered()
    expect(status.words).toContain('1 of 3 notes shown here')
    expect(status.words).toContain(
      `https://discord.com/channels/${papers.guild?.id}/${papers.id}/${note?.id}`,
    )
  })

  test('a preview of a daily note that is on names the permissions that are missing', async () => {
    const { papers, anna } = await scene()
    await anna.types(papers, '/daily-note set', NINE).answered()
    papers.deny('EMBED_LINKS')
    // The client learns of it by the gateway.
    await expect
      .poll(async () => (await anna.types(papers, '/daily-note preview').answered()).words)
      .toContain('It is on, but nothing could be posted now: I need a permission')
  })

  test('a preview says where nothing is set', async () => {
    const { papers, anna } = await scene()
    const preview = await anna.types(papers, '/daily-note preview', { topic: 'radio' }).answered()
    expect(preview.content).toBe('Ships with radio keep off the reef without a beacon.')
    expect(preview.words).toContain('no daily note is set here yet')
  })
})

describe('pause, resume, skip and off', () => {
  test('do what they say, and status tells', async () => {
    const { chat, papers, anna } = await scene()
    const types = async (line: string) => (await anna.types(papers, line).answered()).words
    await anna.types(papers, '/daily-note set', NINE).answered()
    expect(await types('/daily-note pause')).toContain('Paused')
    expect(await types('/daily-note status')).toContain('Paused since <t:')
    expect(await types('/daily-note skip')).toContain('is paused')
    expect(await types('/daily-note resume')).toContain('It is on. Next: <t:')
    const next = /Next: <t:(\d+):F>/u.exec(await types('/daily-note status'))?.[1] ?? ''
    expect(await types('/daily-note skip')).toContain(`Left out: the note of <t:${next}:F>`)
    expect(await types('/daily-note status')).not.toContain(next)
    expect(await types('/daily-note off')).toContain('Taken off')
    expect(await types('/daily-note status')).toContain('No daily note is set')
    expect(await chat.store.daily.schedules()).toEqual([])
  })
})

describe('the post', () => {
  test('has title, claim, body, relation, sources and steps, and starts a walk in its thread', async () => {
    const made = await scene()
    const { discord, chat, papers, ben } = made
    await due(made)
    await chat.runner.tick()
    const [note] = papers.messages
    if (note === undefined) throw new Error('Nothing was posted.')
    expect(note.words).toContain('Why today')
    const next = await steps(discord, ben, note, relationIn(note.words))
    expect(next.channel).toBe(note.thread)
    expect(next.words).toContain('→')
  })

  test('is one that an answer has cited, where that was asked in public', async () => {
    const { chat, papers, anna, ben } = await scene()
    await ben
      .types(papers, '/explain', { question: 'when does the fog bell ring?', private: true })
      .answered()
    await anna.types(papers, '/daily-note set', { ...NINE, days: 'every day' }).answered()
    const before = await anna.types(papers, '/daily-note preview').answered()
    expect(before.words).toContain('it was never shown here')
    await ben.types(papers, '/explain', { question: 'why is the beacon lit?' }).answered()
    await anna.types(papers, '/daily-note now').answered()
    const note = papers.messages.at(-1)
    expect(note?.words).toContain(
      '**Why today:** an answer to a question that was asked here today cites it.',
    )
    expect((await chat.store.shownIn(nameOf(papers))).map(({ note: id }) => id)).toHaveLength(2)
  })

  test('counts what was shown in the threads of the channel', async () => {
    const { discord, chat, papers, anna } = await scene()
    const answer = await anna.types(papers, '/explain', { question: 'why is the beacon lit?' }).answered()
    await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    await expect
      .poll(async () => (await chat.store.shownIn(nameOf(papers))).map(({ note }) => note).toSorted())
      .toEqual(['notes/beacon', 'notes/radio'])
  })

  test('counts what was asked in private once it is shared', async () => {
    const { chat, papers, anna } = await scene()
    const asked = { question: 'why is the beacon lit?', private: true }
    const answer = await anna.types(papers, '/explain', asked).answered()
    expect(await chat.store.shownIn(nameOf(papers))).toEqual([])
    await anna.presses(answer, 'Share').answered()
    expect(await chat.store.shownIn(nameOf(papers))).toMatchObject([{ note: 'notes/beacon' }])
  })

  test('has a nonce that Discord enforces, so that a lost answer makes no second one', async () => {
    const made = await scene({ timing: { leaseMs: 50 } })
    const { discord, chat, papers } = made
    await due(made)
    discord.failNext({ route: /POST .*\/messages/u, afterEffect: true })
    await chat.runner.tick()
    expect(papers.messages).toHaveLength(1)
    await expect
      .poll(async () => {
        await chat.runner.tick()
        return (await chat.store.daily.sentSince('discord/', new Date(0))).length
      })
      .toBe(1)
    expect(papers.messages).toHaveLength(1)
    const sent = discord.requests.find(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
    expect(sent?.body).toMatchObject({ enforce_nonce: true, nonce: expect.stringMatching(/^.{20,25}$/u) })
  })

  test('is found in the history when Discord has forgotten the nonce', async () => {
    const made = await scene({ timing: { leaseMs: 50 } })
    const { discord, chat, papers, ben } = made
    await due(made)
    discord.failNext({ route: /POST .*\/messages/u, drops: true, afterEffect: true })
    await chat.runner.tick()
    for (let i = 0; i < 120; i += 1) ben.says(papers, `Something else, ${i}`)
    discord.advance(600_000)
    await expect
      .poll(async () => {
        await chat.runner.tick()
        return (await chat.store.daily.sentSince('discord/', new Date(0))).length
      })
      .toBe(1)
    expect(papers.messages.filter(({ author }) => author.isBot)).toHaveLength(1)
  })

  test('waits as long as Discord says, and is posted once', async () => {
    const made = await scene({ timing: { leaseMs: 50, backoffMs: 20 } })
    const { discord, chat, papers } = made
    await due(made)
    discord.rateLimitNext({ route: /POST .*\/messages/u, retryAfter: 0.2 })
    await chat.runner.tick()
    expect(papers.messages).toHaveLength(0)
    await expect
      .poll(async () => {
        await chat.runner.tick()
        return papers.messages.length
      })
      .toBe(1)
  })

  test('that lacks a permission pauses the schedule, and whoever set it is told once how to mend it', async () => {
    const made = await scene()
    const { discord, chat, papers, anna } = made
    await due(made)
    papers.deny('SEND_MESSAGES')
    // The client learns of it by the gateway.
    await expect
      .poll(async () => (await anna.types(papers, '/daily-note set', NINE).answered()).content)
      .toContain('Send Messages')
    await chat.runner.tick()
    await chat.runner.tick()
    await discord.until(() => anna.direct.messages.length > 0)
    expect(anna.direct.messages).toHaveLength(1)
    expect(anna.direct.messages[0]?.content).toContain('Send Messages')
    expect(anna.direct.messages[0]?.content).toContain('/daily-note resume')
    expect(papers.messages).toEqual([])
    papers.allow('SEND_MESSAGES')
    await expect
      .poll(async () => (await anna.types(papers, '/daily-note resume').answered()).words)
      .toContain('It is on')
  })

  test('in a server that the bot was removed from pauses the schedule', async () => {
    const made = cast(await server())
    const { discord, chat, papers } = made
    const { channel } = await due(made)
    if (papers.guild === null) throw new Error('There is no server.')
    discord.removeBotFrom(papers.guild)
    await expect
      .poll(async () => {
        await chat.runner.tick()
        return (await chat.store.daily.schedulesIn(channel))[0]?.state.type
      })
      .toBe('paused')
  })
})

test('/random-note shows another one by its button, in place, none twice before all were shown', async () => {
  const { discord, papers, anna } = await scene()
  const message = await anna.types(papers, '/random-note').answered()
  const seen = [message.content]
  for (let press = 1; press <= 2; press += 1) {
    const { edits } = message
    anna.presses(message, 'Another note')
    await discord.until(() => message.edits > edits)
    seen.push(message.content)
  }
  expect(new Set(seen).size).toBe(3)
  const first = await anna.types(papers, '/random-note').answered()
  expect(first.content).toBe(seen[0])
})
