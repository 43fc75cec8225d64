/** What says no more than what kind of answer is wanted: "summarise what we know about …, in simple terms". English. */
import { oneOf, phrasePattern } from '../phrase-pattern.ts'

const POLITE = oneOf(
  'please',
  oneOf('hi', 'hey', 'hello', 'ok', 'okay', 'so', 'well'),
  `${oneOf('can', 'could', 'would', 'will')} ${oneOf('you', 'someone', 'anyone', 'we')}`,
)
const ASKS_FOR_IT = oneOf(
  'summari[sz]e',
  'sum up',
  'recap',
  'outline',
  'discuss',
  'elaborate on',
  'expand on',
  'walk (?:me|us) through',
  'remind (?:me|us)(?: of| about)?',
  'teach (?:me|us)(?: about)?',
  'help (?:me|us) (?:to )?understand',
  'i (?:want|need|would like) to (?:understand|learn about|know (?:more )?about)',
  "i['’]d like to (?:understand|learn about|know (?:more )?about)",
)
const SHORT = oneOf('short', 'quick', 'brief', 'simple', 'general', 'high-level', 'one-line')
const KIND = oneOf(
  'summary',
  'overview',
  'recap',
  'rundown',
  'gist',
  'outline',
  'introduction',
  'intro',
  'explanation',
  'primer',
  'tl;?(?: )?dr',
  'eli5',
)
const OF_A_KIND = `(?:${oneOf('give', 'show', 'get', 'write')} (?:me|us) )?(?:(?:a|an|the) )?(?:${SHORT} )?${KIND}`
const ALL_THAT_IS_KNOWN = `(?:everything|all|what) (?:that )?${oneOf('we', 'you', 'they', 'i', '(?:the|these|our) notes')} ${oneOf('know', 'have', 'say', 'said', 'learned', 'learnt')} (?:about|on) `
const BEFORE = phrasePattern(
  String.raw`^(?:${POLITE}\b[\s,]+)*` +
    oneOf(
      String.raw`${ASKS_FOR_IT}\b`,
      String.raw`${OF_A_KIND}\s*(?:[:,]|\b(?:of|on|about|to|for)\b|(?=[.?!]*$))`,
      String.raw`(?:tl;?\s?dr|eli5)\b[\s:,]*`,
    ) +
    String.raw`\s*(?:${ALL_THAT_IS_KNOWN})?`,
)
const AFTER = phrasePattern(
  String.raw`[\s,]+` +
    oneOf(
      `for ${oneOf('me', 'us', 'a beginner', 'beginners', 'dummies')}`,
      `in ${oneOf('short', 'brief', 'plain english', 'a nutshell')}`,
      'in (?:simple|plain|other) (?:terms|words)',
      'in (?:one|a|two|a few) sentences?',
    ) +
    String.raw`(?=[\s.?!]*$)`,
)

/** The question itself; the text unaltered where nothing would be left. */
export function withoutRequest(text: string): string {
  return isRequestAlone(text) ? text : questionIn(text)
}

/** Whether a text says what kind of answer is wanted, and not of what. */
export function isRequestAlone(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(questionIn(text))
}

function questionIn(text: string): string {
  return text.trim().replace(BEFORE, '').replace(AFTER, '')
}
