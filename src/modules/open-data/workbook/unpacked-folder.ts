import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folders = new Set<string>()

/** For files that were unpacked; it goes with the process: raw tables are read later, and nobody says when they are done with. */
export async function newUnpackedFolder(): Promise<string> {
  if (folders.size === 0) process.once('exit', removeFolders)
  const folder = await mkdtemp(join(tmpdir(), 'punte-unpacked-'))
  folders.add(folder)
  return folder
}

/** Where nothing in it will be read. */
export async function removeUnpackedFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  folders.delete(folder)
}

function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}
