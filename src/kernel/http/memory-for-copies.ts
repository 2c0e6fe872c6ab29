import { totalmem } from 'node:os'

const MB = 1024 * 1024

/** Bytes that a process may keep of rendered pages: a sixteenth of the memory that it may use, within reason. */
export function memoryForCopies(): number {
  const limit = process.constrainedMemory()
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem()
  return Math.min(256 * MB, Math.max(64 * MB, memory / 16))
}
