import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadLibrary, type LoadOptions } from '../../src/core/notes/load.ts'
import type { Library } from '../../src/core/notes/note.ts'

/** Contents by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>

/** The library of a real folder with these files; the folder is gone when it is returned. */
export function libraryOf(files: Files, options?: LoadOptions): Promise<Library> {
  return inFolder(files, (folder) => loadLibrary(folder, options))
}

/** Writes the files to a temporary folder, which lasts as long as `use` does. */
export async function inFolder<T>(files: Files, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'notewalk-'))
  try {
    await Promise.all(
      Object.entries(files).map(async ([path, content]) => {
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), content)
      }),
    )
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
