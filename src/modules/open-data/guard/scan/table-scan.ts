import type { RawRow, RawTable } from '../../raw-table.ts'
import { isBirthday } from '../detect/birth.ts'
import { isPersonName, looksLikeName } from '../detect/person-name.ts'
import { saysBirth, saysName } from '../detect/titles.ts'
import type { Finding } from '../kinds.ts'
import { Tally } from './tally.ts'

/** Looks through the rows of a table while they are read: also those above the header, below the last one, and left out. */
export class TableScan {
  readonly #raw: RawTable
  readonly #columns: Tally[] = []
  /** Rows that could not be taken apart stand here only with their beginning. */
  broken = 0

  constructor(raw: RawTable) {
    this.#raw = raw
  }

  /** The same table; whoever reads its rows for the first time has them looked through. */
  watched(): RawTable {
    const raw = this.#raw
    const look = (batch: RawRow[]) => this.#look(batch)
    let first = true
    return {
      ...raw,
      async *rows() {
        const looks = first
        first = false
        for await (const batch of raw.rows()) {
          if (looks) look(batch)
          yield batch
        }
      },
    }
  }

  #look(batch: RawRow[]): void {
    for (const { line, cells, broken } of batch) {
      if (broken) this.broken++
      for (let at = 0; at < cells.length; at++) {
        const cell = cells[at] as string
        if (cell.length < 6) continue
        this.#column(at).take(cell, line)
      }
    }
  }

  #column(at: number): Tally {
    for (let next = this.#columns.length; next <= at; next++) this.#columns.push(new Tally())
    return this.#columns[at] as Tally
  }

  /** @param titles of the columns, none where nothing was found to stand in the table */
  async findings(titles: string[]): Promise<Finding[]> {
    const { sheet } = this.#raw
    const found = this.#columns.flatMap((tally, at) => {
      const title = titles[at] ?? ''
      return tally.findings({ kind: 'column', sheet, detail: title || `column_${at + 1}` }, title)
    })
    return [...found, ...(await this.#births(titles))]
  }

  /** Names and days of birth in one row. Only a table whose titles speak of birth is read once more for it. */
  async #births(titles: string[]): Promise<Finding[]> {
    const days = placesWhere(titles, saysBirth)
    if (days.length === 0) return []
    const names = placesWhere(titles, saysName).filter((at) => !days.includes(at))
    const tally = new Tally()
    for await (const batch of this.#raw.rows())
      for (const { line, cells, broken } of batch) {
        if (broken) continue
        const day = days.map((at) => cells[at] ?? '').find(isBirthday)
        if (day !== undefined && namesSomebody(cells, names, days)) tally.add('birth', day, line)
      }
    return tally.findings({ kind: 'column', sheet: this.#raw.sheet, detail: days.map((at) => titles[at]).join(', ') })
  }
}

function namesSomebody(cells: string[], names: number[], days: number[]): boolean {
  return (
    names.some((at) => looksLikeName(cells[at] ?? '')) ||
    cells.some((cell, at) => !days.includes(at) && isPersonName(cell))
  )
}

function placesWhere(titles: string[], says: (title: string) => boolean): number[] {
  return titles.flatMap((title, at) => (says(title) ? [at] : []))
}
