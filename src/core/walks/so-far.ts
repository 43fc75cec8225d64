/** What the shown answers of a walk amount to. */
import type { Answer, Block, Inline } from '../answers/answer.ts'
import type { SoFar } from '../explain/so-far.ts'
import type { KeptAnswer } from '../store.ts'

/** `answers` in the order in which they were shown; the walk stands at the end of `at`. */
export function soFarOf(answers: readonly KeptAnswer[], at: KeptAnswer): SoFar {
  const said = answers.map(({ answer }) => wordsIn(answer)).join('\n')
  return {
    note: at.path.at(-1)?.note ?? null,
    questions: answers.flatMap(({ question }) => question ?? []).toReversed(),
    lastAnswer: wordsIn(at.answer),
    seen: new Set([...answers, at].flatMap(({ path }) => path.map(({ note }) => note))),
    isQuoted: (text) => text !== '' && said.includes(text),
  }
}

/** Leads and quotations, a line each. */
function wordsIn({ blocks }: Answer): string {
  return blocks
    .flatMap(inlinesIn)
    .flatMap((inline) => (inline.type === 'text' ? [inline.text] : []))
    .join('\n')
}

function inlinesIn(block: Block): readonly Inline[] {
  if (block.type === 'quotes') return block.items.flat()
  return block.type === 'lead' || block.type === 'arrival' ? block.inlines : []
}
