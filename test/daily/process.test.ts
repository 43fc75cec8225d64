/** Daily notes of real processes, as `npm start` runs them. */
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { LocalTime } from '../../src/core/daily/local-time.ts'
import type { ScheduleId } from '../../src/core/daily/schedule.ts'
import type { Channel } from '../../src/core/store.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { startSlack } from '../peers/slack.ts'
import { folderOf, serve } from '../support/terminal.ts'

const CORPUS = fileURLToPath(new URL('../../corpus', import.meta.url))
const HOUR_MS = 3_600_000

test('a note that came due while the bot was away is posted once, by whichever copy is first', async () => {
  const slack = await startSlack()
  onTestFinished(() => slack.close())
  const papers = slack.channel('papers', { bot: true })
  const data = await folderOf({})
  const store = await openStore({ dataDir: data, databaseUrl: null })
  const dueAt = new Date(Date.now() - HOUR_MS)
  await store.daily.saveSchedule({
    id: 'due' as ScheduleId,
    channel: `slack/${slack.team}/${papers.id}` as Channel,
    topic: null,
    time: dueAt.toISOString().slice(11, 16) as LocalTime,
    zone: 'UTC',
    days: [1, 2, 3, 4, 5, 6, 7],
    setBy: { id: 'U1', name: 'Anna' },
    state: { type: 'on' },
    since: new Date(dueAt.getTime() - HOUR_MS),
  })
  await store.close()
  const env = {
    NOTES_DIR: CORPUS,
    NOTEWALK_DATA: data,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.api,
  }
  const copies = [serve([], env), serve([], env)]
  await Promise.all(copies.map((copy) => copy.logs('Connected to Slack')))
  await slack.until(() => papers.messages.length > 0)
  for (const copy of copies) copy.kill('SIGTERM')
  const ends = await Promise.all(copies.map(({ ended }) => ended))
  expect(ends.map(({ code }) => code)).toEqual([0, 0])
  expect(papers.messages).toHaveLength(1)
  expect(JSON.stringify(papers.messages[0]?.blocks)).toContain('Why today:')
  expect(slack.refused).toEqual([])
}, 60_000)
