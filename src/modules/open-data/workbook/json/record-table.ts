import type { RawRow, RawTable } from '../../raw-table.ts'
import type { WorkbookLimits } from '../limits.ts'
import { RowQueue } from '../row-queue.ts'
import { Fields } from './fields.ts'
import { flatten, type Tell, textOf } from './flatten.ts'

export interface FileRecord {
  /** Its line in the file, or where lines say nothing its number among the records; from 1. */
  line: number
  value: unknown
}

/** A line of the file that is no record, and how it begins. */
export interface BrokenRecord {
  line: number
  broken: 'broken-record' | 'not-in-encoding'
  text: string
}

/** What is known of the records of a table once all were read. */
export class RecordSurvey {
  readonly #fields: Fields
  readonly #limits: WorkbookLimits
  readonly #tellFields: (record: unknown, tell: Tell) => void
  #areLists = true

  /** @param tellFields how a record becomes fields */
  constructor(limits: WorkbookLimits, tellFields: (record: unknown, tell: Tell) => void = flatten) {
    this.#fields = new Fields(limits)
    this.#limits = limits
    this.#tellFields = tellFields
  }

  /** No record has a field. */
  get isEmpty(): boolean {
    return this.#fields.titles.length === 0
  }

  /** @throws Unreadable when there are too many fields */
  meet(record: unknown): void {
    if (record === null) return
    this.#areLists &&= Array.isArray(record)
    if (this.#areLists) {
      // Lists are rows, unless other records are none: then each is a single value.
      if ((record as unknown[]).length > 0) this.#fields.meet([], '')
    } else this.#tellFields(record, this.#fields.meet)
  }

  /** A field that the records have whether or not one was met. */
  name(field: string): void {
    this.#fields.meet([field], '')
  }

  /** @param records reads them from the beginning */
  table(sheet: string, records: () => AsyncIterable<(FileRecord | BrokenRecord)[]>): RawTable {
    return { sheet, rows: () => this.#rows(records()), ...(!this.#areLists && { named: true as const }) }
  }

  async *#rows(records: AsyncIterable<(FileRecord | BrokenRecord)[]>): AsyncGenerator<RawRow[]> {
    const rows = new RowQueue(this.#limits)
    if (!this.#areLists) rows.add(1, [...this.#fields.titles])
    for await (const batch of records) {
      for (const record of batch) {
        if ('broken' in record) rows.addBroken(record.line, record.text, record.broken)
        else rows.add(record.line, this.#cells(record.value))
      }
      yield* rows.take()
    }
    yield* rows.take(true)
  }

  #cells(record: unknown): string[] {
    if (this.#areLists) return (record as unknown[] | null)?.map(textOf) ?? []
    return this.#fields.cells((tell) => this.#tellFields(record, tell))
  }
}
