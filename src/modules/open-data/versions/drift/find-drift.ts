import { type Column, emptyIn } from '../../table-schema.ts'
import { type ColumnChanges, columnChanges } from '../compare/column-changes.ts'

/** A table as drift is looked for in it. */
export interface DriftingTable {
  id: string
  sheet: string
  rows: number
  columns: (Pick<Column, 'name' | 'title' | 'type' | 'missing' | 'unfit'> & Partial<Pick<Column, 'format'>>)[]
  /** Titles of columns in which nothing is left, because an officer gave them a type that no cell fits. */
  emptied: string[]
}

export interface TableDrift {
  sheet: string
  columns: ColumnChanges
  rows: { before: number; now: number }
  /** Fewer than half of the rows are left. */
  fewer: boolean
  /** Columns in which far more is missing than before: hundredths of the rows. */
  emptier: { title: string; before: number; now: number }[]
  emptied: string[]
}

/** In what a file differs from the one that everybody has, before it takes its place. */
export interface Drift {
  /** Only those that differ. */
  tables: TableDrift[]
  /** Sheets that are gone. */
  lost: string[]
  /** Programs and charts made from the table break: an officer says that this was seen. */
  mustBeSeen: boolean
}

const FEWER = 0.5
/** Hundredths of the rows: less is how data lives. */
const EMPTIER = 20

/** @returns null where nothing drifts @param current nothing: there is no public version yet */
export function findDrift(current: readonly DriftingTable[], next: readonly DriftingTable[]): Drift | null {
  const tables = next
    .map((table) =>
      driftOf(
        current.find(({ id }) => id === table.id),
        table,
      ),
    )
    .filter(drifts)
  const lost = current.filter(({ id }) => next.every((table) => table.id !== id)).map(({ sheet }) => sheet)
  if (tables.length === 0 && lost.length === 0) return null
  const mustBeSeen = lost.length > 0 || tables.some(breaks)
  return { tables, lost, mustBeSeen }
}

function driftOf(before: DriftingTable | undefined, now: DriftingTable): TableDrift {
  const was = before ?? { ...now, emptied: [] }
  return {
    sheet: now.sheet,
    columns: columnChanges(was.columns, now.columns),
    rows: { before: was.rows, now: now.rows },
    fewer: now.rows < was.rows * FEWER,
    emptier: now.columns.flatMap(({ name, title, ...cells }) => {
      const column = was.columns.find((one) => one.name === name)
      const shares = {
        before: hundredths(column ? emptyIn(column) : 0, was.rows),
        now: hundredths(emptyIn(cells), now.rows),
      }
      return column && shares.now - shares.before >= EMPTIER ? [{ title, ...shares }] : []
    }),
    emptied: now.emptied,
  }
}

const hundredths = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 100))

const drifts = (drift: TableDrift): boolean =>
  breaks(drift) || drift.columns.added.length > 0 || drift.columns.moved || drift.fewer || drift.emptier.length > 0

const breaks = ({ columns, emptied }: TableDrift): boolean =>
  columns.removed.length + columns.retyped.length + columns.otherUnit.length + emptied.length > 0
