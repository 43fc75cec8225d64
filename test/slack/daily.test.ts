/** Daily notes, as people in a workspace have them. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { localTimeOf, type LocalTime } from '../../src/core/daily/local-time.ts'
import type { ScheduleId } from '../../src/core/daily/schedule.ts'
import type { Person } from '../peers/slack/person.ts'
import type { Channel, Message, View } from '../peers/slack/state.ts'
import { workspace, type Workspace, type WorkspaceWanted } from './workspace.ts'

/** Whatever a scene does, Slack has refused nothing and nobody has seen an interaction fail. */
async function scene(wanted: WorkspaceWanted = {}) {
  const made = cast(await workspace(wanted))
  onTestFinished(() => {
    const { refused, warnings, timeouts } = made.slack
    expect({ refused, warnings, timeouts }).toEqual({ refused: [], warnings: [], timeouts: [] })
  })
  return made
}

function cast(made: Workspace) {
  const { slack } = made
  const anna = slack.person('Anna', { tz: 'Asia/Tokyo' })
  const ben = slack.person('Ben')
  return { ...made, anna, ben, papers: slack.channel('papers', { bot: true }) }
}

type Scene = ReturnType<typeof cast>

/** What the bot answers to a command, to the person alone. */
async function told({ slack }: Scene, person: Person, place: Channel, line: string): Promise<string> {
  const asked = person.types(place, line)
  await slack.until(() => asked.messages.length > 0)
  const [answer] = asked.messages
  if (answer === undefined) throw new Error('There is no answer.')
  expect(answer.onlyFor).toBe(person.id)
  return wordsOf(answer)
}

/** All that stands in a message or view, as one text. */
function wordsOf(shown: Message | View): string {
  return `${'text' in shown ? shown.text : ''} ${JSON.stringify(shown.blocks)}`
}

/** A daily note that has come due a minute ago. */
async function due({ slack, chat, papers, anna }: Scene, place = papers) {
  const minuteAgo = new Date(Date.now() - 60_000)
  return chat.store.daily.saveSchedule({
    id: 'due' as ScheduleId,
    channel: `slack/${slack.team}/${place.id}` as never,
    topic: null,
    time: localTimeOf(minuteAgo.toISOString().slice(11, 16)) ?? ('00:00' as LocalTime),
    zone: 'UTC',
    days: [1, 2, 3, 4, 5, 6, 7],
    setBy: { id: anna.id, name: 'Anna' },
    state: { type: 'on' },
    since: new Date(Date.now() - 3_600_000),
  })
}

describe('setting a daily note', () => {
  test('is confirmed to who did it, with the next three dates as times of the reader', async () => {
    const made = await scene()
    const { papers, anna, ben } = made
    const set = await told(made, anna, papers, '/daily-note set time:09:00 zone:Europe/Berlin days:weekdays')
    expect(set).toContain('Set: a note, weekdays at 09:00 (Europe/Berlin).')
    expect(set.match(/"type":"date","timestamp":\d+/gu)).toHaveLength(3)
    const status = await told(made, ben, papers, '/notewalk daily')
    expect(status).toContain('Set by Anna')
    expect(status).toContain('0 of 3 notes shown here')
    expect(papers.messages).toEqual([])
  })

  test('takes the time zone from the profile of who sets it', async () => {
    const made = await scene()
    expect(await told(made, made.anna, made.papers, '/daily-note set time:9am')).toContain(
      'every day at 09:00 (Asia/Tokyo)',
    )
  })

  test.each([
    ['time:09:00 zone:Berlin', 'Did you mean Europe/Berlin?'],
    ['time:soon', '\\"soon\\" is no time'],
    ['time:09:00 days:someday', 'is no day'],
    ['time:09:00 topic:radoi', 'Did you mean'],
    ['', 'needs a time'],
  ])('with "%s" says what is wrong', async (options, words) => {
    const made = await scene()
    expect(JSON.stringify(await told(made, made.anna, made.papers, `/daily-note set ${options}`))).toContain(
      JSON.stringify(words).slice(1, -1).replaceAll('\\\\\\"', '\\"'),
    )
  })

  test('takes several words without quotation marks', async () => {
    const made = await scene()
    const { anna, papers } = made
    const line = '/daily-note set topic:sea marks time: 9 am zone:America/New York days:Mon, Wed and Fri'
    expect(await told(made, anna, papers, line)).toContain(
      'Set: a note about Sea Marks, Monday, Wednesday and Friday at 09:00 (America/New_York).',
    )
  })

  test('in a channel without the bot asks to be invited', async () => {
    const made = cast(await workspace())
    const elsewhere = made.slack.channel('elsewhere')
    expect(await told(made, made.anna, elsewhere, '/daily-note set time:09:00')).toContain(
      '/invite @notewalk',
    )
    expect(await made.chat.store.daily.schedules()).toEqual([])
  })

  test('in our direct messages is said to be there', async () => {
    const made = await scene()
    const { anna } = made
    expect(await told(made, anna, anna.direct, '/daily-note set time:09:00')).toContain('Set: a note')
  })

  test('in the direct messages of two people sends them elsewhere', async () => {
    const made = cast(await workspace())
    const { slack, chat, anna, ben } = made
    const words = await told(made, anna, slack.conversation(anna, ben), '/daily-note set time:09:00')
    expect(words).toContain('I am not part of this conversation, so I cannot post in it.')
    expect(words).toContain('our direct messages')
    expect(await chat.store.daily.schedules()).toEqual([])
  })

  test('is for members of the channel, of whom there may be many', async () => {
    const made = await scene()
    const { slack, anna, ben } = made
    const crowd = Array.from({ length: 250 }, (_, i) => slack.person(`Person ${i}`))
    const hall = slack.channel('hall', { bot: true, members: [...crowd, anna] })
    expect(await told(made, anna, hall, '/daily-note set time:09:00')).toContain('Set: ')
    const club = slack.channel('club', { bot: true, members: crowd })
    const last = crowd.at(-1) ?? anna
    expect(await told(made, last, club, '/daily-note set time:09:00')).toContain('Set: ')
    expect(await told(made, ben, club, '/daily-note off')).toContain('Only members of a channel')
  })

  test('is not done where it cannot be told who is a member', async () => {
    const made = cast(await workspace())
    const { slack, chat, papers, anna } = made
    slack.failNext({ method: 'conversations.members', error: 'internal_error' })
    const words = await told(made, anna, papers, '/daily-note set time:09:00')
    expect(words).toContain('Something went wrong')
    expect(await chat.store.daily.schedules()).toEqual([])
  })

  test('is for those whom the settings name; status and preview are for everybody', async () => {
    const slackIds: string[] = []
    const made = await scene({ managers: slackIds })
    slackIds.push(made.anna.id)
    const { papers, anna, ben } = made
    expect(await told(made, ben, papers, '/daily-note set time:09:00')).toContain('only some people')
    expect(await told(made, anna, papers, '/daily-note set time:09:00')).toContain('Set: ')
    expect(await told(made, ben, papers, '/daily-note pause')).toContain('only some people')
    expect(await told(made, ben, papers, '/daily-note status')).toContain('Set by Anna')
    expect(await told(made, ben, papers, '/daily-note preview')).toContain('Why today:')
  })
})

describe('preview and now', () => {
  test('what was previewed in private is what is posted, once, and status links to it', async () => {
    const made = await scene()
    const { slack, papers, anna } = made
    await told(made, anna, papers, '/daily-note set time:09:00')
    const preview = await told(made, anna, papers, '/daily-note preview')
    expect(preview).toContain('It is on. Next: ')
    expect(papers.messages).toEqual([])
    expect(await told(made, anna, papers, '/daily-note now')).toContain("Today's note was posted.")
    const [note] = papers.messages
    if (note === undefined) throw new Error('Nothing was posted.')
    expect(preview).toContain(note.text.split('\n')[0])
    expect(wordsOf(note)).not.toContain('Anna')
    expect(note.pinged).toEqual([])
    expect(await told(made, anna, papers, '/daily-note now')).toContain('posted here already')
    expect(papers.messages).toHaveLength(1)
    expect(await told(made, anna, papers, '/daily-note status')).toContain(
      `https://${slack.domain}.slack.com/archives/${papers.id}/p${note.ts.replace('.', '')}`,
    )
  })
})

test('preview and status of a daily note that is on say what is in its way', async () => {
  const made = cast(await workspace())
  const { slack, papers, anna } = made
  await told(made, anna, papers, '/daily-note set time:09:00')
  slack.removeBot(papers)
  for (const line of ['/daily-note preview', '/notewalk daily']) {
    const words = await told(made, anna, papers, line)
    expect(words).toContain('It is on, but nothing could be posted now: I am not a member')
    expect(words).toContain('/invite @notewalk')
  }
})

test('pause, resume, skip and off do what they say', async () => {
  const made = await scene()
  const says = (line: string) => told(made, made.anna, made.papers, line)
  await says('/daily-note set time:09:00')
  expect(await says('/daily-note pause')).toContain('Paused: a note, every day at 09:00')
  expect(await says('/daily-note resume')).toContain('It is on. Next: ')
  expect(await says('/daily-note skip')).toContain('Left out: the note of ')
  expect(await says('/daily-note off')).toContain('Taken off')
  expect(await says('/daily-note')).toContain('No daily note is set')
})

test('a daily note is taken off by its topic also when no note has that any more', async () => {
  const made = await scene()
  const { chat, papers, anna } = made
  await told(made, anna, papers, '/daily-note set time:09:00 topic:radio')
  await told(made, anna, papers, '/daily-note now topic:radio')
  await chat.reload({ 'a.md': '# A note\n\nIt says something. It says something more of the same.\n' })
  const status = await told(made, anna, papers, '/daily-note status')
  expect(status).toContain('a note that is not here any more')
  expect(status).not.toContain('notes/radio')
  expect(await told(made, anna, papers, '/daily-note off topic:radio')).toContain('Taken off')
})

describe('the post', () => {
  test('starts a walk: a step is answered in its thread, and replies there are understood', async () => {
    const made = await scene()
    const { slack, chat, papers, ben } = made
    await due(made)
    await chat.runner.tick()
    const [note] = papers.messages
    if (note === undefined) throw new Error('Nothing was posted.')
    expect(wordsOf(note)).toContain('Why today:')
    ben.presses(
      note,
      /(?:Supports|Supported by|Challenges|Challenged by): [^"]*/u.exec(wordsOf(note))?.[0] ?? '',
    )
    await slack.until(() => note.replies.length === 1)
    expect(wordsOf(note.replies[0] ?? note)).toContain('→')
    ben.says(papers, 'who pays the keepers?', { thread: note })
    ben.says(papers, 'recap', { thread: note })
    await slack.until(() => note.replies.filter(({ author }) => author.botId !== null).length >= 2)
  })

  test.each([
    ['was taken', { status: 500 }, true],
    ['was not taken', { status: 503 }, false],
    ['was taken, and the connection broke', { drops: true }, true],
  ])('whose answer was lost is looked for first: it %s', async (_, how, afterEffect) => {
    const made = await scene({ timing: { leaseMs: 50 } })
    const { slack, chat, papers, ben } = made
    await due(made)
    slack.failNext({ method: 'chat.postMessage', ...how, ...(afterEffect && { afterEffect: true }) })
    await chat.runner.tick()
    expect(papers.messages).toHaveLength(afterEffect ? 1 : 0)
    for (let i = 0; i < 250; i += 1) ben.says(papers, `Something else, ${i}`)
    await expect
      .poll(async () => {
        await chat.runner.tick()
        return (await chat.store.daily.sentSince('slack/', new Date(0))).length
      })
      .toBe(1)
    expect(papers.messages.filter(({ metadata }) => metadata !== null)).toHaveLength(1)
    expect(slack.calls.some(({ method }) => method === 'conversations.history')).toBe(true)
  })

  test('waits as long as Slack says', async () => {
    const made = await scene({ timing: { leaseMs: 50, backoffMs: 20 } })
    const { slack, chat, papers } = made
    await due(made)
    slack.failNext({ method: 'chat.postMessage', status: 429, retryAfter: 1 })
    await chat.runner.tick()
    expect(papers.messages).toHaveLength(0)
    await expect
      .poll(
        async () => {
          await chat.runner.tick()
          return papers.messages.length
        },
        { timeout: 5_000 },
      )
      .toBe(1)
  })

  test.each([
    ['the bot was removed', '/invite @notewalk'],
    ['the channel was archived', 'archive'],
  ])('pauses the schedule where %s, and whoever set it is told once', async (why, words) => {
    const made = cast(await workspace())
    const { slack, chat, papers, anna } = made
    const { channel } = await due(made)
    if (why === 'the bot was removed') slack.removeBot(papers)
    else papers.archived = true
    await chat.runner.tick()
    await chat.runner.tick()
    expect(anna.direct.messages).toHaveLength(1)
    expect(anna.direct.messages[0]?.text).toContain(words)
    expect(anna.direct.messages[0]?.text).toContain('/daily-note resume')
    expect((await chat.store.daily.schedulesIn(channel))[0]?.state.type).toBe('paused')
    expect(papers.messages).toEqual([])
  })

  test('in our direct messages is called so where it is paused', async () => {
    const made = cast(await workspace())
    const { slack, chat, anna } = made
    await due(made, anna.direct)
    slack.failNext({ method: 'chat.postMessage', error: 'restricted_action' })
    await chat.runner.tick()
    expect(anna.direct.messages.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The daily note in our direct messages is paused\. Apps may not post/u),
    ])
  })

  test.each(['account_inactive', 'token_revoked'])(
    'pauses the schedule where the app was removed from the workspace: %s',
    async (error) => {
      const made = cast(await workspace())
      const { slack, chat, papers } = made
      const { channel } = await due(made)
      for (const method of ['conversations.info', 'chat.postMessage']) slack.failNext({ method, error })
      await chat.runner.tick()
      expect((await chat.store.daily.schedulesIn(channel))[0]?.state).toMatchObject({
        type: 'paused',
        reason: 'The app was removed from this workspace.',
      })
      expect(papers.messages).toEqual([])
    },
  )
})

test('/random-note shows another one by its button, in place, none twice before all were shown', async () => {
  const { slack, papers, anna } = await scene()
  anna.types(papers, '/random-note')
  await slack.until(() => papers.messages.length === 1)
  const [message] = papers.messages
  if (message === undefined) throw new Error('There is no note.')
  const seen = [message.text]
  for (let press = 1; press <= 2; press += 1) {
    const { edits } = message
    anna.presses(message, 'Another note')
    await slack.until(() => message.edits > edits)
    seen.push(message.text)
  }
  expect(new Set(seen).size).toBe(3)
})

test("the app's home shows the note of today, and opens it", async () => {
  const made = await scene()
  const { slack, chat, anna } = made
  await due(made)
  await chat.runner.tick()
  const [posted] = made.papers.messages
  anna.opensHome()
  await slack.until(() => slack.homeOf(anna) !== null)
  const home = slack.homeOf(anna)
  if (home === null) throw new Error('There is no home.')
  expect(wordsOf(home)).toContain("Today's note")
  expect(wordsOf(home)).toContain(posted?.text.split('\n')[0])
})

test("the app's home says where the note of today goes on, and opens it whole", async () => {
  const sources = Array.from(
    { length: 60 },
    (_, i) => `  - title: The ${i}th book of lights ${'and reefs '.repeat(8)}`,
  )
  const files = {
    'beacon.md': `---\ntitle: Why is the beacon lit?\nclaim: The beacon keeps ships off the reef.\nsources:\n${sources.join('\n')}\n---\nKeepers light it at dusk, and it burns until the sun is up.\n`,
  }
  const { slack, anna } = await scene({ files })
  anna.opensHome()
  await slack.until(() => slack.homeOf(anna) !== null)
  const home = slack.homeOf(anna)
  if (home === null) throw new Error('There is no home.')
  expect(wordsOf(home)).not.toContain('The 59th book')
  expect(wordsOf(home)).toContain('There is more of it: choose it below, under “Open a note”.')
  anna.chooses(home, 'Open: Why is the beacon lit?')
  await slack.until(() => slack.viewsOf(anna).length === 1)
  const [view] = slack.viewsOf(anna)
  if (view === undefined) throw new Error('There is no view.')
  for (let page = 2; !wordsOf(view).includes('The 59th book'); page += 1) {
    anna.presses(view, 'Next page')
    await slack.until(() => wordsOf(view).includes(`Page ${page} of`))
  }
})
