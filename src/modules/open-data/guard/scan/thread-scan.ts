import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { root } from '#kernel/root.ts'
import type { RawTable } from '../../raw-table.ts'
import type { Finding } from '../kinds.ts'

type TextFile = NonNullable<RawTable['file']>

/** Of less than so many bytes the rows are looked through sooner than a thread has begun. */
const WORTH_BYTES = 16 * 1024 * 1024
const HEAP_MB = 512

/** Searching takes nearly as long as reading: in a thread beside it, where there is a processor for it, which takes the rows apart once more. */
export function isWorthThread(file: TextFile | undefined): file is TextFile {
  return file !== undefined && file.bytes >= WORTH_BYTES && availableParallelism() > 1
}

export interface Scanned {
  findings: Finding[]
  broken: number
}

/** Looks through the rows of a large text as `TableScan` does, in a thread that reads the file for itself. */
export class ThreadScan {
  readonly #raw: RawTable
  readonly #worker: Worker
  readonly #failed: Promise<never>
  broken = 0

  constructor(raw: RawTable, file: TextFile) {
    this.#raw = raw
    this.#worker = new Worker(path.join(root, 'dist/table-scan.js'), {
      workerData: file,
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
