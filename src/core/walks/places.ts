/** Where walks stand, read from what was shown in them. */
import { NOTHING_SO_FAR } from '../explain/so-far.ts'
import type { Step } from '../answers/step.ts'
import type { KeptAnswer, Store, WalkId } from '../store.ts'
import type { Before } from './on-path.ts'
import { walkedIn, type Walked } from './recap.ts'
import { soFarOf } from './so-far.ts'
import type { Given } from './standing.ts'

/** Where a walk stands when something new comes. */
export interface Place extends Before {
  readonly walk: WalkId
  readonly walked: readonly Walked[]
}

export interface Places {
  readonly newPlace: () => Place
  /** Where a step leads on from; `until` leaves out what was shown later. */
  readonly placeFor: (step: Step, from: KeptAnswer, until: Date | null) => Promise<Place>
  /** Where what is asked there goes on from. */
  readonly placeOf: (given: Pick<Given, 'thread' | 'isPrivate'>) => Promise<Place>
}

export function createPlaces(store: Store, newId: () => string): Places {
  const newPlace = (): Place => ({ walk: newId() as WalkId, path: [], soFar: NOTHING_SO_FAR, walked: [] })

  /** `until` leaves out what was shown later. */
  const placeAfter = async (last: KeptAnswer, until: Date | null = null): Promise<Place> => {
    const answers = (await store.shownAnswers(last.walk))
      .map((each) => each.kept)
      .filter(({ at }) => until === null || at <= until)
    const known = answers.some(({ id }) => id === last.id) ? answers : [...answers, last]
    return { walk: last.walk, path: last.path, soFar: soFarOf(known, last), walked: walkedIn(known) }
  }

  /** Another note has nothing to do with the one before. */
  const placeFor: Places['placeFor'] = async (step, from, until) =>
    step.type === 'another' ? newPlace() : placeAfter(from, until)

  /** What one person asks in private is read with what was said before, and adds nothing to it. */
  const placeOf: Places['placeOf'] = async ({ thread, isPrivate }) => {
    const state = thread === null ? null : await store.thread(thread)
    if (state === null) return newPlace()
    const answers = await store.shownAnswers(state.walk)
    const last = answers.findLast(({ kept }) => kept.path.length > 0)?.kept
    const place = last === undefined ? { ...newPlace(), walk: state.walk } : await placeAfter(last)
    return isPrivate ? { ...place, walk: newId() as WalkId } : place
  }

  return { newPlace, placeFor, placeOf }
}
