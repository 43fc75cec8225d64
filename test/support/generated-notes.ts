/** Made-up notes in any number, for measuring and for property tests: the same seed gives the same notes. */

const SUBJECTS = [
  'the scheduler',
  'a small model',
  'the reward',
  'the sampler',
  'each layer',
  'the cache',
  'the policy',
]
const VERBS = ['narrows', 'widens', 'repeats', 'forgets', 'predicts', 'delays', 'balances', 'hides']
const OBJECTS = [
  'the search',
  'its own errors',
  'rare answers',
  'the budget',
  'long chains',
  'the border',
  'old habits',
]
const CIRCUMSTANCES = [
  'under load',
  'at large k',
  'in two runs of three',
  'for unseen tasks',
  'once data is scarce',
]
const KINDS = ['supports', 'challenges', 'extends', 'qualifies', 'contrasts', 'example-of', 'related']

/** Numbers from 0 to below 1 that depend on the seed alone (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function name(i: number): string {
  return `note-${i}`
}

/** Files by name: `count` notes of about `sentences` sentences, each with some links and relations. */
export function generatedNotes(count: number, sentences: number, seed = 1): Readonly<Record<string, string>> {
  const random = seededRandom(seed)
  const pick = <T>(values: readonly T[]): T => {
    const value = values[Math.floor(random() * values.length)]
    if (value === undefined) throw new Error('There is nothing to pick from.')
    return value
  }
  const sentence = (i: number): string => {
    const words = `${pick(SUBJECTS)} ${pick(VERBS)} ${pick(OBJECTS)} ${pick(CIRCUMSTANCES)}, case ${i % 997}`
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
  }
  const files: Record<string, string> = {}
  for (let i = 0; i < count; i++) {
    const other = (): string => name(Math.floor(random() * count))
    const body = Array.from({ length: sentences }, (_, s) =>
      s % 6 === 5 ? `${sentence(i + s)} See [[${other()}]].\n\n## Part ${s}\n` : sentence(i * 31 + s),
    ).join(' ')
    const relations = Array.from({ length: 3 }, () => `- ${pick(KINDS)}:: [[${other()}]] — ${sentence(i)}`)
    files[`${name(i)}.md`] = [
      '---',
      `title: Why does ${pick(SUBJECTS)} change ${pick(OBJECTS)} in case ${i}?`,
      `claim: ${sentence(i)}`,
      `topics: [${pick(['training', 'search', 'limits'])}, case-${i % 50}]`,
      '---',
      '',
      body,
      '',
      '## Related',
      '',
      ...relations,
      '',
    ].join('\n')
  }
  return files
}
