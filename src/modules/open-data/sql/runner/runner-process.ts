import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { root } from '#kernel/root.ts'
import { lockedDuckDB } from '../../engine/duckdb.ts'
import { answerQuestion, NotOpened } from './answer-question.ts'
import { makeNextDuckDB } from './fresh-duckdb.ts'
import type { Asked, Told } from './protocol.ts'
import { Faulty, readQuestion } from './read-question.ts'

// A process of its own: whatever a question does to whoever answers it, the portal goes on.

/** Of the whole process, the engine of a question among it. */
const WHOLE_MB = 800
/** A text can be made as fast as memory is written. */
const WATCH_EVERY_MS = 20

const reader = await (await lockedDuckDB({ folders: [], memoryMb: 64, threads: 1 })).connect()

async function toldOf(asked: Asked): Promise<Told> {
  try {
    if ('read' in asked) return { tables: await readQuestion(reader, asked.read) }
    return { answer: await answerQuestion(asked.answer) }
  } catch (error) {
    if (error instanceof Faulty) return { fault: error.what }
    if (error instanceof NotOpened) return { notOpened: error.message }
    throw error
  }
}

new Worker(path.join(root, 'dist/table-reader-watch.js'), {
  workerData: { parent: process.ppid, wholeMb: WHOLE_MB, everyMs: WATCH_EVERY_MS },
})
process.on('message', async (asked: Asked) => {
  const told = await toldOf(asked)
  process.send?.(told, () => {
    if ('answer' in asked) makeNextDuckDB(asked.answer.limits.memoryMb)
  })
})

// Ctrl-C reaches the whole group of processes; this one ends with the one that asks it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.once('disconnect', () => process.exit(1))

process.send?.({ ready: true } satisfies Told)
