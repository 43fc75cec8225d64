/** The path of a walk as one line: `RLVR ceiling → challenged by → Prolonged RL`. */
import { labelOf } from '../answers/label.ts'
import { passiveOf, verbOf } from '../notes/relation-kinds.ts'
import type { Stop } from '../store.ts'

/** Two lines of a phone screen. */
const LONGEST = 90
const LONGEST_NAME = 40
const ARROW = ' → '

/** Where it is long, stops in the middle give way to an ellipsis; the first one and the last two stay. */
export function breadcrumbOf(path: readonly Stop[]): string {
  const parts = path.map((stop, i) => {
    const name = labelOf(stop.name, LONGEST_NAME)
    return i === 0 ? name : `${wayTo(stop, path[i - 1])}${ARROW}${name}`
  })
  const [first = '', ...others] = parts
  for (let dropped = 0; dropped <= others.length - 2; dropped += 1) {
    const line = [first, ...(dropped === 0 ? [] : ['…']), ...others.slice(dropped)].join(ARROW)
    if (line.length <= LONGEST || dropped >= others.length - 2) return line
  }
  return parts.join(ARROW)
}

/** How a stop was reached from the one before, in a word or two. */
export function wayTo({ by }: Stop, before: Stop | undefined): string {
  switch (by) {
    case 'asked':
    case 'opened':
      return by
    default:
      return by.from === before?.note ? verbOf(by.kind) : passiveOf(by.kind)
  }
}
