/** Reads the command line and the configuration, builds the bot, starts what is asked for. */
import process from 'node:process'
import dotenv from 'dotenv'
import { createSupportsHyperlinks } from 'supports-hyperlinks'
import { manifestOf } from './adapters/slack/manifest.ts'
import { commandLineOf, type CommandLine } from './adapters/terminal/arguments.ts'
import { chat } from './adapters/terminal/chat.ts'
import { checkOf } from './adapters/terminal/check-notes.ts'
import { exitCodeOf, failureText } from './adapters/terminal/failure.ts'
import { helpAnswer } from './adapters/terminal/help.ts'
import { jsonText } from './adapters/terminal/json.ts'
import { oneShotText } from './adapters/terminal/one-shot.ts'
import { tolerateBrokenPipe, write } from './adapters/terminal/output.ts'
import { anyCommandNamed, type ProgramCommand } from './adapters/terminal/program.ts'
import { progressOn } from './adapters/terminal/progress.ts'
import { render } from './adapters/terminal/render.ts'
import { screenOf } from './adapters/terminal/screen.ts'
import { typedInShell } from './adapters/terminal/shell.ts'
import { configOf, hasPlatform, type Config } from './config.ts'
import type { Answer } from './core/answers/answer.ts'
import { createBot, type Bot } from './core/bot.ts'
import type { Command } from './core/commands/command.ts'
import { commands } from './core/commands/commands.ts'
import { UserError } from './core/errors.ts'
import { createLog, type Log } from './core/log.ts'
import { loadLibrary } from './core/notes/load.ts'
import type { Library } from './core/notes/note.ts'
import { readyLibrary } from './reading/ready-library.ts'
import { wordNet } from './thesaurus/wordnet.ts'

/** What shells report of a program that Ctrl-C has ended. */
const EXIT_INTERRUPTED = 130
const READING_NOTES = 'Reading notes'

const { stdin, stdout, stderr, env } = process
const progress = progressOn(stderr, () => performance.now())
const screen = () => screenOf(stdout, env, createSupportsHyperlinks(stdout))
const shell = (text: string) => typedInShell(text, commands)

tolerateBrokenPipe(stdout)
tolerateBrokenPipe(stderr)
process.exitCode = await main(process.argv.slice(2)).catch(failed)

/** Runs what the words ask for; returns the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  readEnvFile()
  const asked = commandLineOf(argv)
  if (asked.help) return printed(shown(helpAnswer(asked.command, commands)))
  const config = configOf(env)
  if (asked.command === null) return started(config)
  const command = anyCommandNamed(asked.command, commands)
  return 'usage' in command ? ran(command, asked, config) : answered(command, asked, config)
}

async function ran({ name }: ProgramCommand, asked: CommandLine, config: Config): Promise<number> {
  switch (name) {
    case 'check-notes':
      return checked(asked, config)
    case 'slack:manifest':
      return printed(`${JSON.stringify(manifestOf(commands, config.slackRequestUrl), null, 2)}\n`)
    case 'discord:register':
      await (await platforms()).registerCommands(config, logOf(config))
      return 0
  }
}

async function started(config: Config): Promise<number> {
  if (hasPlatform(config)) {
    const { runPlatforms } = await platforms()
    const load = () => readyBot(config).finally(progress.erase)
    const code = await runPlatforms({ config, load, log: logOf(config) }).then(() => 0, failed)
    progress.erase()
    // What the log has still to write goes out first.
    await write(stderr, '')
    // A platform that is away is called again and again by its library, also after it was stopped.
    process.exit(code)
  }
  if (!stdin.isTTY || !stdout.isTTY) {
    throw new UserError(
      'bad-configuration',
      'Nothing can be started: no chat platform is configured, and this is not a terminal to chat in.',
      'Run npm start in a terminal, or ask one question with npm run explain -- rlvr ceiling. npm run notewalk lists the commands.',
    )
  }
  const bot = await interruptible(readyBot(config))
  const { openMemoryStore } = await import('./stores/embedded.ts')
  const store = await openMemoryStore()
  await chat({
    bot,
    store,
    input: stdin,
    output: stdout,
    screen,
    failure: (error) => failure(error, (text) => text),
  })
  await store.close()
  return 0
}

/** The platforms' libraries take a second to load; in the terminal nobody waits for them. */
function platforms() {
  return import('./platforms.ts')
}

function logOf({ logLevel }: Config): Log {
  return createLog(
    logLevel,
    (line) => stderr.write(line),
    () => new Date(),
  )
}

async function answered(
  { name: command }: Command,
  { words, json }: CommandLine,
  config: Config,
): Promise<number> {
  const bot = await interruptible(readyBot(config))
  return printed(oneShotText({ command, words, json }, bot, screen()))
}

async function checked({ words, json }: CommandLine, { notesDir }: Config): Promise<number> {
  const [folder = notesDir, ...others] = words
  if (others.length > 0) {
    throw new UserError(
      'wrong-usage',
      `check-notes takes one folder, not ${words.length}.`,
      'Usage: npm run check-notes -- [folder]. A path with blanks is put in quotation marks.',
    )
  }
  const { answer, data, hasErrors } = checkOf(await loadedLibrary(folder), folder)
  await printed(json ? jsonText(data) : shown(answer))
  return hasErrors ? 1 : 0
}

async function readyBot(config: Config): Promise<Bot> {
  const { notesDir, dataDir, notesUrl, dailyExclude } = config
  const works = { notes: progress.of(READING_NOTES), passages: progress.of('Indexing passages') }
  const ready = await readyLibrary({
    notesDir,
    dataDir,
    thesaurus: wordNet(),
    onProgress: (work, done, all) => works[work](done, all),
    onNotKept: (reason) => logOf(config).warn(`The notes' snapshot could not be written: ${reason}`),
  })
  return createBot({
    ...ready,
    notesUrl,
    excluded: dailyExclude,
    random: Math.random,
  })
}

async function loadedLibrary(folder: string): Promise<Library> {
  const onProgress = progress.of(READING_NOTES)
  return interruptible(loadLibrary(folder, { onProgress: ({ done, files }) => onProgress(done, files) }))
}

/** For the terminal, where Ctrl-C may end it at any time. No line of progress is left behind. */
async function interruptible<T>(work: Promise<T>): Promise<T> {
  process.once('SIGINT', interrupted)
  try {
    return await work
  } finally {
    process.off('SIGINT', interrupted)
    progress.erase()
  }
}

function interrupted(): void {
  progress.erase()
  process.exit(EXIT_INTERRUPTED)
}

function shown(answer: Answer): string {
  return render(answer, { ...screen(), steps: false, typed: shell })
}

async function printed(text: string): Promise<number> {
  await write(stdout, text)
  return 0
}

async function failed(error: unknown): Promise<number> {
  await write(stderr, failure(error, shell))
  return exitCodeOf(error)
}

function failure(error: unknown, typed: (text: string) => string): string {
  return failureText(error, {
    ...screenOf(stderr, env, createSupportsHyperlinks(stderr)),
    stack: env['LOG_LEVEL'] === 'debug',
    typed,
  })
}

/** Variables that are set already go before those of the file. */
function readEnvFile(): void {
  const { error } = dotenv.config({ quiet: true })
  if (error !== undefined && error.code !== 'ENOENT') {
    throw new UserError(
      'bad-configuration',
      `The file .env cannot be read: ${error.message}.`,
      'Make it readable, or remove it and set the variables in the environment.',
      { cause: error },
    )
  }
}
