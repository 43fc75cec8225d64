/** Modals, Home tabs, menus and shortcuts, with the real Bolt app on the other side. */
import type { InputBlock, ModalView, PlainTextElement } from '@slack/types'
import { WebAPIPlatformError } from '@slack/web-api'
import { expect, test } from 'vitest'
import type { SlackPeer } from '../slack.ts'
import { peer, socketApp } from './bolt.ts'

const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text })
const input = (label: string): InputBlock => ({
  type: 'input',
  block_id: label,
  label: plain(label),
  element: { type: 'plain_text_input', action_id: `${label}-text`, max_length: 20 },
})
const form: ModalView = {
  type: 'modal',
  callback_id: 'ask',
  title: plain('Ask'),
  submit: plain('Ask'),
  blocks: [
    input('question'),
    {
      type: 'input',
      block_id: 'note',
      optional: true,
      label: plain('Note'),
      element: { type: 'external_select', action_id: 'note-choice', min_query_length: 2 },
    },
  ],
}

/** Opens the form for a command, answers suggestions, and refuses questions without a question mark. */
async function asking(slack: SlackPeer, submitted: unknown[], failed: unknown[] = []): Promise<void> {
  await socketApp(slack, (app) => {
    app.command('/ask', async ({ ack, client, body, command }) => {
      await ack()
      if (command.text === 'late') slack.advance(4000)
      const open = (): Promise<unknown> => client.views.open({ trigger_id: body.trigger_id, view: form })
      try {
        await open()
        if (command.text === 'twice') await open()
      } catch (error) {
        failed.push(error instanceof WebAPIPlatformError ? error.data.error : error)
      }
    })
    app.options('note-choice', async ({ ack, options }) => {
      await ack({ options: [{ text: plain(`About ${options.value}`), value: 'n1' }] })
    })
    app.view('ask', async ({ ack, view }) => {
      const question = view.state.values['question']?.['question-text']?.value ?? ''
      if (!question.endsWith('?')) return ack({ response_action: 'errors', errors: { question: 'Ask.' } })
      submitted.push(view.state.values)
      return ack()
    })
  })
}

test('a form is opened, filled in, refused, and submitted', async () => {
  const slack = await peer()
  const submitted: unknown[] = []
  await asking(slack, submitted)
  const anna = slack.person('Anna')
  anna.types(slack.channel('papers'), '/ask')
  await slack.until(() => slack.viewsOf(anna).length === 1)
  const [view] = slack.viewsOf(anna)
  if (view === undefined) throw new Error('No form is open.')
  expect(() => anna.submits(view)).toThrow('has to be filled in')
  expect(await anna.suggests(view, 'note-choice', 'r')).toEqual([])
  expect(await anna.suggests(view, 'note-choice', 'rlvr')).toEqual(['About rlvr'])
  await anna.submits(view, { question: 'No question', Note: 'About rlvr' }).acked()
  expect(view.errors).toEqual({ question: 'Ask.' })
  await anna.submits(view, { question: 'A question?' }).acked()
  expect(slack.viewsOf(anna)).toEqual([])
  expect(submitted).toMatchObject([
    {
      question: { 'question-text': { value: 'A question?' } },
      note: { 'note-choice': { selected_option: { value: 'n1' } } },
    },
  ])
})

test('a trigger is good once, and for three seconds', async () => {
  const slack = await peer()
  const failed: unknown[] = []
  await asking(slack, [], failed)
  const papers = slack.channel('papers')
  const anna = slack.person('Anna')
  anna.types(papers, '/ask twice')
  await slack.until(() => failed.length === 1)
  anna.types(papers, '/ask late')
  await slack.until(() => failed.length === 2)
  expect(failed).toEqual(['exchanged_trigger_id', 'expired_trigger_id'])
})

test('a Home tab is published for one person, and its menu acts', async () => {
  const slack = await peer()
  const chosen: string[] = []
  const menu = {
    type: 'static_select',
    action_id: 'pick',
    options: [{ text: plain('Daily note'), value: 'daily' }],
  } as const
  await socketApp(slack, (app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      const blocks = [{ type: 'section', text: plain('Welcome.'), accessory: menu }] as const
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [...blocks] } })
    })
    app.action({ type: 'block_actions', action_id: 'pick' }, async ({ ack, action }) => {
      await ack()
      chosen.push(action.type === 'static_select' ? action.selected_option.value : action.type)
    })
  })
  const anna = slack.person('Anna')
  expect(slack.homeOf(anna)).toBeNull()
  anna.opensHome()
  await slack.until(() => slack.homeOf(anna) !== null)
  const home = slack.homeOf(anna)
  if (home === null) throw new Error('There is no Home.')
  await anna.chooses(home, 'Daily note').acked()
  expect(chosen).toEqual(['daily'])
  expect(slack.homeOf(slack.person('Ben'))).toBeNull()
})

test('a view is changed only by those who know its latest state', async () => {
  const slack = await peer()
  const errors: unknown[] = []
  await socketApp(slack, (app) => {
    app.command('/ask', async ({ ack, client, body }) => {
      await ack()
      const { view } = await client.views.open({ trigger_id: body.trigger_id, view: form })
      const [id, hash] = [view?.id ?? '', view?.hash ?? '']
      await client.views.update({ view_id: id, hash, view: { ...form, title: plain('Again') } })
      for (const change of [{ view_id: id, hash }, { view_id: 'V404' }]) {
        await client.views.update({ ...change, view: form }).catch((error: unknown) => {
          errors.push(error instanceof WebAPIPlatformError ? error.data.error : error)
        })
      }
    })
  })
  const anna = slack.person('Anna')
  anna.types(slack.channel('papers'), '/ask')
  await slack.until(() => errors.length === 2)
  expect(errors).toEqual(['hash_conflict', 'not_found'])
  expect(slack.viewsOf(anna).map(({ title }) => title)).toEqual(['Again'])
})

test('a shortcut brings the message that it was used on', async () => {
  const slack = await peer()
  const seen: unknown[] = []
  await socketApp(slack, (app) => {
    app.shortcut(
      { callback_id: 'explain_message', type: 'message_action' },
      async ({ ack, shortcut, respond }) => {
        await ack()
        seen.push(shortcut.message.text)
        await respond({ text: 'An answer.' })
      },
    )
  })
  const papers = slack.channel('papers')
  const [anna, ben] = [slack.person('Anna'), slack.person('Ben')]
  const used = anna.usesShortcutOn(ben.says(papers, 'What about <this> & that?'), 'explain_message')
  await slack.until(() => used.messages.length === 1)
  expect(seen).toEqual(['What about &lt;this&gt; &amp; that?'])
  expect(anna.sees(papers)).toHaveLength(2)
  expect(ben.sees(papers)).toHaveLength(1)
})
