/** A walk from note to note: steps, the way back, the path, both sides. */
import { describe, expect, test } from 'vitest'
import { NOWHERE, type Standing } from '../../src/core/walks/standing.ts'
import { chatBot } from '../support/chat-bot.ts'
import { COAST } from '../support/coast.ts'
import { ben, inHarbour, labelsOf, platformOf, saidIn, stepTo, threadUnder, titleOf } from './shown.ts'

const coast = () => chatBot(COAST)
const refuse = () => Promise.reject(new Error('The channel is closed.'))

describe('a step', () => {
  test('opens with the relation as a sentence and its reason, then says what its note claims', async () => {
    const { asks, steps } = platformOf(await coast())
    const radio = await steps(await asks('why is the beacon lit?'), 'Is radio enough?')
    expect(radio.answer.blocks[0]?.type).toBe('arrival')
    expect(saidIn(radio, 'arrival')).toBe(
      'Is radio enough? challenges Why is the beacon lit?, because: Ships with radio keep off the reef without a beacon, so it may not hold. [1]',
    )
    expect(saidIn(radio, 'lead')).toContain('Ships with radio keep off the reef without a beacon.')
  })

  test('after step never leads to a note that was shown', async () => {
    const { asks, steps, shown } = platformOf(await coast())
    let at = await asks('why is the beacon lit?')
    for (let i = 0; i < 6; i += 1) at = await steps(at, 'Challenged by')
    expect(shown.map(titleOf)).toEqual([
      'why is the beacon lit?',
      'Is radio enough?',
      'Does radio last through a storm?',
      'Can batteries bridge an outage?',
      'What does frost do to batteries?',
      'Does a cellar keep batteries warm?',
      'Do cellars on the coast stay dry?',
    ])
    // It contrasts with the beacon and challenges the cellar: both were shown.
    expect(labelsOf(at)).toEqual(['Back', 'Recap'])
  })

  test('shows the path to it, cut in the middle when it is long', async () => {
    const { asks, steps } = platformOf(await coast())
    const first = await asks('the old light')
    expect(saidIn(first, 'aside')).toBe('')
    const second = await steps(first, 'Challenged by')
    expect(saidIn(second, 'aside')).toBe('the old light → challenged by → Is radio enough?')
    const fourth = await steps(await steps(second, 'Challenged by'), 'Challenged by')
    expect(saidIn(fourth, 'aside')).toBe(
      'the old light → … → challenged by → Does radio last through a storm? → challenged by → Can batteries bridge an outage?',
    )
  })

  test('that was taken leads to what it made, whoever takes it again', async () => {
    const { asks, steps, presses, shown } = platformOf(await coast())
    const first = await asks('why is the beacon lit?')
    const radio = await steps(first, 'Is radio enough?')
    expect(await presses(first, 'Is radio enough?', { ...inHarbour, by: ben })).toEqual({
      type: 'stands',
      link: `https://chat.example/${radio.id}`,
    })
    expect(shown).toHaveLength(2)
  })

  test('can be taken anew when what it made was deleted', async () => {
    const chat = await coast()
    const { asks, steps, presses } = platformOf(chat)
    const first = await asks('why is the beacon lit?')
    const radio = await steps(first, 'Is radio enough?')
    await chat.walks.drop(radio.id)
    expect(await presses(first, 'Is radio enough?')).toEqual({ type: 'shown' })
  })

  test('pressed by two people at once is taken once', async () => {
    const { asks, presses, shown } = platformOf(await coast())
    const first = await asks('why is the beacon lit?')
    const taken = await Promise.all(
      [inHarbour, { ...inHarbour, by: ben }].map((given) => presses(first, 'Is radio enough?', given)),
    )
    expect(taken.map(({ type }) => type)).toEqual(['shown', 'stands'])
    expect(shown).toHaveLength(2)
  })

  test('pressed with another at once waits for its turn', async () => {
    const chat = await coast()
    const { asks } = platformOf(chat)
    const first = await asks('why is the beacon lit?')
    const order: string[] = []
    const slowly = async (name: string, ms: number) => {
      order.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, ms))
      order.push(`${name} ends`)
      return { link: null, thread: null }
    }
    const step = (words: string) =>
      ({ type: 'step', answer: first.id, at: stepTo(first.answer, words) }) as const
    await Promise.all([
      chat.walks.step(step('Challenged by'), inHarbour, () => slowly('radio', 20)),
      chat.walks.step(step('Supported by'), inHarbour, () => slowly('flood', 0)),
    ])
    expect(order).toEqual(['radio begins', 'radio ends', 'flood begins', 'flood ends'])
  })

  test('that could not be shown can be taken again, and says all that it would have said', async () => {
    const chat = await coast()
    const { asks, steps } = platformOf(chat)
    const first = await asks('why is the beacon lit?')
    const step = { type: 'step', answer: first.id, at: stepTo(first.answer, 'Is radio enough?') } as const
    await expect(chat.walks.step(step, inHarbour, refuse)).rejects.toThrow('The channel is closed.')
    const again = await steps(first, 'Is radio enough?')
    const fresh = await coast()
    const other = platformOf(fresh)
    const expected = await other.steps(await other.asks('why is the beacon lit?'), 'Is radio enough?')
    expect(again.answer.blocks).toEqual(expected.answer.blocks)
  })

  test('of a private answer is private, and nobody else sees that it was taken', async () => {
    const { asks, steps, presses } = platformOf(await coast())
    const privately = { ...inHarbour, isPrivate: true }
    const first = await asks('why is the beacon lit?', privately)
    const radio = await steps(first, 'Is radio enough?', privately)
    expect(radio.isPrivate).toBe(true)
    expect(await presses(first, 'Is radio enough?', privately)).toEqual({ type: 'shown' })
  })

  test('that one person takes in private waits for no other', async () => {
    const chat = await coast()
    const { asks, steps } = platformOf(chat)
    const first = await asks('why is the beacon lit?')
    const { promise: shown, resolve: show } = Promise.withResolvers<Standing>()
    const step = { type: 'step', answer: first.id, at: stepTo(first.answer, 'Challenged by') } as const
    const slow = chat.walks.step(step, inHarbour, () => shown)
    const privately = { ...inHarbour, by: ben, isPrivate: true }
    expect((await steps(first, 'Challenged by', privately)).asker).toEqual(ben)
    show(NOWHERE)
    expect(await slow).toEqual({ type: 'shown' })
  })

  test('works after a reload that has taken the relation away', async () => {
    const chat = await coast()
    const { asks, steps } = platformOf(chat)
    const first = await asks('why is the beacon lit?')
    const radio = COAST['notes/radio.md']
    if (typeof radio !== 'string') throw new Error('There is no note on radio.')
    await chat.reload({ ...COAST, 'notes/radio.md': radio.replace(/- challenges.*\n/u, '') })
    const next = await steps(first, 'Is radio enough?')
    expect(saidIn(next, 'arrival')).toBe('')
    expect(saidIn(next, 'lead')).toContain('Ships with radio keep off the reef')
  })
})

describe('Back', () => {
  test('returns to the note before, where other steps are still open', async () => {
    const { asks, steps } = platformOf(await coast())
    const first = await asks('why is the beacon lit?')
    const back = await steps(await steps(first, 'Is radio enough?'), 'Back')
    expect(saidIn(back, 'lead')).toBe('The beacon keeps ships off the reef. [1]')
    expect(labelsOf(back)).toEqual(['Supported by: Do cellars on the coast stay dry?', 'Both sides'])
  })

  test('typed in the thread does the same', async () => {
    const { asks, steps, says } = platformOf(await coast())
    const first = await asks('why is the beacon lit?')
    await steps(first, 'Is radio enough?', { ...inHarbour, thread: threadUnder(first) })
    const back = await says(first, 'Back')
    expect(back && saidIn(back, 'lead')).toBe('The beacon keeps ships off the reef. [1]')
  })

  test('from the first note says that there is nothing before it', async () => {
    const { asks, says } = platformOf(await coast())
    const first = await asks('why is the beacon lit?')
    await expect(says(first, 'back')).rejects.toThrow('There is nothing to go back to.')
  })
})

describe('Recap', () => {
  test('lists the notes in the order in which they were reached, with relations and reasons', async () => {
    const { asks, steps, says } = platformOf(await coast())
    const first = await asks('the old light')
    const radio = await steps(first, 'Is radio enough?', { ...inHarbour, thread: threadUnder(first) })
    await steps(radio, 'Does radio last')
    const recap = await says(first, 'recap')
    expect(recap?.answer.blocks[0]).toMatchObject({ inlines: [{ text: 'The walk so far: 3 notes' }] })
    expect(recap && saidIn(recap, 'list')).toBe(
      [
        '“the old light”: Why is the beacon lit? [1]',
        'challenged by Is radio enough? [2] — Ships with radio keep off the reef without a beacon, so it may not hold. [2]',
        'challenged by Does radio last through a storm? [3] — In a storm the masts fall and the radio is silent, so it may not hold. [3]',
      ].join(''),
    )
  })

  test('says from where the walk went on after going back', async () => {
    const { asks, steps } = platformOf(await coast())
    const first = await asks('the old light')
    const radio = await steps(first, 'Is radio enough?')
    const storm = await steps(radio, 'Does radio last')
    const battery = await steps(await steps(storm, 'Back'), 'Can batteries')
    expect(saidIn(await steps(battery, 'Recap'), 'list')).toContain(
      'From Is radio enough?: supports Can batteries bridge an outage? [4]',
    )
  })

  test('names a note that was removed since', async () => {
    const chat = await coast()
    const { asks, steps } = platformOf(chat)
    const radio = await steps(await asks('the old light'), 'Is radio enough?')
    const { 'notes/beacon.md': _, ...others } = COAST
    await chat.reload(others)
    expect(saidIn(await steps(radio, 'Recap'), 'list')).toMatch(/^“the old light”: .*\(removed\)/u)
  })
})

test('Both sides lists what supports a note and what challenges it, each with its reason', async () => {
  const { asks, steps } = platformOf(await coast())
  const sides = await steps(await asks('why is the beacon lit?'), 'Both sides')
  expect(sides.answer.blocks.filter(({ type }) => type === 'quotes')).toMatchObject([
    { label: 'For', items: [[{ text: 'Supported by ' }, {}, { text: ' — A light needs no cellar. ' }, {}]] },
    { label: 'Against', items: [[{ text: 'Challenged by ' }, { title: 'Is radio enough?' }, {}, {}]] },
  ])
})

test('Both sides leads on to notes that were not shown yet, and to no others', async () => {
  const { asks, steps } = platformOf(await coast())
  const first = await asks('why is the beacon lit?')
  await steps(first, 'Is radio enough?')
  expect(labelsOf(await steps(first, 'Both sides'))).toEqual([
    'Supported by: Do cellars on the coast stay dry?',
  ])
})

test('every step that was shown works on another copy of the bot with the same store', async () => {
  const chat = await coast()
  const { asks, steps } = platformOf(chat)
  const first = await asks('why is the beacon lit?')
  const radio = await steps(first, 'Is radio enough?')
  const copy = platformOf(await chatBot(COAST, { store: chat.store, ids: 'copy' }))
  expect(titleOf(await copy.steps(radio, 'Does radio last'))).toBe('Does radio last through a storm?')
  expect(await copy.presses(first, 'Is radio enough?')).toMatchObject({ type: 'stands' })
})
