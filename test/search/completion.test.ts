import { describe, expect, test, vi } from 'vitest'
import { Completion } from '../../src/core/search/completion.ts'
import { libraryOf } from '../support/library-of.ts'

const note = (title: string, ...aliases: readonly string[]): string =>
  `---\ntitle: ${title}\naliases: [${aliases.join(', ')}]\n---\nText.\n`

const NOTES = {
  'a.md': note('How is compost made?', 'rotting heap'),
  'b.md': note('Why does the compost heap steam?', 'COH'),
  'c.md': note('Comment entraîner un modèle ?'),
  'd.md': note('强化学习是否扩大了范围？'),
  'e.md': note('ហេតុអ្វីបានជាទូកដរឆ្លងយឺត?'),
  'f.md': note('緑茶のお湯は何度がよいか？'),
}

async function like(typed: string): Promise<readonly string[]> {
  return new Completion(await libraryOf(NOTES)).like(typed, 10).map(({ name }) => name)
}

describe('what is typed is completed', () => {
  test('by the names that begin so, then by those with such a word', async () => {
    expect(await like('com')).toEqual([
      'Comment entraîner un modèle ?',
      'How is compost made?',
      'Why does the compost heap steam?',
    ])
  })

  test('by the title of an alias that was typed whole', async () => {
    expect((await like('coh'))[0]).toBe('Why does the compost heap steam?')
  })

  test('by names that have all of the words, in any order', async () => {
    expect(await like('heap comp')).toEqual(['Why does the compost heap steam?'])
  })

  test.each([
    ['modele', 'Comment entraîner un modèle ?'],
    ['comment entrainer', 'Comment entraîner un modèle ?'],
    ['学习', '强化学习是否扩大了范围？'],
    ['ទូក', 'ហេតុអ្វីបានជាទូកដរឆ្លងយឺត?'],
    ['お湯', '緑茶のお湯は何度がよいか？'],
  ])('in any script, and without accents: %s', async (typed, title) => {
    expect(await like(typed)).toEqual([title])
  })

  test('by nearly such words where none begins so', async () => {
    expect(await like('commpost')).toEqual(['How is compost made?', 'Why does the compost heap steam?'])
  })

  test('by nothing where nothing is near', async () => {
    expect(await like('zeppelin')).toEqual([])
  })
})

test('no more are offered than are wanted', async () => {
  expect(new Completion(await libraryOf(NOTES)).like('co', 2)).toHaveLength(2)
})

test('among many names those that begin so are there at once, the others soon', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 1200 }, (_, i) => [`n${i}.md`, note(`Number ${i} is a boat`)]),
  )
  const completion = new Completion(await libraryOf(many))
  expect(completion.like('number 7', 5)).toHaveLength(5)
  await vi.waitFor(() =>
    expect(completion.like('boat 77', 5)).toContainEqual(
      expect.objectContaining({ name: 'Number 77 is a boat', note: 'n77' }),
    ),
  )
})
