import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { writeWhole } from './file-store.ts'

/** Files under names of our own choice, for what others find by its name and what can be made again. */
export interface NamedStore {
  /** @returns null where there is none */
  read(name: string): Promise<Buffer | null>
  /** Whole and on the disk when this returns; takes the place of a file of that name. */
  write(name: string, bytes: Buffer): Promise<void>
}

/** @param folder made when the first file is written */
export function namedFolder(folder: string): NamedStore {
  const placeOf = (name: string) => {
    if (!/^[a-z0-9]+(\/[a-z0-9]+)*$/.test(name)) throw new Error('not a name of ours')
    return path.join(folder, name)
  }
  return {
    read: (name) =>
      readFile(placeOf(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      }),
    write: (name, bytes) => writeWhole(placeOf(name), bytes),
  }
}
