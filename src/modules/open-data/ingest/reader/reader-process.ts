import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { root } from '#kernel/root.ts'
import { Unreadable } from '../../raw-table.ts'
import { type Asked, TOO_MUCH_MEMORY, type Told } from './protocol.ts'
import { readFile } from './read-file.ts'

// A process of its own: whatever a file does to its reader, the portal goes on.

const TELL_EVERY_MS = 250

const tell = (told: Told) => new Promise<void>((resolve) => process.send?.(told, () => resolve()))

process.once('message', async ({ limits, ...asked }: Asked) => {
  new Worker(path.join(root, 'dist/table-reader-watch.js'), {
    workerData: { parent: process.ppid, wholeMb: limits.wholeMb },
  })
  try {
    const found = await readFile({ ...asked, engineMb: limits.engineMb, threads: true, tell: nowAndThen() })
    await tell({ found })
  } catch (error) {
    if (isOfMemory(error)) process.kill(process.pid, TOO_MUCH_MEMORY)
    else if (error instanceof Unreadable) await tell({ failure: { key: error.key, args: error.args } })
    else throw error
  }
  process.exit(0)
})

/** Of a thread or of the engine, which have bounds of their own. */
function isOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') || error.message.startsWith('Out of Memory Error')
  )
}

function nowAndThen(): (lines: number) => void {
  let told = 0
  return (lines) => {
    const now = performance.now()
    if (now - told < TELL_EVERY_MS) return
    told = now
    tell({ lines })
  }
}

// Ctrl-C reaches the whole group of processes; this one ends with the one that asks it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.once('disconnect', () => process.exit(1))
