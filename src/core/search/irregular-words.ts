/** English words that no rule of endings brings together: `taught` and `teach`, `children` and `child`. */
import verbs from 'english-verbs-irregular/dist/verbs.json' with { type: 'json' }
import plurals from 'irregular-plurals'

/** Words in their own right, with forms of their own: `thoughts`, `shots`, `LEDs`; Latin plurals that have become singulars. */
const WORDS_OF_THEIR_OWN = new Set(
  `agenda bases bit bore born borne bound data dice dove fell felt found ground hid lay leaves led left lit
  lives media people rang rebound resent rose rung sat saw shot slew smelt span spat spoke tore thought unbound
  underlay wound`.split(/\s+/),
)

const plainForms = new Map<string, string>()
for (const [verb, tenses] of Object.entries(verbs)) {
  for (const form of tenses.flat()) add(form, verb)
}
for (const [noun, plural] of plurals) add(plural, noun)

function add(form: string, plain: string): void {
  if (form !== plain && !WORDS_OF_THEIR_OWN.has(form)) plainForms.set(form, plain)
}

/** The infinitive or the singular of an irregular form; any other word as it is. */
export function plainFormOf(word: string): string {
  return plainForms.get(word) ?? word
}
