/** English words that no rule of endings brings together: `taught` and `teach`, `children` and `child`. */
import verbs from 'english-verbs-irregular/dist/verbs.json' with { type: 'json' }
import plurals from 'irregular-plurals'

/** Words in their own right, with forms of their own: `thoughts`, `shots`, `lives`. Those are met more often. */
const WORDS_OF_THEIR_OWN = new Set(
  `bases bit bore born borne bound dice dove fell felt found ground lay leaves left lives media people rose
  rung saw shot slew spoke thought wound`.split(/\s+/),
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
