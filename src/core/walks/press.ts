/**
 * What a button or a choice stands for, as the short text that platforms carry. It names a kept answer and a
 * place in it, never content, so it holds for any note; whatever comes back is read strictly.
 */
import type { AnswerId } from '../store.ts'

export type Press =
  /** The step at a position in the answer's list of steps. */
  | { readonly type: 'step'; readonly answer: AnswerId; readonly at: number }
  /** A step whose answer takes the place of this one. */
  | { readonly type: 'turn'; readonly answer: AnswerId; readonly at: number }
  /** The note of the citation with a number. */
  | { readonly type: 'open'; readonly answer: AnswerId; readonly at: number }
  /** A page of the answer, from 0. */
  | { readonly type: 'page'; readonly answer: AnswerId; readonly at: number }
  | { readonly type: 'share'; readonly answer: AnswerId }
  | { readonly type: 'delete'; readonly answer: AnswerId }
  | { readonly type: 'ask'; readonly isPrivate: boolean }

const PLACED = ['step', 'turn', 'open', 'page'] as const
const WHOLE = ['share', 'delete'] as const

/** At most 40 characters of `A-Za-z0-9_:-`, for ids of up to 16. */
export function pressText(press: Press): string {
  switch (press.type) {
    case 'step':
    case 'turn':
    case 'open':
    case 'page':
      return `${press.type}:${press.answer}:${press.at}`
    case 'share':
    case 'delete':
      return `${press.type}:${press.answer}`
    case 'ask':
      return press.isPrivate ? 'ask:private' : 'ask:public'
  }
}

/** Null for a text that is not ours, or not any more. */
export function pressOf(text: string): Press | null {
  if (text === 'ask:private' || text === 'ask:public')
    return { type: 'ask', isPrivate: text === 'ask:private' }
  const [, type = '', id = '', at] = /^([a-z]+):([\w-]{1,64})(?::(\d{1,6}))?$/u.exec(text) ?? []
  const answer = id as AnswerId
  const placed = PLACED.find((each) => each === type)
  if (placed !== undefined) return at === undefined ? null : { type: placed, answer, at: Number(at) }
  const whole = WHOLE.find((each) => each === type)
  return whole === undefined || at !== undefined ? null : { type: whole, answer }
}
