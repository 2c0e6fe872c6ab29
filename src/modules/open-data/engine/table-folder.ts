import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/** Half-made files of a process that ended are this old at least; younger ones are another's work, and stay. */
const HOUR_MS = 3_600_000
/** Beside its name each has an id of its own. What did not fit into memory is a folder. */
const HALF_MADE = /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(making|parquet|part|scratch)(\.wal)?$/

/** Removes the files used longest ago until the others take no more than so many bytes. What is open stays readable for who has it. */
export async function keepWithin(folder: string, bytes: number, inUse: (file: string) => boolean): Promise<void> {
  const files: { name: string; size: number; at: number }[] = []
  for (const name of await readdir(folder)) {
    const found = await stat(path.join(folder, name)).catch(() => null)
    // A link to a kept file is as old as that file, but for its last change of links.
    const at = (found && HALF_MADE.test(name) ? found.ctimeMs : found?.mtimeMs) ?? 0
    if (found?.isFile() || HALF_MADE.test(name)) files.push({ name, size: found?.size ?? 0, at })
  }
  const youngest = Math.max(0, ...files.map(({ at }) => at))
  let total = 0
  for (const { name, size, at } of files.toSorted((a, b) => b.at - a.at)) {
    total += size
    const old = HALF_MADE.test(name) ? youngest - at > HOUR_MS : total > bytes && !inUse(name)
    if (old) await rm(path.join(folder, name), { recursive: true, force: true })
  }
}

/** What is made of tables says of which: their hashes stand in its name, each between dots. */
export function isMadeOf(name: string, hashes: ReadonlySet<string>): boolean {
  return name.split('.').some((part) => hashes.has(part))
}

/** A download as it was called before its name said of which table it is, or groups before they said it between dots. */
const OF_UNKNOWN = /^[0-9a-f]{64}((\.(bom|ckan))?\.[a-z]+$|-)/

/**
 * Removes tables that must not be had any more, and all that was made of them: downloads, differences, halves of what another process is making.
 * What was made of other tables stays.
 *
 * @param hashes SHA-256 of the tables' Parquet files
 */
export async function removeMade(folder: string, hashes: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (isMadeOf(name, hashes) || OF_UNKNOWN.test(name))
      await rm(path.join(folder, name), { recursive: true, force: true }).catch(() => {})
}
