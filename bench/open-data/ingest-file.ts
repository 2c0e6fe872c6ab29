import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '#kernel/root.ts'
import { LIMITS } from '#modules/open-data/ingest/read-waiting.ts'
import type { Asked, Found, Told } from '#modules/open-data/ingest/reader/protocol.ts'
import { heapOf } from '#modules/open-data/ingest/reader/read-in-process.ts'

/** As in production, but for the end of its memory: what the whole takes is measured. */
const limits = { ...LIMITS, wholeMb: 4_000 }
const LOOK_EVERY_MS = 50

/** Reads a file as an upload is read, in the process that reads uploads. @returns also the most memory that it ever held, in bytes */
export function ingestFile(file: string, folder: string): Promise<{ found: Found; memory: number }> {
  const child = fork(join(root, 'dist/table-reader.js'), [], {
    serialization: 'advanced',
    execArgv: heapOf(limits.heapMb),
    env: { TMPDIR: folder, TEMP: folder },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  let memory = 0
  const timer = setInterval(() => {
    memory = Math.max(memory, mostOf(child.pid as number))
  }, LOOK_EVERY_MS)
  return new Promise((resolve, reject) => {
    let found: Found | undefined
    child.on('message', (told: Told) => {
      if ('found' in told) found = told.found
      if ('failure' in told) reject(new Error(told.failure.key))
    })
    child.once('close', (code) => {
      clearInterval(timer)
      if (found) resolve({ found, memory })
      else reject(new Error(`the reading process ended with ${code}`))
    })
    child.send({ file, fileName: 'contracte.csv', overrides: {}, folder, limits } satisfies Asked)
  })
}

/** Linux keeps the highest mark itself. */
function mostOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
