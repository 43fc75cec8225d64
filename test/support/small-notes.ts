/** A few notes that can be read at a glance: one leads, one carries it, one challenges it. */
export const SMALL_NOTES: Readonly<Record<string, string>> = {
  'notes/crossover.md': `---
title: Do sampling curves cross at large k?
claim: Base models overtake trained models once enough samples are drawn.
topics: [sampling, reward design]
aliases: [pass@k crossover]
date: 2026-03-01
---

Sampling curves of base and trained models cross at large k.

## How the crossover was measured

The crossover was measured with 256 samples on every task.
`,
  'notes/narrowing.md': `---
title: Does training narrow what a model samples?
claim: Training concentrates sampling on few answers.
topics: [sampling]
---

Training concentrates probability on answers that were likely before.

## Related

- supports:: [[crossover]] — Narrow sampling leaves rare answers undrawn, so sampling curves cross.
`,
  'notes/long-runs.md': `---
title: Do long training runs find new answers?
claim: Long training runs solve tasks that no base sample solves.
topics: [training]
---

Long runs of two thousand steps solve puzzles outside the reach of the base model.

## Related

- challenges:: [[crossover]] — Long runs keep their lead at every number of samples.
`,
}
