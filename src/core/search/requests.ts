/** What says no more than what kind of answer is wanted: "summarise what we know about …, in simple terms". English. */

const KIND = String.raw`(?:(?:short|quick|brief|simple|general|high-level|one-line)\s+)?(?:summary|overview|recap|rundown|gist|outline|introduction|intro|explanation|primer|tl;?\s?dr|eli5)`
const BEFORE = new RegExp(
  String.raw`^(?:(?:hi|hey|hello|ok|okay|so|well)\b[\s,]*)?(?:please\s+)?(?:(?:can|could|would|will)\s+(?:you|someone|anyone|we)\s+(?:please\s+)?)?` +
    String.raw`(?:(?:summari[sz]e|sum\s+up|recap|outline|discuss|elaborate\s+on|expand\s+on|walk\s+(?:me|us)\s+through|remind\s+(?:me|us)\s+(?:of|about)?|teach\s+(?:me|us)(?:\s+about)?|help\s+(?:me|us)\s+(?:to\s+)?understand|i\s+(?:want|need|would\s+like|['’]d\s+like)\s+to\s+(?:understand|learn\s+about|know\s+(?:more\s+)?about))\b` +
    String.raw`|(?:(?:give|show|get|write)\s+(?:me|us)\s+)?(?:(?:a|an|the)\s+)?${KIND}\s*(?:[:,]|\b(?:of|on|about|to|for)\b|(?=[.?!]*$))|(?:tl;?\s?dr|eli5)\b[\s:,]*)\s*` +
    String.raw`(?:(?:everything|all|what)\s+(?:that\s+)?(?:we|you|they|i|(?:the|these|our)\s+notes)\s+(?:know|have|say|said|learned|learnt)\s+(?:about|on)\s+)?`,
  'iu',
)
const AFTER =
  /[\s,]+(?:for\s+(?:me|us|a\s+beginner|beginners|dummies)|in\s+(?:short|brief|(?:simple|plain|other)\s+(?:terms|words)|plain\s+english|a\s+nutshell|(?:one|a|two|a\s+few)\s+sentences?))(?=[\s.?!]*$)/iu

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
