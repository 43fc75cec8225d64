import { describe, expect, test } from 'vitest'
import { explain } from '../../src/core/explain/explain.ts'
import { index, library } from '../support/sample-library.ts'
import { ANSWERED, MISSED } from './questions.ts'

/** Slugs of the notes that an explanation cites, in order; none for a miss. */
function citedFor(question: string): readonly string[] {
  const explanation = explain(question, { library, index })
  if (explanation.type === 'miss') return []
  return explanation.sources.map(({ note }) => note.id.slice(note.id.lastIndexOf('/') + 1))
}

describe('questions that the sample library answers', () => {
  test.each(ANSWERED)('$question cites $cites: $because', ({ question, cites }) => {
    expect(citedFor(question)).toEqual(expect.arrayContaining([...cites]))
  })

  test.each(ANSWERED.filter(({ leads }) => leads !== undefined))(
    '$question is led by $leads: $because',
    ({ question, leads }) => {
      expect(citedFor(question)[0]).toBe(leads)
    },
  )

  test.each(ANSWERED)('$question is cited within a dozen sources', ({ question }) => {
    expect(new Set(citedFor(question)).size).toBeLessThanOrEqual(12)
  })
})

describe('questions that it does not answer', () => {
  test.each(MISSED)('%s is a miss that cites nothing', (question) => {
    expect(explain(question, { library, index })).toMatchObject({ type: 'miss' })
  })
})
