import { describe, expect, test } from 'vitest'
import { fitsKind } from '../../src/core/explain/answer-kinds.ts'
import { found, quoted } from '../support/asked.ts'

describe('a question for a kind of thing', () => {
  test.each([
    ['how many keepers lived on the rock?', 'Four keepers lived there.', 1],
    ['how many keepers lived on the rock?', 'Keepers lived on the rock for years.', -1],
    ['when was the lamp lit?', 'The lamp was first lit in March.', 1],
    ['when was the lamp lit in 1811?', 'The lamp of 1811 was lit by hand.', -1],
    ['who built the tower?', 'The tower was built by Robert Stevenson.', 1],
    ['who built the tower?', 'The tower was built by masons.', -1],
    ['why does the lamp turn?', 'It turns so that ships can tell it from others.', 0],
  ])('%s is answered by "%s" to %d', (question, text, fits) => {
    expect(fitsKind(text, question)).toBe(fits)
  })

  test('is led by the sentence that has one, of two that say its words', async () => {
    const files = {
      'tower.md':
        '# Tower\n\nMasons built the tower from granite in four summers.\n\nRobert Stevenson built the tower from his own drawings.\n',
    }
    const explanation = await found(files, 'who built the tower?')
    expect(explanation.lead.map((quote) => quoted(explanation, quote))).toEqual([
      ['tower', 'Robert Stevenson built the tower from his own drawings.'],
    ])
  })
})

describe('where notes state no claim', () => {
  test('what carries the lead may stand in the same note', async () => {
    const files = {
      'lamp.md':
        '# Lamp\n\nThe lamp of the lighthouse turns on a bath of mercury.\n\nIts lamp was turned by a falling weight, which the keepers wound up each hour.\n\nGulls nest below.\n',
      'coal.md': '# Coal\n\nCoal came by boat.\n',
    }
    const explanation = await found(files, 'what does the lamp of the lighthouse turn on?')
    expect(explanation.because.map((quote) => quoted(explanation, quote)[0])).toContain('lamp')
  })
})
