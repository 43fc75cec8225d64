/** People ask for what a note is about by the paper that it goes back to. */
import { describe, expect, test } from 'vitest'
import { asked } from '../support/asked.ts'

function noteOn(paper: string, authors: string, claim: string): string {
  return `---\nclaim: ${claim}\nsources:\n  - title: "${paper}"\n    authors: ${authors}\n---\n\n${claim}\n`
}

const NOTES = {
  'sleep.md': noteOn(
    'Counting Sheep: A Field Study of Herding and Rest',
    'Halloran & Brandt',
    'Shepherds who count their flock at dusk fall asleep sooner.',
  ),
  'wool.md': noteOn('The Price of Wool', 'Okafor et al.', 'Rain in May makes fleeces heavier in June.'),
}

describe('what is asked by a source of a note', () => {
  test.each([
    ['sleep', 'Counting Sheep: A Field Study of Herding and Rest', 'the whole title'],
    ['sleep', 'what did Counting Sheep find?', 'the title up to its colon'],
    ['wool', 'the price of wool', 'no word of the note itself'],
    ['wool', 'what does Okafor argue?', 'who wrote it'],
    ['sleep', 'Halloran and Brandt', 'both who wrote it'],
  ])('is answered from %s by "%s": %s', async (id, question) => {
    const explanation = await asked(NOTES, question)
    expect(explanation).toMatchObject({ type: 'found', sources: [{ note: { id } }] })
  })

  test('is a miss where a title is said in part', async () => {
    expect(await asked(NOTES, 'what is the price of barley?')).toMatchObject({ type: 'miss' })
  })

  test('is found in a large library whose notes all have the words of the title', async () => {
    const others = Array.from({ length: 80 }, (_, i) => [
      `price-${i}.md`,
      `# Price ${i}\n\nThe price of wool, again the price of wool, and the wool's price in week ${i}.\n`,
    ])
    const explanation = await asked({ ...Object.fromEntries(others), ...NOTES }, 'The Price of Wool')
    expect(explanation).toMatchObject({ type: 'found', sources: [{ note: { id: 'wool' } }] })
  })
})
