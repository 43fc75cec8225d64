/** Documents as notes in a real folder, read as the program reads notes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadLibrary } from '../../../src/core/notes/load.ts'
import type { Library } from '../../../src/core/notes/note.ts'
import type { Document } from './collection.ts'

/** Written at the same time; more would run out of open files. */
const BATCH = 200

/** The library of the documents; the name of each note's file is the document's place in the list. */
export async function libraryOfDocuments(documents: readonly Document[]): Promise<Library> {
  return inNoteFolder(documents, (folder) => loadLibrary(folder))
}

/** Writes the documents as notes to a temporary folder, which lasts as long as `use` does. */
export async function inNoteFolder<T>(
  documents: readonly Document[],
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'notewalk-bench-'))
  try {
    for (let start = 0; start < documents.length; start += BATCH) {
      const batch = documents.slice(start, start + BATCH)
      await Promise.all(
        batch.map((document, i) => writeFile(join(folder, `${start + i}.md`), markdownOf(document))),
      )
    }
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The document that a note was made of. */
export function documentOf(noteId: string, documents: readonly Document[]): Document | undefined {
  return documents[Number(noteId)]
}

/** A JSON string is a YAML string. */
function markdownOf({ title, text }: Document): string {
  return title === '' ? `${text}\n` : `---\ntitle: ${JSON.stringify(title)}\n---\n\n${text}\n`
}
