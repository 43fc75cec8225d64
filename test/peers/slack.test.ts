/** The Slack peer itself, with the real Bolt app on the other side. */
import type { App } from '@slack/bolt'
import { expect, test } from 'vitest'
import { httpApp, peer, rawSocket, socketApp } from './slack/bolt.ts'

const line = { type: 'section', text: { type: 'mrkdwn', text: 'A line.', verbatim: true } } as const

/** The status that a response address answers with. */
async function answer(url: string, body: object = { text: 'An answer.' }): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  return (await fetch(url, { method: 'POST', body: JSON.stringify(body), headers })).status
}

/** Acknowledges and answers the person with what they typed. */
function echo(app: App): void {
  app.command(/.*/, async ({ ack, respond, command }) => {
    await ack()
    await respond({ text: `You typed: ${command.text}` })
  })
}

test.for([
  ['Socket Mode', socketApp],
  ['signed HTTP', httpApp],
] as const)('over %s a command is acknowledged and answered to the person alone', async ([, start]) => {
  const slack = await peer()
  await start(slack, echo)
  const papers = slack.channel('papers')
  const anna = slack.person('Anna')
  const ben = slack.person('Ben')
  const asked = anna.types(papers, '/explain rlvr  ceiling')
  expect(await asked.acked()).toEqual({})
  await slack.until(() => asked.messages.length === 1)
  expect(anna.sees(papers).map(({ text }) => text)).toEqual(['You typed: rlvr  ceiling'])
  expect(ben.sees(papers)).toEqual([])
  expect(slack.refused).toEqual([])
})

test('a command that is answered in the channel is seen by everybody, and needs no membership', async () => {
  const slack = await peer()
  await socketApp(slack, (app) => {
    app.command('/random-note', async ({ ack }) => {
      await ack({ response_type: 'in_channel', text: 'A note.', blocks: [line] })
    })
  })
  const papers = slack.channel('papers')
  const asked = slack.person('Anna').types(papers, '/random-note')
  await asked.acked()
  expect(papers.messages.map(({ text }) => text)).toEqual(['A note.'])
  expect(asked.isPublished).toBe(true)
})

test('nobody acknowledges: the person sees an error, and nothing is repeated', async () => {
  const slack = await peer({ ackDeadline: 50 })
  await socketApp(slack, () => undefined)
  const asked = slack.person('Anna').types(slack.channel('papers'), '/explain')
  await expect(asked.acked()).rejects.toThrow('timeout')
  expect(asked.timedOut).toBe(true)
  expect(asked.delivery.attempts).toBe(1)
})

test('nobody is connected: a command fails at once', async () => {
  const slack = await peer()
  const asked = slack.person('Anna').types(slack.channel('papers'), '/explain')
  await expect(asked.acked()).rejects.toThrow('no_connection')
})

test('a mention in a channel comes as two events with ids of their own', async () => {
  const slack = await peer()
  const seen: string[] = []
  const ids: string[] = []
  await socketApp(slack, (app) => {
    app.event(/^(message|app_mention)$/, async ({ event, body }) => {
      seen.push(event.type)
      ids.push(body.event_id)
      await Promise.resolve()
    })
  })
  const papers = slack.channel('papers', { bot: true })
  const anna = slack.person('Anna')
  anna.says(papers, 'what is the ceiling?', { mentionsBot: true })
  anna.says(papers, 'nothing for you')
  await slack.until(() => seen.length === 3)
  expect(seen.toSorted()).toEqual(['app_mention', 'message', 'message'])
  expect(new Set(ids).size).toBe(3)
})

test('the bot hears nothing in a channel that it is not in', async () => {
  const slack = await peer()
  const message = slack.person('Anna').says(slack.channel('papers'), 'hello', { mentionsBot: true })
  expect(message.deliveries).toEqual([])
})

test('a reply says which message it is under and whose that is', async () => {
  const slack = await peer()
  const papers = slack.channel('papers', { bot: true })
  const anna = slack.person('Anna')
  const parent = anna.says(papers, 'a question')
  const reply = anna.says(papers, 'more on that', { thread: parent })
  const event = reply.deliveries[0]?.payload['event']
  expect(event).toMatchObject({ thread_ts: parent.ts, parent_user_id: anna.id, channel_type: 'channel' })
  expect(parent.replies).toEqual([reply])
  expect(papers.messages).toEqual([parent])
})

test.for([
  ['Socket Mode', socketApp],
  ['signed HTTP', httpApp],
] as const)(
  'over %s an event that is repeated has the same id and says that it is a repetition',
  async ([, start]) => {
    const slack = await peer()
    const seen: (readonly [id: unknown, retry: unknown, reason: unknown])[] = []
    await start(slack, (app) => {
      app.event('message', async ({ body, context }) => {
        seen.push([body.event_id, context.retryNum, context.retryReason])
        await Promise.resolve()
      })
    })
    const message = slack.person('Anna').says(slack.channel('papers', { bot: true }), 'hello')
    const [delivery] = message.deliveries
    await slack.until(() => seen.length === 1)
    await delivery?.redeliver()
    await slack.until(() => seen.length === 2)
    expect(seen[1]?.[0]).toBe(seen[0]?.[0])
    expect(seen[1]?.[1]).toBe(1)
    expect(seen[1]?.[2]).toMatch(/timeout$/)
  },
)

test('an event whose acknowledgement does not come in time is sent again, on any connection', async () => {
  const slack = await peer({ ackDeadline: 50, retryDelays: [0, 1, 1] })
  const envelopes: unknown[] = []
  await rawSocket(slack, (envelope) => {
    envelopes.push([envelope['retry_attempt'], envelope['retry_reason']])
    return envelope['retry_attempt'] === 2
  })
  const message = slack.person('Anna').says(slack.channel('papers', { bot: true }), 'hello')
  await message.deliveries[0]?.acked()
  expect(envelopes).toEqual([
    [0, ''],
    [1, 'timeout'],
    [2, 'timeout'],
  ])
})

test('an event that nobody takes is given up after three repetitions', async () => {
  const slack = await peer({ retryDelays: [0, 1, 1] })
  const message = slack.person('Anna').says(slack.channel('papers', { bot: true }), 'hello')
  const [delivery] = message.deliveries
  await expect(delivery?.acked()).rejects.toThrow('no_connection')
  expect(delivery?.attempts).toBe(4)
})

test('a request that is signed with another secret, or long ago, is refused by Bolt', async () => {
  const slack = await peer()
  const seen: string[] = []
  await httpApp(slack, (app) => {
    app.command('/explain', async ({ ack, command }) => {
      seen.push(command.text)
      await ack()
    })
  })
  const papers = slack.channel('papers')
  const anna = slack.person('Anna')
  slack.http.next = { secret: 'guessed' }
  await expect(anna.types(papers, '/explain one').acked()).rejects.toThrow('401')
  slack.http.next = { secondsOff: -600 }
  await expect(anna.types(papers, '/explain two').acked()).rejects.toThrow('401')
  await anna.types(papers, '/explain three').acked()
  expect(seen).toEqual(['three'])
})

test('the address of an app is verified, and checked for its certificate', async () => {
  const slack = await peer()
  await httpApp(slack, () => undefined)
  expect(await slack.http.verifiesUrl()).toBe(true)
  expect(await slack.http.checksSsl()).toBe(200)
})

test('a response address is good five times, for half an hour', async () => {
  const slack = await peer()
  await socketApp(slack, (app) => {
    app.command('/explain', async ({ ack }) => ack())
  })
  const papers = slack.channel('papers')
  const asked = slack.person('Anna').types(papers, '/explain')
  for (let i = 0; i < 5; i++) expect(await answer(asked.responseUrl)).toBe(200)
  expect(await answer(asked.responseUrl)).toBe(404)
  const later = slack.person('Ben').types(papers, '/explain')
  slack.advance(31 * 60_000)
  expect(await answer(later.responseUrl)).toBe(404)
  expect(slack.refused.map(({ error }) => error)).toEqual(['used_url', 'expired_url'])
})

test('an answer is checked like any other message, also one that is acknowledged with', async () => {
  const slack = await peer()
  const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }]
  await socketApp(slack, (app) => {
    app.command('/explain', async ({ ack }) => ack({ text: 'Too long.', blocks }))
  })
  const papers = slack.channel('papers')
  const asked = slack.person('Anna').types(papers, '/explain')
  await asked.acked()
  expect(await answer(asked.responseUrl, { text: 'Too long.', blocks })).toBe(400)
  expect(await answer(asked.responseUrl, { text: '' })).toBe(400)
  slack.failNext({ method: 'response_url', status: 500 })
  expect(await answer(asked.responseUrl)).toBe(500)
  expect(slack.refused.map(({ method, error }) => `${method} ${error}`)).toEqual([
    'ack invalid_blocks',
    'response_url invalid_blocks',
    'response_url no_text',
  ])
  expect(papers.everything).toEqual([])
})

test('a button acts on the message that it is in, also on one that only one person sees', async () => {
  const slack = await peer()
  const said = { text: 'Shall I go on?' }
  const actions = {
    type: 'actions',
    elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go on' }, action_id: 'on', value: 'v1' }],
  } as const
  await socketApp(slack, (app) => {
    app.command('/explain', async ({ ack, respond }) => {
      await ack()
      await respond({ ...said, blocks: [actions] })
    })
    app.action('on', async ({ ack, respond, body }) => {
      await ack()
      await respond({ replace_original: true, text: `Pressed by ${body.user.id}`, blocks: [] })
    })
  })
  const papers = slack.channel('papers')
  const anna = slack.person('Anna')
  const asked = anna.types(papers, '/explain')
  await slack.until(() => asked.messages.length === 1)
  const [question] = anna.sees(papers)
  if (question === undefined) throw new Error('There is no question.')
  const pressed = anna.presses(question, 'Go on')
  await slack.until(() => question.edits === 1)
  expect(question.text).toBe(`Pressed by ${anna.id}`)
  expect(slack.warnings).toEqual([])
  expect(pressed.delivery.payload).not.toHaveProperty('message')
  expect(() => slack.person('Ben').presses(question, 'Go on')).toThrow('no button')
})

test('both connections of an app get their share, and one that is asked to go comes back', async () => {
  const slack = await peer()
  const seen: string[] = []
  for (const name of ['one', 'two']) {
    await socketApp(slack, (app) => {
      app.command('/explain', async ({ ack }) => {
        seen.push(name)
        await ack()
      })
    })
  }
  const papers = slack.channel('papers')
  const anna = slack.person('Anna')
  await anna.types(papers, '/explain').acked()
  await anna.types(papers, '/explain').acked()
  expect(seen).toEqual(['one', 'two'])
  slack.disconnect('refresh_requested')
  await slack.until(() => slack.connections === 0)
  await slack.connected(2)
  await anna.types(papers, '/explain').acked()
  expect(seen).toHaveLength(3)
})

test('a connection that breaks is opened again', async () => {
  const slack = await peer()
  await socketApp(slack, echo)
  slack.drop()
  await slack.until(() => slack.connections === 0)
  await slack.connected()
  const asked = slack.person('Anna').types(slack.channel('papers'), '/explain')
  await expect(asked.acked()).resolves.toEqual({})
})

test('the bot hears of its own messages, of changes and of other bots, and Bolt hides the first from it', async () => {
  const slack = await peer()
  const seen: unknown[] = []
  await socketApp(slack, (app) => {
    app.command('/random-note', async ({ ack, say }) => {
      await ack()
      await say('A note.')
    })
    app.event('message', async ({ event }) => {
      seen.push(event.subtype ?? ('bot_id' in event ? event.bot_id : event.user))
      await Promise.resolve()
    })
  })
  const papers = slack.channel('papers', { bot: true })
  const anna = slack.person('Anna')
  await anna.types(papers, '/random-note').acked()
  await slack.until(() => papers.messages.length === 1)
  const said = anna.says(papers, 'hello')
  anna.edits(said, 'hello there')
  anna.deletes(said)
  slack.otherBot('Deploy').says(papers, 'Deployed.')
  await slack.until(() => seen.length === 4)
  expect(seen).toEqual([anna.id, 'message_changed', 'message_deleted', expect.stringMatching(/^B/)])
})

test('the bot is told when it is invited', async () => {
  const slack = await peer()
  const joined: unknown[] = []
  await socketApp(slack, (app) => {
    app.event('member_joined_channel', async ({ event, context }) => {
      joined.push(event.user === context.botUserId ? event.inviter : null)
      await Promise.resolve()
    })
  })
  const papers = slack.channel('papers')
  const anna = slack.person('Anna')
  slack.inviteBot(papers, anna)
  await slack.until(() => joined.length === 1)
  expect(joined).toEqual([anna.id])
})
