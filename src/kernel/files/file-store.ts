import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { access, copyFile, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'

/** Files named by the SHA-256 of their content: the same file is kept once, and a name can never lie. */
export interface FileStore {
  /** Keeps bytes; they are on the disk when this returns. */
  put(bytes: Buffer): Promise<{ sha256: string; size: number }>
  /** Keeps a file of this machine whose bytes need not fit into memory; the file itself is moved away, or removed. */
  putFile(place: string): Promise<{ sha256: string; size: number }>
  /** Where a kept file is on this machine, for programs that read files themselves. @throws Error when there is no such file */
  placeOf(sha256: string): Promise<string>
  /** @throws Error when there is no such file */
  read(sha256: string): Promise<Buffer>
  open(sha256: string): ReadStream
  has(sha256: string): Promise<boolean>
  /**
   * A folder on the store's disk for files on their way in; whoever asked removes it.
   *
   * @param name leads to the same folder again; without it there is a new one each time
   */
  newFolder(name?: string): Promise<string>
  /** Removes such folders that nobody wrote into since: of processes that were killed. */
  forgetFolders(untouchedSince: Date): Promise<void>
  /** All kept files, with when each was last put; in no order. */
  list(): AsyncIterable<{ sha256: string; keptAt: Date }>
  /**
   * For recalls and erasure. The caller has made sure that nothing refers to it.
   *
   * @param putBefore leaves a file that was put again since then
   */
  remove(sha256: string, putBefore?: Date): Promise<void>
}

/** Of the store's folder: what is on its way in. */
const COMING = 'coming'

/** A store in a folder, two levels deep by the first digits. */
export function folderStore(folder: string): FileStore {
  const placeOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not the name of a kept file')
    return path.join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const place = placeOf(sha256)
      // Put again, it is as young as a new one: nobody may sweep it away before its new row is there.
      if (!(await touched(place))) await writeWhole(place, bytes)
      return { sha256, size: bytes.length }
    },
    async putFile(from) {
      const { sha256, size } = await hashOf(from)
      const place = placeOf(sha256)
      if (await touched(place)) await rm(from, { force: true })
      else await moveWhole(from, place)
      return { sha256, size }
    },
    async placeOf(sha256) {
      await access(placeOf(sha256))
      return placeOf(sha256)
    },
    read: (sha256) => readFile(placeOf(sha256)),
    open: (sha256) => createReadStream(placeOf(sha256)),
    has: (sha256) => exists(placeOf(sha256)),
    async newFolder(name = randomUUID()) {
      if (!/^[0-9a-f-]{36}$/.test(name)) throw new Error('not the name of a folder')
      const place = path.join(folder, COMING, name)
      await mkdir(place, { recursive: true, mode: 0o750 })
      return place
    },
    async forgetFolders(untouchedSince) {
      for (const name of await readdir(path.join(folder, COMING)).catch(() => [])) {
        const place = path.join(folder, COMING, name)
        if ((await newestIn(place)) < untouchedSince.getTime()) await rm(place, { recursive: true, force: true })
      }
    },
    list: () => filesIn(folder),
    async remove(sha256, putBefore) {
      const place = placeOf(sha256)
      if (putBefore) {
        const found = await stat(place).catch(() => null)
        if (!found || found.mtime >= putBefore) return
      }
      await rm(place, { force: true })
    },
  }
}

/** When something in a folder was last written, in milliseconds. */
async function newestIn(place: string): Promise<number> {
  const names = await readdir(place).catch(() => [])
  const found = await Promise.all(
    [place, ...names.map((name) => path.join(place, name))].map((one) => stat(one).catch(() => null)),
  )
  return Math.max(...found.map((one) => one?.mtimeMs ?? 0))
}

async function exists(place: string): Promise<boolean> {
  return access(place).then(
    () => true,
    () => false,
  )
}

async function hashOf(place: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(place, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk)
    size += chunk.length
  }
  return { sha256: hash.digest('hex'), size }
}

/** Flushed first; from another disk it is copied beside its place, then renamed: a crash leaves the whole file or none. */
async function moveWhole(from: string, place: string): Promise<void> {
  await mkdir(path.dirname(place), { recursive: true })
  const beside = `${place}.${randomUUID()}`
  await rename(from, beside).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EXDEV') throw error
    await copyFile(from, beside)
    await rm(from)
  })
  const file = await open(beside, 'r+')
  try {
    await file.chmod(0o640)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(beside, place)
}

/** Makes a file young. @returns false where there is none */
async function touched(place: string): Promise<boolean> {
  // The file system's own clock, as for new files.
  const now = performance.timeOrigin / 1000 + performance.now() / 1000
  return utimes(place, now, now).then(
    () => true,
    () => false,
  )
}

async function* filesIn(folder: string): AsyncIterable<{ sha256: string; keptAt: Date }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile() || !/^[0-9a-f]{64}$/.test(entry.name)) continue
    const found = await stat(path.join(entry.parentPath, entry.name)).catch(() => null)
    if (found) yield { sha256: entry.name, keptAt: found.mtime }
  }
}

/** Written beside, flushed, then renamed: a crash leaves the whole file or none. */
export async function writeWhole(place: string, bytes: Buffer): Promise<void> {
  await mkdir(path.dirname(place), { recursive: true })
  const beside = `${place}.${randomUUID()}`
  const file = await open(beside, 'wx', 0o640)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(beside, place)
}
