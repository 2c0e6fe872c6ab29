import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { root } from '#kernel/root.ts'
import type { RawTable } from '../../raw-table.ts'
import type { Finding } from '../kinds.ts'

/** What the thread reads. */
export interface ToScan {
  file: NonNullable<RawTable['file']>
  sheet: string
}

/** Of less than so many bytes the rows are looked through sooner than a thread has begun. */
const WORTH_BYTES = 16 * 1024 * 1024
const HEAP_MB = 256

/**
 * Searching takes nearly as long as reading: in a thread beside it, where there is a processor for it, which takes the rows apart once more.
 *
 * @returns null where it is done as soon by who reads
 */
export function scanInThread(raw: RawTable): ThreadScan | null {
  const { file } = raw
  if (!file || file.bytes < WORTH_BYTES || availableParallelism() < 2) return null
  return new ThreadScan(raw, file)
}

export interface Scanned {
  findings: Finding[]
  broken: number
}

/** Looks through the rows of a large text as `TableScan` does, in a thread that reads the file for itself; it ends with the process. */
export class ThreadScan {
  readonly #raw: RawTable
  readonly #worker: Worker
  readonly #failed: Promise<never>
  broken = 0

  constructor(raw: RawTable, file: ToScan['file']) {
    this.#raw = raw
    this.#worker = new Worker(path.join(root, 'dist/table-scan.js'), {
      workerData: { file, sheet: raw.sheet } satisfies ToScan,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    })
    // Who stops reading waits for nothing.
    this.#worker.unref()
    this.#failed = once(this.#worker, 'exit').then(([code]) => {
      throw new Error(`searching a table ended with ${code}`)
    })
    this.#failed.catch(() => {})
  }

  watched(): RawTable {
    return this.#raw
  }

  /** @param titles of the columns, none where nothing was found to stand in the table */
  async findings(titles: string[]): Promise<Finding[]> {
    const told = once(this.#worker, 'message')
    this.#worker.ref()
    this.#worker.postMessage(titles)
    const [{ findings, broken }] = (await Promise.race([told, this.#failed])) as [Scanned]
    this.broken = broken
    return findings
  }
}
