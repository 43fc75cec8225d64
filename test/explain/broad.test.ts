import { describe, expect, test } from 'vitest'
import { createBot } from '../../src/core/bot.ts'
import { explain } from '../../src/core/explain/explain.ts'
import { MOST_SHOWN } from '../../src/core/explain/more-sources.ts'
import { index, library } from '../support/sample-library.ts'
import { found } from '../support/asked.ts'

/** The words of the question, far from each other. */
const SAID =
  'Old basins were dug where water is calm. Calm water drops whatever it carries, and nobody looks below the keels. Harbours grow shallow that way in one generation, sometimes in two. Barges must then be loaded less or wait for spring tides. What they fill with is mud, gravel, shells and mostly silt.'

/** Eight notes that say each a part of why harbours silt up; two more say it in words of their own. */
function harbours(join: (target: string) => string): Readonly<Record<string, string>> {
  const causes = ['Rivers', 'Tides', 'Dredgers', 'Piers', 'Storms', 'Ships', 'Locks', 'Marshes']
  const files = causes.map((cause, i): [string, string] => [
    `${cause}.md`,
    `# ${cause}\n\n${SAID} ${cause} are one reason.\n\n${i < 6 ? join('Sediment') : join('Coast')}\n`,
  ])
  return {
    ...Object.fromEntries(files),
    'Sediment.md': '# Sediment\n\nFine grains settle wherever water slows down.\n',
    'Coast.md': '# Coast\n\nBars of sand wander along the shore.\n',
    'Bread.md': '# Bread\n\nDough rises in a warm place.\n',
  }
}
const asks = 'why do old harbours fill with silt?'
const files = { ...harbours((target) => `See [[${target}]].`) }

function names(explanation: Awaited<ReturnType<typeof found>>): readonly string[] {
  return explanation.sources.map(({ note }) => note.id)
}

describe('a broad question', () => {
  test('also cites what the notes that were found link to, though it has none of the words', async () => {
    expect(names(await found(files, asks))).toEqual(expect.arrayContaining(['Sediment', 'Coast']))
  })

  test('cites what they relate to, by a reason or without one', async () => {
    const related = harbours(
      (target) => `## Related\n\n- extends:: [[${target}]] — It says where silt comes from.`,
    )
    expect(names(await found(related, asks))).toContain('Sediment')
  })

  test('leaves out what nothing leads to', async () => {
    expect(names(await found(files, asks))).not.toContain('Bread')
  })

  test('shows as many sources as fit, and leads to the rest by a step', async () => {
    const explanation = await found(files, asks)
    const rest = explanation.sources.slice(MOST_SHOWN).map(({ note }) => note)
    expect(rest.length).toBeGreaterThan(0)
    expect(explanation.steps.at(-1)).toEqual({ type: 'sources', notes: rest.map(({ id }) => id) })
  })

  test('leads to further objections and to further sources, where it has both', () => {
    const lines = [...library.notes.values()].filter(({ kind }) => kind === 'line')
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      const explanation = explain(line.title, { library, index })
      if (explanation.type === 'miss') throw new Error(`"${line.title}" is a miss.`)
      expect(explanation.moreObjections).toBeGreaterThan(0)
      expect(explanation.steps.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['objections', 'sources']),
      )
    }
  })

  test('cites a dozen notes at most', () => {
    const explanation = explain('when does RL go beyond the base model?', { library, index })
    expect(explanation.type === 'found' && explanation.sources.length).toBeLessThanOrEqual(12)
  })
})

describe('a question that few notes answer', () => {
  test('stays with them, whatever they link to', async () => {
    const explanation = await found(files, 'do rivers fill harbours?')
    expect(names(explanation)).not.toContain('Sediment')
    expect(explanation.steps.map(({ type }) => type)).not.toContain('sources')
  })
})

test('the step shows the sources with their claims, each to be opened', () => {
  const notes = [...library.notes.values()].slice(0, 2)
  const bot = createBot({ library, index, notesUrl: null, random: () => 0 })
  const { answer } = bot.walk({ type: 'sources', notes: notes.map(({ id }) => id) })
  expect(answer.steps.map(({ step }) => step)).toEqual(notes.map(({ id }) => ({ type: 'open', note: id })))
  expect(JSON.stringify(answer)).toContain(notes[1]?.claim?.text)
})
