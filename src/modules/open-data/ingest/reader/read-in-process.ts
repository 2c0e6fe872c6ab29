import { type ChildProcess, fork } from 'node:child_process'
import { setPriority } from 'node:os'
import path from 'node:path'
import { root } from '#kernel/root.ts'
import type { Failure } from '../version.ts'
import { type Asked, type Found, type Limits, TOO_MUCH_MEMORY, type Told } from './protocol.ts'

/** Below whatever answers people. */
const PRIORITY = 10
/** Of what the process says when it ends badly, for the log. */
const LAST_WORDS = 2_000

export type Ended =
  | { found: Found }
  /** `log`: what the process said at the end, where it was not the file alone that was wrong. */
  | { failure: Failure; log?: string }
  | 'stopped'

/**
 * Reads a file in a process of its own, which ends with this one and is killed beyond its limits.
 *
 * @param stopping ends it at once
 * @returns what it found, or why a reader of the site is told that it found nothing
 */
export function readInProcess(
  asked: Asked,
  { stopping, progress }: { stopping?: AbortSignal | undefined; progress(lines: number): void },
): Promise<Ended> {
  const child = start(asked)
  let told: Ended | null = null
  let tooLong = false
  let words = ''
  const timeout = setTimeout(() => {
    tooLong = true
    child.kill('SIGKILL')
  }, asked.limits.seconds * 1000)
  const stop = () => void child.kill('SIGKILL')
  stopping?.addEventListener('abort', stop)
  if (stopping?.aborted) stop()
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS)
  })
  child.on('message', (message: Told) => {
    if ('lines' in message) progress(message.lines)
    else told = message
  })
  return new Promise<Ended>((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null) => {
      clearTimeout(timeout)
      stopping?.removeEventListener('abort', stop)
      if (told) resolve(told)
      else if (stopping?.aborted) resolve('stopped')
      else resolve({ failure: whyEnded(asked.limits, tooLong, signal), log: `${code ?? signal} ${words}` })
    }
    child.once('error', (error) => {
      words += error.message
      end(null, null)
    })
    child.once('close', end)
    child.send(asked, () => {})
  })
}

/**
 * Young objects get half the room that they would get: rows die at once, and what is set aside for them lies beside the engine, which needs it
 * afterwards.
 */
export const heapOf = (megabytes: number) => [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=16']

function start({ limits: { heapMb }, folder }: Asked): ChildProcess {
  const child = fork(path.join(root, 'dist/table-reader.js'), [], {
    serialization: 'advanced',
    execArgv: heapOf(heapMb),
    // What it unpacks goes with the folder, also when it is killed.
    env: { TMPDIR: folder, TEMP: folder },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  try {
    if (child.pid) setPriority(child.pid, PRIORITY)
  } catch {
    // It has ended already, which is told by its end.
  }
  return child
}

/** A process that runs out of JavaScript's own memory aborts. */
function whyEnded({ seconds, wholeMb }: Limits, tooLong: boolean, signal: NodeJS.Signals | null): Failure {
  if (tooLong) return { key: 'open-data.ingest.failure.time', args: { minutes: Math.max(1, Math.round(seconds / 60)) } }
  if (signal === TOO_MUCH_MEMORY || signal === 'SIGABRT' || signal === 'SIGTRAP' || signal === 'SIGKILL')
    return { key: 'open-data.ingest.failure.memory', args: { megabytes: wholeMb } }
  return { key: 'open-data.ingest.failure.crashed' }
}
