import type { Reject } from '../table-schema.ts'
import { SHOWN_CHARACTERS } from './limits.ts'
import type { LineFile } from './line-file.ts'

const SHOWN_REJECTS = 100

/** What was not taken: all of it in a file of NDJSON, the first ones also at hand. */
export class RejectLog {
  readonly first: Reject[] = []
  readonly #file: LineFile
  #count = 0

  constructor(file: LineFile) {
    this.#file = file
  }

  get count(): number {
    return this.#count
  }

  add(reject: Reject): void {
    const shown = { ...reject, value: reject.value.slice(0, SHOWN_CHARACTERS) }
    this.#count++
    if (this.first.length < SHOWN_REJECTS) this.first.push(shown)
    this.#file.add(`${JSON.stringify(shown)}\n`)
  }
}
