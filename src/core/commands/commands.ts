/** The one list of commands; every platform's registration, help and usage are made from it. */
import type { Command } from './command.ts'
import { dailyNoteCommand } from './daily-note.ts'
import { explainCommand } from './explain.ts'
import { notewalkCommand } from './notewalk.ts'
import { openNoteCommand } from './open-note.ts'
import { randomNoteCommand } from './random-note.ts'
import { searchCommand } from './search.ts'

export const commands: readonly Command[] = [
  explainCommand,
  searchCommand,
  randomNoteCommand,
  openNoteCommand,
  dailyNoteCommand,
  notewalkCommand,
]
