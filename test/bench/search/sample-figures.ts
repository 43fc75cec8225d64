/** Questions to the sample library: broad ones, and a file of questions with graded notes. */
import { readFileSync } from 'node:fs'
import { explain } from '../../../src/core/explain/explain.ts'
import { citedBy } from '../../../src/core/explain/steps.ts'
import type { Library, Note, NoteId } from '../../../src/core/notes/note.ts'
import { loadLibrary } from '../../../src/core/notes/load.ts'
import { buildSearchIndex } from '../../../src/core/search/search-index.ts'
import { wordNet } from '../../../src/thesaurus/wordnet.ts'
import type { Ready } from './notewalk.ts'

const MOST_CITED = 12

async function ready(library: Library): Promise<Ready> {
  return { library, index: await buildSearchIndex(library, { thesaurus: wordNet() }) }
}

/** Notes that an explanation cites, each once; none for a miss. */
function citedFor(question: string, asked: Ready): readonly NoteId[] {
  const explanation = explain(question, asked)
  if (explanation.type === 'miss') return []
  return [...new Set(explanation.sources.map(({ note }) => note.id))]
}

export interface BroadFigures {
  readonly found: number
  readonly all: number
  readonly lines: readonly { readonly question: string; readonly found: number; readonly all: number }[]
}

/** The lines' own questions asked of the library without its lines, against the notes that each line cites. */
export async function broadFigures(folder: string): Promise<BroadFigures> {
  const library = await loadLibrary(folder)
  const notes = new Map([...library.notes].filter(([, note]) => !isLine(note)))
  const asked = await ready({ ...library, notes })
  const lines = [...library.notes.values()].filter(isLine).map((line) => {
    const cited = new Set(citedFor(line.title, asked).slice(0, MOST_CITED))
    const wanted = citedBy(line)
    return {
      question: line.title,
      found: wanted.filter((id) => cited.has(id)).length,
      all: wanted.length,
    }
  })
  const sum = (part: 'found' | 'all'): number => lines.reduce((total, line) => total + line[part], 0)
  return { found: sum('found'), all: sum('all'), lines }
}

/** A question with the names of the notes that answer it: 2 for a central one, 1 for one that helps. */
interface GradedQuestion {
  readonly query: string
  readonly relevant: Readonly<Record<string, number>>
}

export interface QuestionsFigures {
  readonly answerable: number
  readonly everyCentralNote: number
  readonly atLeastOne: number
  readonly outOfScope: number
  readonly misses: number
}

const CENTRAL = 2

export async function questionsFigures(file: string, folder: string): Promise<QuestionsFigures> {
  const asked = await ready(await loadLibrary(folder))
  const rows = (JSON.parse(readFileSync(file, 'utf8')) as readonly GradedQuestion[]).map(
    ({ query, relevant }) => {
      const central = Object.keys(relevant).filter((name) => relevant[name] === CENTRAL)
      const cited = citedFor(query, asked).map((id) => id.slice(id.lastIndexOf('/') + 1))
      const found = central.filter((name) => cited.includes(name)).length
      return { central: central.length, found, isMiss: cited.length === 0 }
    },
  )
  const answerable = rows.filter(({ central }) => central > 0)
  const outOfScope = rows.filter(({ central }) => central === 0)
  return {
    answerable: answerable.length,
    everyCentralNote: answerable.filter(({ central, found }) => found === central).length,
    atLeastOne: answerable.filter(({ found }) => found > 0).length,
    outOfScope: outOfScope.length,
    misses: outOfScope.filter(({ isMiss }) => isMiss).length,
  }
}

function isLine({ kind }: Note): boolean {
  return kind === 'line'
}
