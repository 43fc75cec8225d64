import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { configOf } from '../src/config.ts'
import { UserError } from '../src/core/errors.ts'

test('without any variable the sample library is read and notes have no address', () => {
  expect(configOf({})).toEqual({ notesDir: 'corpus', notesUrl: null, logLevel: 'info' })
})

test('variables that are set are taken over, without the blanks around them', () => {
  const env = {
    NOTES_DIR: ' /srv/notes ',
    NOTES_URL: 'https://notes.example.org/{path}',
    LOG_LEVEL: 'debug',
  }
  expect(configOf(env)).toEqual({
    notesDir: '/srv/notes',
    notesUrl: 'https://notes.example.org/{path}',
    logLevel: 'debug',
  })
})

test('an empty or blank variable counts as unset', () => {
  expect(configOf({ NOTES_DIR: '', NOTES_URL: '  ', LOG_LEVEL: '' })).toEqual(configOf({}))
})

test('every wrong value is named at once, with what was expected', () => {
  const error = errorOf({ NOTES_URL: 'ftp://example.org/{path}', LOG_LEVEL: 'loud' })
  expect(error.code).toBe('bad-configuration')
  expect(error.message.split('\n')).toEqual([
    'NOTES_URL is "ftp://example.org/{path}"; expected an http or https address that holds {path}, such as https://notes.example.org/{path}.',
    'LOG_LEVEL is "loud"; expected one of debug, info, warn, error.',
  ])
  expect(error.hint).toContain('.env')
})

test.each(['https://notes.example.org/', 'notes/{path}', 'javascript:alert({path})', '{path}', 'https://'])(
  'NOTES_URL %j is refused',
  (NOTES_URL) => {
    expect(errorOf({ NOTES_URL }).message).toContain(`NOTES_URL is "${NOTES_URL}"`)
  },
)

test('the example file names every variable and sets none', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n')
  for (const name of ['NOTES_DIR', 'NOTES_URL', 'LOG_LEVEL']) {
    expect(lines.some((line) => line.startsWith(`# ${name}=`))).toBe(true)
  }
  expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([])
})

function errorOf(env: Readonly<Record<string, string>>): UserError {
  try {
    configOf(env)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('The configuration was accepted.')
}
