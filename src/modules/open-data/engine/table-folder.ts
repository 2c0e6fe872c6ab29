import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/** Half-made files of a process that ended are this old at least. */
const HOUR_MS = 3_600_000

/** Removes the files used longest ago until the others take no more than so many bytes. What is open stays readable for who has it. */
export async function keepWithin(folder: string, bytes: number, inUse: (file: string) => boolean): Promise<void> {
  const files: { name: string; size: number; at: number }[] = []
  for (const name of await readdir(folder)) {
    const found = await stat(path.join(folder, name)).catch(() => null)
    if (found?.isFile()) files.push({ name, size: found.size, at: found.mtimeMs })
  }
  const youngest = Math.max(0, ...files.map(({ at }) => at))
  let total = 0
  for (const { name, size, at } of files.toSorted((a, b) => b.at - a.at)) {
    total += size
    const left = /\.(making|parquet|part)(\.wal)?$/.test(name) && youngest - at > HOUR_MS
    if (left || (total > bytes && !inUse(name))) await rm(path.join(folder, name), { force: true })
  }
}
