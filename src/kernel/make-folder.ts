import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * Makes a folder, and those above it that are missing. Not by `recursive` of Node, which tries for ever where the folder above is there and
 * refuses with ENOENT, as /proc does: a wrong setting would hang the start instead of stopping it.
 *
 * @throws as the system says
 */
export function makeFolder(folder: string, mode?: number): void {
  if (isFolder(folder)) return
  const above = path.dirname(folder)
  if (above !== folder) makeFolder(above, mode)
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(folder)) throw error
  }
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
}
