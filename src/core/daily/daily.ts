/** Daily notes, put together: who posts them, and who answers what is asked of them. */
import { createDailyDesk, type DailyDesk } from './desk.ts'
import { createDailyRunner, type DailyRunner, type RunnerParts } from './runner.ts'

export interface DailyParts extends RunnerParts {
  readonly defaultZone: string
}

export interface Daily {
  readonly runner: DailyRunner
  readonly desk: DailyDesk
}

export function createDaily(parts: DailyParts): Daily {
  const runner = createDailyRunner(parts)
  return { runner, desk: createDailyDesk({ ...parts, runner }) }
}
