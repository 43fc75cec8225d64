/** Notes that can be walked for long: each challenges the one before, and the last leads back to the first. */
import type { Files } from './library-of.ts'

const CHAIN = [
  [
    'beacon',
    'Why is the beacon lit?',
    'the old light',
    'The beacon keeps ships off the reef.',
    'Keepers light it at dusk. A reef cannot be seen at night without it.',
  ],
  [
    'radio',
    'Is radio enough?',
    'radio',
    'Ships with radio keep off the reef without a beacon.',
    'Radio reaches far beyond the horizon. Fishing boats under ten metres seldom carry a set.',
  ],
  [
    'storm',
    'Does radio last through a storm?',
    'storm silence',
    'In a storm the masts fall and the radio is silent.',
    'Two of three masts fell in the great gale. Lightning did the rest.',
  ],
  [
    'battery',
    'Can batteries bridge an outage?',
    'batteries',
    'Batteries carry a radio for two days after the mains have failed.',
    'The lifeboat station kept talking on batteries alone.',
  ],
  [
    'frost',
    'What does frost do to batteries?',
    'frost',
    'Frost halves what a battery holds.',
    'At ten degrees below zero a full battery was empty after one night.',
  ],
  [
    'cellar',
    'Does a cellar keep batteries warm?',
    'the cellar',
    'In the cellar batteries stay above freezing all winter.',
    'The keeper measured it in three winters.',
  ],
  [
    'flood',
    'Do cellars on the coast stay dry?',
    'spring tide',
    'A spring tide floods every cellar on the coast.',
    'Water stood a metre high in the year of the gale.',
  ],
] as const

const EXTRA: Readonly<Record<string, readonly string[]>> = {
  beacon: ['- contrasts:: [[flood]] — A light stands high above the tide.'],
  radio: ['- supports:: [[battery]] — Whoever has a set looks after its batteries.'],
  flood: ['- supports:: [[beacon]] — A light needs no cellar.'],
}

export const COAST: Files = Object.fromEntries(
  CHAIN.map(([id, title, alias, claim, body], i) => {
    const before = CHAIN[i - 1]?.[0]
    const related = [
      ...(before === undefined
        ? []
        : [`- challenges:: [[${before}]] — ${claim.replace(/\.$/u, '')}, so it may not hold.`]),
      ...(EXTRA[id] ?? []),
    ]
    return [
      `notes/${id}.md`,
      `---\ntitle: ${title}\nclaim: ${claim}\naliases: [${alias}]\ntopics: [coast]\n---\n${body}\n\n## Related\n\n${related.join('\n')}\n`,
    ]
  }),
)
