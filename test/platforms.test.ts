/** The real process, with the tokens of both platforms. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { steps } from './discord/walking.ts'
import { startDiscord, type DiscordPeer } from './peers/discord.ts'
import { startSlack, type SlackPeer } from './peers/slack.ts'
import { newDatabase } from './stores/database.ts'
import { postgresServers } from './stores/places.ts'
import { folderOf, run, serve } from './support/terminal.ts'

/** Discord comes last. */
const READY = 'Connected to Discord'
const CORPUS = fileURLToPath(new URL('../corpus', import.meta.url))

async function peers(): Promise<{ readonly discord: DiscordPeer; readonly slack: SlackPeer }> {
  const [discord, slack] = await Promise.all([startDiscord(), startSlack()])
  onTestFinished(async () => {
    await discord.close()
    await slack.close()
  })
  return { discord, slack }
}

function environmentFor(
  { discord, slack }: Partial<Awaited<ReturnType<typeof peers>>>,
  data: string,
): Readonly<Record<string, string>> {
  return {
    NOTES_DIR: CORPUS,
    NOTEWALK_DATA: data,
    ...(discord !== undefined && { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.api }),
    ...(slack !== undefined && {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.api,
    }),
  }
}

describe('npm start', () => {
  test('runs both platforms in one process, and leaves in order on a signal', async () => {
    const both = await peers()
    const { discord, slack } = both
    const service = serve([], environmentFor(both, await folderOf({})))
    await service.logs(READY)

    const answer = await discord
      .person('Anna')
      .types(discord.guild('Reading group').channel('papers'), '/explain', { question: 'rlvr ceiling' })
      .answered()
    expect(answer.content).toMatch(/^Not under current training: /u)

    const papers = slack.channel('papers', { bot: true })
    slack.person('Ben').types(papers, '/explain rlvr ceiling')
    await slack.until(() => papers.messages.length === 1)
    expect(papers.messages[0]?.text).toMatch(/^Not under current training: /u)

    service.kill('SIGTERM')
    expect((await service.ended).code).toBe(0)
    expect(discord.refused).toEqual([])
    expect(slack.refused).toEqual([])
  }, 30_000)

  test('what stood under an answer works after the process was killed and started anew', async () => {
    const both = await peers()
    const { discord } = both
    const env = environmentFor(both, await folderOf({}))
    const first = serve([], env)
    await first.logs(READY)
    const anna = discord.person('Anna')
    const papers = discord.guild('Reading group').channel('papers')
    const answer = await anna.types(papers, '/explain', { question: 'rlvr ceiling' }).answered()
    first.kill('SIGKILL')
    await first.ended
    const second = serve([], env)
    await second.logs(READY)
    const step = await steps(discord, discord.person('Ben'), answer, 'Challenged by: Given enough steps')
    expect(step.content).toContain('ProRL')
    second.kill('SIGINT')
    expect((await second.ended).code).toBe(0)
  }, 30_000)

  test.each(postgresServers())(
    'on one PostgreSQL several copies answer once, and go on from what another has shown',
    async (postgres) => {
      const both = await peers()
      const { discord, slack } = both
      const database = { DATABASE_URL: await newDatabase(postgres) }
      const start = async () => {
        const copy = serve([], { ...environmentFor(both, await folderOf({})), ...database })
        await copy.logs(READY)
        return copy
      }
      const [first, second] = await Promise.all([start(), start()])
      const papers = discord.guild('Reading group').channel('papers')
      const answer = await discord
        .person('Anna')
        .types(papers, '/explain', { question: 'rlvr ceiling' })
        .answered()
      discord.person('Ben').says(papers, 'entropy collapse?', { mentionsBot: true })
      await discord.until(() => papers.messages.length === 3)

      first.kill('SIGKILL')
      await first.ended
      const step = await steps(discord, discord.person('Ben'), answer, 'Challenged by: Given enough steps')
      expect(step.content).toContain('ProRL')
      expect(papers.messages).toHaveLength(3)
      second.kill('SIGTERM')
      expect((await second.ended).code).toBe(0)
      expect(discord.refused).toEqual([])
      expect(slack.refused).toEqual([])
    },
    30_000,
  )

  test('ended while Slack cannot be reached, it is gone, and does not come back to Slack', async () => {
    const { slack } = await peers()
    const service = serve([], environmentFor({ slack }, await folderOf({})))
    await service.logs('Connected to Slack')
    slack.failNext({ method: 'apps.connections.open', status: 503, times: 3 })
    const opened = slack.calls.length
    slack.drop()
    await slack.until(() => slack.calls.length > opened)
    service.kill('SIGTERM')
    const { code, stderr } = await service.ended
    expect(code).toBe(0)
    expect(stderr).toContain('Stopping.')
    expect(slack.connections).toBe(0)
  })

  test('ended while Discord cannot be reached, it is gone', async () => {
    const { discord } = await peers()
    const service = serve([], environmentFor({ discord }, await folderOf({})))
    await service.logs('Connected to Discord')
    await discord.close()
    await service.logs('Discord connection lost')
    service.kill('SIGTERM')
    expect((await service.ended).code).toBe(0)
  })

  test('a token of Slack that is revoked while it runs ends it in order, with one message', async () => {
    const both = await peers()
    const { slack } = both
    const service = serve([], environmentFor(both, await folderOf({})))
    await service.logs(READY)
    await slack.connected(2)
    const papers = slack.channel('papers', { bot: true })
    slack.failNext({ method: 'chat.postMessage', status: 429, retryAfter: 3 })
    await slack.person('Ben').types(papers, '/explain rlvr ceiling').acked()
    slack.failNext({ method: 'apps.connections.open', error: 'account_inactive', times: 100 })
    slack.disconnect('refresh_requested')
    const { code, stderr } = await service.ended
    expect(code).toBe(1)
    expect(stderr).toContain('\nSlack does not accept SLACK_APP_TOKEN (account_inactive).\n')
    expect(stderr).toContain('https://api.slack.com/apps')
    expect(stderr).not.toMatch(/\n\s+at /u)
    expect(papers.messages).toHaveLength(1)
  })

  // Windows has no such signal.
  if (process.platform !== 'win32') testOfReload()

  test('a wrong token ends it with one message and exit code 1', async () => {
    const both = await peers()
    const env = { ...environmentFor(both, await folderOf({})), DISCORD_TOKEN: 'wrong' }
    const { code, stderr } = await run([], env)
    expect(code).toBe(1)
    expect(stderr).toContain('Discord does not accept DISCORD_TOKEN.')
    expect(stderr).not.toMatch(/\n\s+at /u)
  }, 30_000)

  test('a wrong token of Slack costs no identify of Discord', async () => {
    const both = await peers()
    const env = { ...environmentFor(both, await folderOf({})), SLACK_BOT_TOKEN: 'xoxb-wrong' }
    const { code, stderr } = await run([], env)
    expect(code).toBe(1)
    expect(stderr).toContain('Slack does not accept SLACK_BOT_TOKEN (invalid_auth).')
    expect(both.discord.identifies).toBe(0)
  })
})

test('npm run discord:register registers without connecting', async () => {
  const both = await peers()
  const { code, stderr } = await run(['discord:register'], environmentFor(both, await folderOf({})))
  expect(code).toBe(0)
  expect(stderr).toContain('Invite the bot: https://discord.com/oauth2/authorize')
  expect(both.discord.commands.map(({ name }) => name)).toContain('explain')
  expect(both.discord.identifies).toBe(0)
}, 30_000)

test('npm run discord:register without a token says where it is found', async () => {
  const { code, stderr } = await run(['discord:register'], { NOTES_DIR: CORPUS })
  expect(code).toBe(1)
  expect(stderr).toContain('DISCORD_TOKEN is not set.')
}, 30_000)

function testOfReload() {
  test('SIGHUP reads the notes anew', async () => {
    const both = await peers()
    const { discord } = both
    const notes = await folderOf({ 'tide.md': '# When is high tide?\n\nHigh tide is at noon.\n' })
    const service = serve([], { ...environmentFor(both, await folderOf({})), NOTES_DIR: notes })
    await service.logs(READY)
    const papers = discord.guild('Reading group').channel('papers')
    const ask = () =>
      discord.person('Anna').types(papers, '/explain', { question: 'when is high tide?' }).answered()
    expect((await ask()).content).toContain('High tide is at noon.')
    await writeFile(join(notes, 'tide.md'), '# When is high tide?\n\nHigh tide is at one.\n')
    service.kill('SIGHUP')
    await service.logs('The notes were read anew: 1.')
    expect((await ask()).content).toContain('High tide is at one.')
    service.kill('SIGTERM')
    expect((await service.ended).code).toBe(0)
  })

  test('Ctrl-C while the notes are read anew ends it in order', async () => {
    const { slack } = await peers()
    const service = serve([], environmentFor({ slack }, await folderOf({})))
    await service.logs('Connected to Slack')
    const papers = slack.channel('papers', { bot: true })
    slack.failNext({ method: 'chat.postMessage', status: 429, retryAfter: 1 })
    await slack.person('Ben').types(papers, '/explain rlvr ceiling').acked()
    // More than one, so that it is reading when the next signal comes.
    for (const pause of [20, 20, 20]) {
      service.kill('SIGHUP')
      await sleep(pause)
    }
    service.kill('SIGINT')
    const { code, stderr } = await service.ended
    expect(code).toBe(0)
    expect(stderr).toContain('Stopping.')
    expect(papers.messages).toHaveLength(1)
  })
}
