/** What people in a server do with Notewalk. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { LIGHTHOUSE } from '../support/chat-bot.ts'
import { steps } from './walking.ts'
import { server, type Server, type ServerWanted } from './server.ts'

/** Whatever a scene does, Discord has refused nothing, and nothing went wrong unseen. */
async function scene(wanted: ServerWanted = {}): Promise<Server> {
  const made = await server(wanted)
  onTestFinished(() => {
    const { refused, warnings } = made.discord
    const errors = made.chat.logged.filter((line) => line.includes(' error '))
    expect({ refused, warnings, errors }).toEqual({ refused: [], warnings: [], errors: [] })
  })
  return made
}

const ASK = { question: 'why is the beacon lit?' }

describe('/explain', () => {
  test('answers for all with the lead as the text, the rest in one embed, and who asked', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const answer = await discord.person('Anna').types(papers, '/explain', ASK).answered()
    expect(answer.content).toBe('The beacon keeps ships off the reef. \\[1\\]')
    expect(answer.embeds).toHaveLength(1)
    expect(answer.embeds[0]?.title).toBe('why is the beacon lit?')
    expect(answer.words).toContain('Most ships carry radio today.')
    expect(answer.words).toContain('Asked by Anna')
    expect(answer.pinged).toEqual([])
    expect(papers.messages).toEqual([answer])
  })

  test('in private is for the asker alone, until they share it, once', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const answer = await anna.types(papers, '/explain', { ...ASK, private: true }).answered()
    expect(papers.messages).toEqual([])
    const shared = await anna.presses(answer, 'Share').answered()
    expect(papers.messages).toEqual([shared])
    expect(shared.words).toContain('Shared by Anna')
    expect(shared.content).toBe(answer.content)
    const again = await anna.presses(answer, 'Share').answered()
    expect(again.isEphemeral).toBe(true)
    expect(again.content).toContain('shared already')
  })

  test('names what the question is not answered by', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const answer = await discord
      .person('Anna')
      .types(papers, '/explain', { question: 'who won the chess cup?' })
      .answered()
    expect(answer.content).toContain('Not in these notes')
  })

  test('offers titles, lines and aliases while it is typed, and lines first where nothing is', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const offered = async (question: string) =>
      (await anna.completes(papers, '/explain', { question }, 'question')).map(({ name }) => name)
    expect(await offered('the old light')).toContain('Why is the beacon lit?')
    expect(await offered('is rad')).toEqual(['Is radio enough?'])
    expect(await offered('zzz')).toEqual([])
    expect((await offered(''))[0]).toBe('How do ships come home at night?')
    await anna.types(papers, '/explain', { question: 'is radio enough?' }).answered()
    expect((await offered('')).slice(0, 2)).toEqual(['How do ships come home at night?', 'Is radio enough?'])
  })

  test('keeps up while somebody types, letter by letter', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const typed = Array.from('is radio', (_, i) => 'is radio'.slice(0, i + 1))
    const offered = await Promise.all(
      typed.map((question) => anna.completes(papers, '/explain', { question }, 'question')),
    )
    expect(offered.map((choices) => choices.map(({ name }) => name))).toEqual(
      typed.map(() => expect.arrayContaining(['Is radio enough?'])),
    )
    expect(discord.timeouts).toEqual([])
  })

  test('in a thread answers by a regular message, so that replies to it arrive', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const thread = anna.startsThread(anna.says(papers, 'About lights'), 'Lights')
    anna.types(thread, '/explain', ASK)
    await discord.until(() => thread.messages.some(({ content }) => content.startsWith('The beacon')))
    const answer = thread.messages.at(-1)
    if (answer === undefined) throw new Error('There is no answer.')
    anna.says(thread, 'is radio enough?', { replyTo: answer })
    await discord.until(() => thread.messages.some(({ content }) => content.startsWith('Ships with radio')))
    expect(thread.messages).toHaveLength(3)
  })

  test('in a group chat answers who has installed the bot, and the others can go on from it', async () => {
    const { discord } = await scene()
    const anna = discord.person('Anna', { guilds: [], installed: true })
    const ben = discord.person('Ben', { guilds: [] })
    const group = discord.groupChat('Lights', anna, ben)
    const answer = await anna.types(group, '/explain', ASK).answered()
    expect(answer.content).toMatch(/^The beacon/u)
    const step = await ben.presses(answer, 'Challenged by: Is radio enough?').answered()
    expect(step.content).toContain('Ships with radio')
    expect(group.messages).toEqual([answer, step])
  })

  test('delivered twice, is answered once', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const asked = anna.types(papers, '/explain', ASK)
    await asked.answered()
    asked.redeliver()
    await anna.types(papers, '/explain', { question: 'is radio enough?' }).answered()
    expect(papers.messages).toHaveLength(2)
  })
})

describe('what stands under an answer', () => {
  test('a step is answered for whoever pressed it', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const answer = await discord.person('Anna').types(papers, '/explain', ASK).answered()
    const step = await steps(discord, discord.person('Ben'), answer, 'Challenged by: Is radio enough?')
    expect(step.content).toContain('Ships with radio keep off the reef without a beacon.')
    expect(step.content).toContain('Most ships carry radio today.')
    expect(step.words).toContain('Asked by Ben')
  })

  test('a step of a private answer is private too', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const answer = await anna.types(papers, '/explain', { ...ASK, private: true }).answered()
    const step = await anna.presses(answer, 'Challenged by: Is radio enough?').answered()
    expect(step.isEphemeral).toBe(true)
  })

  test('a source is opened from the list', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const answer = await anna.types(papers, '/explain', ASK).answered()
    const note = await steps(discord, anna, answer, '[1] Why is the beacon lit?', 'chooses')
    expect(note.words).toContain('It burns until the sun is up.')
  })

  test('Ask opens a form at once, and the question is answered', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const answer = await anna.types(papers, '/explain', ASK).answered()
    const form = await anna.presses(answer, 'Ask').modal()
    const next = await anna.submits(form, { question: 'is radio enough?' }).answered()
    expect(next.content).toMatch(/^Ships with radio keep off the reef/u)
  })

  test('who asked, and who may manage messages, can delete it; others cannot', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const first = await anna.types(papers, '/explain', ASK).answered()
    const told = await discord.person('Ben').presses(first, 'Delete').answered()
    expect(told.isEphemeral).toBe(true)
    expect(told.content).toContain('Only who asked')
    await anna.presses(first, 'Delete').removed()
    const second = await anna.types(papers, '/explain', ASK).answered()
    await discord.person('Carla', { manageMessages: true }).presses(second, 'Delete').removed()
    expect(papers.messages).toEqual([])
  })

  test('an answer to a mention can be deleted, and its steps are taken', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    anna.says(papers, 'why is the beacon lit?', { mentionsBot: true })
    await discord.until(() => papers.messages.length === 2)
    const answer = papers.messages[1]
    if (answer === undefined) throw new Error('There is no answer.')
    const step = await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    expect(step.content).toContain('Ships with radio')
    await anna.presses(answer, 'Delete').removed()
    expect(papers.messages).not.toContain(answer)
  })

  test('a next question is asked for whoever pressed it', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const answer = await anna.types(papers, '/explain', ASK).answered()
    const next = await steps(discord, anna, answer, 'Next question: Who pays the keepers?')
    expect(next.words).toContain('Who pays the keepers?')
  })

  test('a step to a note that was removed says so, with the nearest', async () => {
    const { discord, chat } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const answer = await anna.types(papers, '/explain', ASK).answered()
    const { 'notes/radio.md': _, ...others } = LIGHTHOUSE
    await chat.reload(others)
    const told = await steps(discord, anna, answer, 'Challenged by: Is radio enough?')
    expect(told.content).toContain('This note was removed: notes/radio')
  })
})

describe('the other commands', () => {
  const seals = Object.fromEntries(
    Array.from({ length: 7 }, (_, i) => [
      `seal-${i + 1}.md`,
      `---\ntitle: Seal ${i + 1}\nclaim: Seal number ${i + 1} lies on the rock.\n---\nIt sleeps.\n`,
    ]),
  )

  test('/search pages by buttons, in place, and opens a note from the list', async () => {
    const { discord } = await scene({ files: seals })
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const results = await anna.types(papers, '/search', { query: 'seal rock' }).answered()
    expect(results.content).toBe('1 to 5 of 7 notes.')
    await anna.presses(results, 'Page 2').answered()
    expect(results.content).toBe('6 to 7 of 7 notes.')
    expect(papers.messages).toEqual([results])
    const note = await steps(discord, anna, results, 'Open: Seal 7', 'chooses')
    expect(note.words).toContain('It sleeps.')
  })

  test('/search without words lists topics, and a topic leads to its notes', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const topics = await anna.types(papers, '/search', {}).answered()
    expect(topics.content).toBe('Topics to browse')
    await anna.presses(topics, 'fog (1)').answered()
    expect(topics.words).toContain('When does the fog bell ring?')
  })

  test('/random-note shows every note once before one comes again', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const drawn: string[] = []
    for (let i = 0; i < 3; i += 1)
      drawn.push((await anna.types(papers, '/random-note', {}).answered()).content)
    expect(new Set(drawn).size).toBe(3)
  })

  test('/open-note tells notes of the same title apart by their paths, and opens the one that was chosen', async () => {
    const title = `Why does the beacon burn ${'all through the night and '.repeat(4)}in`
    const { discord } = await scene({
      files: {
        'coast/overview.md': '---\ntitle: Overview\nclaim: Of the coast.\n---\nIt is long.\n',
        'inland/overview.md': '---\ntitle: Overview\nclaim: Of the hills.\n---\nThey are high.\n',
        'coast/winter.md': `---\ntitle: ${title} winter?\nclaim: For the mail.\n---\nIt comes late.\n`,
        'coast/summer.md': `---\ntitle: ${title} summer?\nclaim: For the fishers.\n---\nThey go early.\n`,
      },
    })
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const choices = [
      ...(await anna.completes(papers, '/open-note', { title: 'over' }, 'title')),
      ...(await anna.completes(papers, '/open-note', { title: 'why' }, 'title')),
    ]
    expect(choices.map(({ name }) => name)).toEqual([
      'Overview (coast/overview)',
      'Overview (inland/overview)',
      expect.stringMatching(/^Why does the beacon burn .*… \(coast\/summer\)$/u),
      expect.stringMatching(/^Why does the beacon burn .*… \(coast\/winter\)$/u),
    ])
    const opened = []
    for (const { value } of choices) {
      opened.push((await anna.types(papers, '/open-note', { title: String(value) }).answered()).words)
    }
    const claims = ['Of the coast.', 'Of the hills.', 'For the fishers.', 'For the mail.']
    expect(opened).toEqual(claims.map((claim) => expect.stringContaining(claim)))
  })

  test('/random-note completes topics', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const offered = await anna.completes(papers, '/random-note', { topic: 'f' }, 'topic')
    expect(offered.map(({ name }) => name)).toEqual(['fog'])
    const note = await anna.types(papers, '/random-note', { topic: 'fog' }).answered()
    expect(note.words).toContain('When does the fog bell ring?')
  })

  test('/open-note shows a note whole, in pages where it is long', async () => {
    const paragraphs = Array.from({ length: 40 }, (_, i) => `Paragraph ${i + 1} ${'says much '.repeat(20)}.`)
    const files = {
      ...LIGHTHOUSE,
      'notes/long.md': `---\ntitle: A long note\nclaim: It is long.\n---\n${paragraphs.join('\n\n')}\n\n## Related\n\n- supports:: [[beacon]] — It says so.\n`,
    }
    const { discord } = await scene({ files })
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const note = await anna.types(papers, '/open-note', { title: 'A long note' }).answered()
    expect(note.words).toContain('Paragraph 1 ')
    expect(note.words).toMatch(/Page 1 of \d/u)
    const seen = [note.words]
    while (note.words.includes('Next page')) {
      await anna.presses(note, 'Next page').answered()
      seen.push(note.words)
    }
    expect(seen.join('\n')).toContain('Paragraph 40 ')
    expect(seen.at(-1)).toContain('It says so.')
    expect(note.content).toBe('It is long.')
    await anna.presses(note, 'Previous page').answered()
  })

  test('/notewalk answers to the asker alone', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    for (const about of ['help', 'status', 'problems']) {
      expect((await anna.types(papers, `/notewalk ${about}`, {}).answered()).isEphemeral).toBe(true)
    }
    expect(papers.messages).toEqual([])
  })

  test('what a person gets wrong is told to them alone, and nothing public is left', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const told = await discord.person('Anna').types(papers, '/open-note', { title: 'The beakon' }).answered()
    expect(told.isEphemeral).toBe(true)
    expect(told.content).toContain('No note is called')
    expect(papers.messages).toEqual([])
  })

  test('Explain this asks what a message says, without the right to read messages', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const said = discord.person('Ben').says(papers, 'why is the beacon lit?')
    const answer = await discord.person('Anna').usesOnMessage(said, 'Explain this').answered()
    expect(answer.content).toMatch(/^The beacon keeps ships off the reef/u)
    expect(answer.words).toContain('why is the beacon lit?')
  })
})

describe('messages', () => {
  test('a mention is answered by a reply that pings nobody, and the bot shows that it is typing', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const said = discord.person('Anna').says(papers, 'why is the beacon lit?', { mentionsBot: true })
    await discord.until(() => papers.messages.length === 2)
    const answer = papers.messages[1]
    expect(answer?.replyTo).toBe(said)
    expect(answer?.pinged).toEqual([])
    expect(answer?.content).toMatch(/^The beacon keeps ships off the reef/u)
    expect(discord.typing).toContain(papers)
  })

  test('a reply to a regular answer is answered', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    anna.says(papers, 'why is the beacon lit?', { mentionsBot: true })
    await discord.until(() => papers.messages.length === 2)
    const answer = papers.messages[1]
    if (answer === undefined) throw new Error('There is no answer.')
    anna.says(papers, 'is radio enough?', { replyTo: answer })
    await discord.until(() => papers.messages.length === 4)
    expect(papers.messages[3]?.content).toMatch(/^Ships with radio/u)
  })

  test("a reply to a command's answer arrives empty: one hint, once", async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const answer = await anna.types(papers, '/explain', ASK).answered()
    anna.says(papers, 'is radio enough?', { replyTo: answer })
    await discord.until(() => papers.messages.length === 3)
    expect(papers.messages[2]?.content).toContain('“Ask”')
    anna.says(papers, 'and fog?', { replyTo: answer })
    await anna.types(papers, '/explain', ASK).answered()
    expect(papers.messages.filter(({ content }) => content.includes('“Ask”'))).toHaveLength(1)
  })

  test('a direct message is answered', async () => {
    const { discord } = await scene()
    const anna = discord.person('Anna')
    const said = anna.directMessage('why is the beacon lit?')
    await discord.until(() => said.channel.messages.length === 2)
    expect(said.channel.messages[1]?.content).toMatch(/^The beacon keeps ships off the reef/u)
  })

  test('what people say to each other is left alone', async () => {
    const { discord } = await scene()
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const said = anna.says(papers, 'why is the beacon lit?')
    discord.person('Ben').says(papers, 'no idea', { replyTo: said })
    await anna.types(papers, '/explain', ASK).answered()
    expect(papers.messages).toHaveLength(3)
  })

  test('with the right to read messages, plain questions in its own thread are answered, remarks are not', async () => {
    const { discord } = await scene({
      peer: { privilegedIntents: ['MessageContent'] },
      settings: { hasMessageContent: true },
    })
    const papers = discord.guild('Reading group').channel('papers')
    const anna = discord.person('Anna')
    const answer = await anna.types(papers, '/explain', ASK).answered()
    // Nobody types as fast as a test: by then the answer's place is known.
    await anna.types(papers, '/notewalk help', {}).answered()
    const thread = anna.startsThread(answer, 'Lights')
    anna.says(thread, 'thanks a lot, lovely weather')
    anna.says(thread, 'is radio enough?')
    await discord.until(() => thread.messages.some(({ content }) => content.startsWith('Ships with radio')))
    expect(thread.messages).toHaveLength(3)
  })

  test('added to a server it says hello in the system channel, once, and again where it was removed', async () => {
    const { discord } = await scene()
    const other = discord.guild('Book club', { bot: false, systemChannel: 'lobby' })
    const lobby = other.channel('lobby')
    discord.addBotTo(other)
    await discord.until(() => lobby.messages.length === 1)
    expect(lobby.messages[0]?.content).toContain('/explain')

    discord.addBotTo(other)
    await discord
      .person('Anna', { guilds: [other] })
      .types(lobby, '/explain', ASK)
      .answered()
    expect(lobby.messages.filter(({ content }) => content.startsWith('Hello.'))).toHaveLength(1)

    discord.removeBotFrom(other)
    discord.addBotTo(other)
    await discord.until(
      () => lobby.messages.filter(({ content }) => content.startsWith('Hello.')).length === 2,
    )
  })
})
