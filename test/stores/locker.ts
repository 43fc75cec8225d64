/** A process that locks a database, says so, and unlocks it when it is written to. */
import { once } from 'node:events'
import { argv, stdin, stdout } from 'node:process'
import { DatabaseSync } from 'node:sqlite'

const database = new DatabaseSync(argv[2] ?? '')
database.exec('BEGIN IMMEDIATE')
stdout.write('locked\n')
await once(stdin, 'data')
database.exec('COMMIT')
database.close()
stdin.destroy()
