/**
 * The kinds of relation between notes, how people write them, and how they read in both directions.
 * A new kind is one row in KINDS.
 */

interface Wording {
  /** `A challenges B`. */
  readonly verb: string
  /** `B is challenged by A`; the same as `verb` for mutual kinds. */
  readonly passive: string
  /** Other words for the same kind, in kebab form. */
  readonly synonyms: readonly string[]
  /** Words for it as seen from its target, in kebab form. */
  readonly reversed: readonly string[]
}

const KINDS = {
  supports: {
    verb: 'supports',
    passive: 'supported by',
    synonyms: ['support', 'backs', 'evidence-for', 'confirms', 'strengthens'],
    reversed: ['supported-by', 'backed-by', 'confirmed-by', 'strengthened-by'],
  },
  challenges: {
    verb: 'challenges',
    passive: 'challenged by',
    synonyms: ['challenge', 'opposes', 'contradicts', 'refutes', 'weakens', 'disputes', 'rebuts'],
    reversed: [
      'challenged-by',
      'opposed-by',
      'contradicted-by',
      'refuted-by',
      'weakened-by',
      'disputed-by',
      'rebutted-by',
    ],
  },
  extends: {
    verb: 'extends',
    passive: 'extended by',
    synonyms: ['extend', 'builds-on', 'refines'],
    reversed: ['extended-by', 'refined-by'],
  },
  qualifies: {
    verb: 'qualifies',
    passive: 'qualified by',
    synonyms: ['qualify', 'limits', 'narrows'],
    reversed: ['qualified-by', 'limited-by', 'narrowed-by'],
  },
  'example-of': {
    verb: 'is an example of',
    passive: 'has example',
    synonyms: [
      'is-example-of',
      'is-an-example-of',
      'an-example-of',
      'instance-of',
      'illustrates',
      'exemplifies',
    ],
    reversed: ['has-example', 'illustrated-by', 'exemplified-by'],
  },
  contrasts: {
    verb: 'contrasts with',
    passive: 'contrasts with',
    synonyms: ['contrast', 'contrasts-with', 'differs-from', 'vs', 'versus'],
    reversed: [],
  },
  related: {
    verb: 'is related to',
    passive: 'is related to',
    synonyms: ['relates-to', 'related-to', 'see-also', 'similar', 'similar-to'],
    reversed: [],
  },
} as const satisfies Record<string, Wording>

export type KnownKind = keyof typeof KINDS
/** An unknown kind is kept as its author wrote it, in kebab form. */
export type RelationKind = KnownKind | `other:${string}`

const byWord = new Map<string, KnownKind>(
  knownKinds().flatMap((kind) =>
    [kind, ...KINDS[kind].synonyms, ...KINDS[kind].reversed].map((word) => [word, kind] as const),
  ),
)
const reversedWords = new Set<string>(knownKinds().flatMap((kind) => KINDS[kind].reversed))

/** The known kinds, in the order in which people list them. */
export function knownKinds(): readonly KnownKind[] {
  return Object.keys(KINDS) as KnownKind[]
}

/** The kind that a written word means; `builtOn`, `built-on` and `built on` are the same word. */
export function relationKindOf(word: string): RelationKind {
  const kebab = kebabCase(word)
  return byWord.get(kebab) ?? `other:${kebab}`
}

/** Whether the word says it from the target's side: `challenged-by:: [[X]]` is a challenge by X. */
export function isReversed(word: string): boolean {
  return reversedWords.has(kebabCase(word))
}

export function isKnownKind(kind: RelationKind): kind is KnownKind {
  return !kind.startsWith('other:')
}

/** What stands between the two titles: `A challenges B`. */
export function verbOf(kind: RelationKind): string {
  return isKnownKind(kind) ? KINDS[kind].verb : wordsOf(kind)
}

/** The same relation seen from its target: `challenged by`. */
export function passiveOf(kind: RelationKind): string {
  return isKnownKind(kind) ? KINDS[kind].passive : `${wordsOf(kind)} (from)`
}

function wordsOf(kind: RelationKind): string {
  return kind.replace(/^other:/, '').replaceAll('-', ' ')
}

function kebabCase(word: string): string {
  return word
    .trim()
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1-$2')
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')
}
