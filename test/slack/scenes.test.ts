/** What people in a workspace do with Notewalk, by Socket Mode and over HTTP alike. */
import { describe, expect, onTestFinished, test } from 'vitest'
import type { SlackPeer } from '../peers/slack.ts'
import type { Message, View } from '../peers/slack/state.ts'
import { workspace, type Mode, type Workspace, type WorkspaceWanted } from './workspace.ts'

/** Whatever a scene does, Slack has refused nothing and nobody has seen an interaction fail. */
async function scene(wanted: WorkspaceWanted): Promise<Workspace> {
  const space = await workspace(wanted)
  onTestFinished(() => {
    const { refused, warnings, timeouts } = space.slack
    expect({ refused, warnings, timeouts }).toEqual({ refused: [], warnings: [], timeouts: [] })
  })
  return space
}

/** All that stands in a message or view, as one text. */
function wordsOf({ blocks }: Message | View): string {
  return JSON.stringify(blocks)
}

async function nextMessage(
  slack: SlackPeer,
  messages: () => readonly Message[],
  before = 0,
): Promise<Message> {
  await slack.until(() => messages().length > before)
  const message = messages().at(-1)
  if (message === undefined) throw new Error('There is no message.')
  return message
}

async function nextView(slack: SlackPeer, views: () => readonly View[], words: string): Promise<View> {
  await slack.until(() => views().some((view) => wordsOf(view).includes(words)), `a view with "${words}"`)
  const view = views().at(-1)
  if (view === undefined) throw new Error('There is no view.')
  return view
}

/** Two notes of one title, and two whose titles differ only at the end. */
const LONG = 'Why does the beacon burn through all of the long nights while nobody is at sea'
const ALIKE = {
  'coast/overview.md': '---\ntitle: Overview\nclaim: Of the coast.\naliases: [overall]\n---\nIt is long.\n',
  'inland/overview.md': '---\ntitle: Overview\nclaim: Of the hills.\n---\nThey are high.\n',
  'coast/winter.md': `---\ntitle: ${LONG} in winter?\nclaim: For the mail.\n---\nIt comes late.\n`,
  'coast/summer.md': `---\ntitle: ${LONG} in summer?\nclaim: For the fishers.\n---\nThey go early.\n`,
}

describe.each<Mode>(['socket', 'http'])('by %s', (mode) => {
  test('a question typed as a command is answered in the channel, with who asked', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    const asked = anna.types(papers, '/explain why is the beacon lit?')
    await asked.acked()
    const answer = await nextMessage(slack, () => papers.messages)
    expect(answer.text).toMatch(/^The beacon keeps ships off the reef\. \[1\]/u)
    expect(answer.text).toContain('Most ships carry radio today.')
    expect(wordsOf(answer)).toContain('why is the beacon lit?')
    expect(wordsOf(answer)).toContain('Asked by Anna')
    expect(answer.pinged).toEqual([])
    expect(answer.unfurled).toBe(false)
  })

  test('a step is answered in the thread of the answer, for another person too', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    const ben = slack.person('Ben')
    anna.types(papers, '/explain why is the beacon lit?')
    const answer = await nextMessage(slack, () => papers.messages)
    ben.presses(answer, 'Next question: Who pays the keepers?')
    const step = await nextMessage(slack, () => answer.replies)
    expect(wordsOf(step)).toContain('Asked by Ben')
  })

  test('a private answer is for the asker alone, until they share it', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    const ben = slack.person('Ben')
    anna.types(papers, '/explain why is the beacon lit? private:yes')
    const answer = await nextMessage(slack, () => anna.sees(papers))
    expect(ben.sees(papers)).toEqual([])
    anna.presses(answer, 'Share to channel')
    const shared = await nextMessage(slack, () => ben.sees(papers))
    expect(wordsOf(shared)).toContain('Shared by Anna')
    expect(shared.pinged).toEqual([])
  })

  test('an answer that was shared and deleted again can be shared anew', async () => {
    const { slack } = await workspace({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    anna.types(papers, '/explain why is the beacon lit? private:yes')
    const answer = await nextMessage(slack, () => anna.sees(papers))
    anna.presses(answer, 'Share to channel')
    const shared = await nextMessage(slack, () => papers.messages)
    const refused = anna.presses(answer, 'Share to channel')
    await slack.until(() => refused.messages.length === 1)
    expect(refused.messages[0]?.text).toContain('shared already')
    anna.presses(shared, 'Delete')
    await slack.until(() => shared.isDeleted)
    anna.presses(answer, 'Share to channel')
    await nextMessage(slack, () => papers.messages)
  })

  test('where the bot is no member the answer comes all the same, with a hint to invite it', async () => {
    const { slack } = await workspace({ mode })
    const papers = slack.channel('papers')
    const anna = slack.person('Anna')
    const ben = slack.person('Ben')
    anna.types(papers, '/explain why is the beacon lit?')
    await slack.until(() => anna.sees(papers).length === 2)
    expect(ben.sees(papers).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The beacon keeps ships off the reef/u),
    ])
    expect(anna.sees(papers).at(-1)?.text).toContain('/invite')
    expect(slack.refused.map(({ error }) => error)).toEqual(['not_in_channel'])
  })

  test('where the bot is no member an answer in the modal is not shared, and the person is told how to invite it', async () => {
    const { slack, chat } = await workspace({ mode })
    const papers = slack.channel('papers')
    const anna = slack.person('Anna')
    anna.types(papers, '/explain why is the beacon lit?')
    await slack.until(() => anna.sees(papers).length === 2)
    const [answer] = anna.sees(papers)
    if (answer === undefined) throw new Error('There is no answer.')
    anna.chooses(answer, '[1] Why is the beacon lit?')
    const note = await nextView(slack, () => slack.viewsOf(anna), 'Keepers light it at dusk.')
    anna.presses(note, 'Share to channel')
    const told = await nextMessage(slack, () => anna.direct.messages)
    expect(told.text).toContain('`/invite @notewalk`')
    expect(chat.logged.filter((line) => line.includes('failed'))).toEqual([])
    slack.inviteBot(papers)
    anna.presses(note, 'Share to channel')
    await slack.until(() => papers.messages.some((message) => wordsOf(message).includes('Shared by Anna')))
  })

  test('who pressed so long ago that Slack opens no modal any more is asked to press again', async () => {
    const { slack, chat } = await workspace({ mode, peer: { triggerMs: -1 } })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    anna.types(papers, '/explain why is the beacon lit?')
    const answer = await nextMessage(slack, () => papers.messages)
    anna.chooses(answer, '[1] Why is the beacon lit?')
    const told = await nextMessage(slack, () => anna.sees(papers), 1)
    expect(told.text).toBe('That took too long.\nPress it again.')
    expect(chat.logged.filter((line) => line.includes('failed'))).toEqual([])
  })

  test('search results are turned page by page, in place', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 7 }, (_, i) => [
        `seal-${i + 1}.md`,
        `---\ntitle: Seal ${i + 1}\nclaim: Seal number ${i + 1} lies on the rock.\n---\nIt sleeps.\n`,
      ]),
    )
    const { slack } = await scene({ mode, files })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    anna.types(papers, '/search-notes seal rock')
    const results = await nextMessage(slack, () => papers.messages)
    expect(results.text).toContain('1 to 5 of 7 notes.')
    anna.presses(results, 'Page 2')
    await slack.until(() => wordsOf(results).includes('6 to 7 of 7 notes.'))
    expect(papers.messages).toHaveLength(1)
    anna.presses(results, 'Page 1')
    await slack.until(() => wordsOf(results).includes('1 to 5 of 7 notes.'))
  })

  test('without words search lists topics, and a topic leads to its notes', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    anna.types(papers, '/search-notes')
    const topics = await nextMessage(slack, () => papers.messages)
    anna.presses(topics, 'fog (1)')
    await slack.until(() => wordsOf(topics).includes('When does the fog bell ring?'))
    expect(papers.messages).toEqual([topics])
  })

  test('a source is opened in a modal, where another note is found by typing', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    anna.types(papers, '/explain why is the beacon lit?')
    const answer = await nextMessage(slack, () => papers.messages)
    anna.chooses(answer, '[1] Why is the beacon lit?')
    const note = await nextView(slack, () => slack.viewsOf(anna), 'Keepers light it at dusk.')
    expect(wordsOf(note)).toContain('Most ships carry radio today.')
    expect(await anna.suggests(note, 'open-note', 'is ra')).toEqual(['Is radio enough?'])
    anna.chooses(note, 'Is radio enough?')
    await nextView(slack, () => slack.viewsOf(anna), 'Radio reaches far beyond the horizon.')
    expect(slack.viewsOf(anna)).toHaveLength(1)
  })

  test('notes of the same title, or with the same beginning, are told apart while a title is typed', async () => {
    const { slack } = await scene({ mode, files: ALIKE })
    const anna = slack.person('Anna')
    anna.opensHome()
    await slack.until(() => slack.homeOf(anna) !== null)
    const home = slack.homeOf(anna)
    if (home === null) throw new Error('There is no home.')
    const offered = [
      ...(await anna.suggests(home, 'open-note', 'over')),
      ...(await anna.suggests(home, 'open-note', 'why')),
    ]
    expect(offered).toEqual([
      'Overview (coast/overview)',
      'Overview (inland/overview)',
      'Why does the beacon burn through all of the long nights… (coast/summer)',
      'Why does the beacon burn through all of the long nights… (coast/winter)',
    ])
    for (const [i, claim] of [
      'Of the coast.',
      'Of the hills.',
      'For the fishers.',
      'For the mail.',
    ].entries()) {
      await anna.suggests(home, 'open-note', i < 2 ? 'over' : 'why')
      anna.chooses(home, offered[i] ?? '')
      await nextView(slack, () => slack.viewsOf(anna), claim)
    }
  })

  test('a step in the modal takes the place of what is read, and can be shared with the channel', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    anna.types(papers, '/explain is radio enough?')
    const answer = await nextMessage(slack, () => papers.messages)
    anna.chooses(answer, '[1] Is radio enough?')
    const note = await nextView(slack, () => slack.viewsOf(anna), 'Radio reaches far')
    anna.presses(note, 'Challenges: Why is the beacon lit?')
    const walked = await nextView(slack, () => slack.viewsOf(anna), 'The beacon keeps ships off the reef.')
    anna.presses(walked, 'Share to channel')
    const shared = await nextMessage(slack, () => papers.messages, 1)
    expect(wordsOf(shared)).toContain('Shared by Anna')
  })

  test('a mention is answered once, in its thread, though it comes as two events', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    const said = anna.says(papers, 'why is the beacon lit?', { mentionsBot: true, first: 'message' })
    const answer = await nextMessage(slack, () => said.replies)
    expect(answer.text).toMatch(/^The beacon keeps ships off the reef/u)
    await slack.until(() => said.reactions.length === 0)
    expect(slack.calls.map(({ method }) => method)).toEqual(
      expect.arrayContaining(['reactions.add', 'reactions.remove']),
    )
    for (const delivery of said.deliveries) void delivery.redeliver()
    await slack.until(() => said.deliveries.every(({ outcomes }) => outcomes.length > 1))
    expect(said.replies).toHaveLength(1)
  })

  test('a mention inside a thread is answered there', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    const root = anna.says(papers, 'Has anybody read about lights?')
    anna.says(papers, 'is radio enough?', { mentionsBot: true, thread: root })
    await slack.until(() => root.replies.length === 2)
    expect(root.replies.at(-1)?.text).toMatch(/^Ships with radio keep off the reef/u)
  })

  test('a mention without words says how to ask', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const said = slack.person('Anna').says(papers, '', { mentionsBot: true })
    expect((await nextMessage(slack, () => said.replies)).text).toContain('/explain')
  })

  test('what a mention outside of a thread is told alone stands where the person sees it', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    for (const [said, words] of [
      ['recap', 'No walk has begun here.'],
      ['stop', 'I keep quiet here from now on.'],
    ] as const) {
      anna.says(papers, said, { mentionsBot: true })
      const told = () => anna.sees(papers).find(({ text }) => text.includes(words))
      await slack.until(() => told() !== undefined)
      expect(told()).toMatchObject({ onlyFor: anna.id, thread_ts: null })
    }
  })

  test('a direct message is answered; edits, deletions and other bots are not', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    const said = anna.writesDirectly('why is the beacon lit?')
    await slack.until(() => anna.direct.messages.length === 2 && said.reactions.length === 0)
    anna.edits(said, 'is radio enough?')
    anna.deletes(said)
    slack.otherBot('Echo').says(papers, `<@${slack.bot.id}> why is the beacon lit?`)
    anna.writesDirectly('is radio enough?')
    await slack.until(() => anna.direct.messages.some(({ text }) => text.startsWith('Ships with radio')))
    expect(anna.direct.messages.filter(({ text }) => text.startsWith('The beacon'))).toHaveLength(1)
    expect(papers.messages).toHaveLength(1)
  })

  test('the message shortcut answers in the thread of that message', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    const said = anna.says(papers, 'why is the beacon lit?')
    slack.person('Ben').usesShortcutOn(said, 'explain_this')
    expect((await nextMessage(slack, () => said.replies)).text).toMatch(/^The beacon keeps ships/u)
  })

  test('the home says how to ask, and opens topics and notes', async () => {
    const { slack } = await scene({ mode })
    const anna = slack.person('Anna')
    anna.opensHome()
    await slack.until(() => slack.homeOf(anna) !== null)
    const home = slack.homeOf(anna)
    if (home === null) throw new Error('There is no home.')
    expect(wordsOf(home)).toContain('/search-notes')
    expect(wordsOf(home)).toContain('Ready: 3 notes, 1 line, 2 relations.')
    anna.chooses(home, 'fog (1)')
    await nextView(slack, () => slack.viewsOf(anna), 'When does the fog bell ring?')
  })

  test('added to a channel it says once what to try', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers')
    const invited = slack.inviteBot(papers)
    await nextMessage(slack, () => papers.messages)
    expect(papers.messages[0]?.text).toContain('/explain')
    void invited?.redeliver()
    slack.person('Anna').joins(papers)
    await slack.until(() => (invited?.outcomes.length ?? 0) > 1)
    expect(papers.messages).toHaveLength(1)
  })

  test('what a person gets wrong is told to them alone', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    anna.types(papers, '/open-note The beakon')
    const notice = await nextMessage(slack, () => anna.sees(papers))
    expect(notice.onlyFor).toBe(anna.id)
    expect(notice.text).toContain('No note is called "The beakon".')
    anna.types(papers, '/explain')
    await slack.until(() => anna.sees(papers).length === 2)
    expect(anna.sees(papers).at(-1)?.text).toContain('Usage: /explain question')
  })

  test('help, status and problems are for the asker alone', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    for (const about of ['help', 'status', 'problems']) anna.types(papers, `/notewalk ${about}`)
    await slack.until(() => anna.sees(papers).length === 3)
    expect(anna.sees(papers).map(({ onlyFor }) => onlyFor)).toEqual([anna.id, anna.id, anna.id])
    expect(anna.sees(papers).some((message) => wordsOf(message).includes('/search-notes [query]'))).toBe(true)
  })

  test('who asked can delete the answer, others cannot', async () => {
    const { slack } = await scene({ mode })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    const ben = slack.person('Ben')
    anna.types(papers, '/explain is radio enough?')
    const answer = await nextMessage(slack, () => papers.messages)
    ben.presses(answer, 'Delete')
    await slack.until(() => ben.sees(papers).length === 2)
    expect(ben.sees(papers).at(-1)?.text).toContain('Only who asked can delete')
    anna.presses(answer, 'Delete')
    await slack.until(() => answer.isDeleted)
  })

  test('a long note is read in pages, in the modal', async () => {
    const paragraphs = Array.from({ length: 40 }, (_, i) => `Paragraph ${i + 1} ${'says much '.repeat(20)}.`)
    const files = {
      'long.md': `---\ntitle: A long note\nclaim: It is long.\n---\n${paragraphs.join('\n\n')}\n`,
    }
    const { slack } = await scene({ mode, files })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    anna.types(papers, '/explain a long note')
    const answer = await nextMessage(slack, () => papers.messages)
    anna.chooses(answer, '[1] A long note')
    const first = await nextView(slack, () => slack.viewsOf(anna), 'Paragraph 1 ')
    anna.presses(first, 'Next page')
    const second = await nextView(slack, () => slack.viewsOf(anna), 'Page 2 of')
    anna.presses(second, 'Previous page')
    await nextView(slack, () => slack.viewsOf(anna), 'Paragraph 1 ')
    expect(slack.viewsOf(anna)).toHaveLength(1)
  })

  test('a note that would ping and link comes out harmless and readable', async () => {
    const hostile = '<!channel> <@U123> <https://evil.example|good> &lt;!here&gt; @here #general'
    const rows = Array.from({ length: 200 }, (_, i) => `| row ${i} | value ${i} |`).join('\n')
    const files = {
      'hostile.md': `---\ntitle: "${hostile}"\nclaim: "${hostile} is the claim."\n---\n${hostile}\n\n| a | b |\n| --- | --- |\n${rows}\n`,
    }
    const { slack } = await scene({ mode, files })
    const papers = slack.channel('papers', { bot: true })
    const anna = slack.person('Anna')
    anna.types(papers, `/open-note hostile`)
    const note = await nextMessage(slack, () => papers.messages)
    expect(note.pinged).toEqual([])
    expect(note.links).toEqual([])
    expect(note.text).toContain('&lt;!channel&gt;')
    anna.types(papers, '/explain claim channel general')
    const answer = await nextMessage(slack, () => papers.messages, 1)
    anna.chooses(answer, '[1] <!channel> <@U123> <https://evil.example|good> &lt;!here&gt; @here…')
    const view = await nextView(slack, () => slack.viewsOf(anna), 'value 0')
    expect(wordsOf(view)).toContain('@here #general')
  })
})
