/** What a stream can show. */
import type { Ink } from './paint.ts'

type Environment = Readonly<Record<string, string | undefined>>

export interface Screen extends Ink {
  readonly width: number
}

interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
}

const USUAL_WIDTH = 80

/** `links` is what the terminal is known to support; it is asked elsewhere. */
export function screenOf(stream: Stream, env: Environment, links: boolean): Screen {
  return { width: widthOf(stream, env), colour: hasColour(stream, env), links }
}

/** COLUMNS, where it is set by hand, goes before what the terminal says. */
function widthOf({ columns = 0 }: Stream, { COLUMNS = '' }: Environment): number {
  if (/^[1-9]\d{0,4}$/u.test(COLUMNS)) return Number(COLUMNS)
  return columns > 0 ? columns : USUAL_WIDTH
}

/** NO_COLOR (https://no-color.org) goes before FORCE_COLOR; empty counts as unset for both. */
function hasColour({ isTTY = false }: Stream, { NO_COLOR, FORCE_COLOR, TERM }: Environment): boolean {
  if (isSet(NO_COLOR)) return false
  if (isSet(FORCE_COLOR)) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTTY && TERM !== 'dumb'
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== ''
}
