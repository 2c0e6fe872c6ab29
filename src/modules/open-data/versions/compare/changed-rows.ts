import { cellOf } from '../../engine/column-sql.ts'
import { listed } from '../../engine/query-sql.ts'
import type { Cell, KeptTable, OpenTables } from '../../engine/table-query.ts'
import { commonColumns } from './comparable.ts'
import type { ChangeKind, Comparison, Pair } from './compare-tables.ts'

export interface ChangedRow {
  /** Numbers in each version. */
  row: { before: number | null; after: number | null }
  /** In the order of the columns of each version. */
  before: Cell[] | null
  after: Cell[] | null
  /** Names of the columns in which it differs. */
  changed: string[]
}

/** A page of what differs, in the order of the file. @throws TooHeavy, Busy */
export async function changedRows(
  tables: OpenTables,
  pair: Pair,
  { differences }: Comparison,
  { kind, limit, offset }: { kind: ChangeKind; limit: number; offset: number },
): Promise<ChangedRow[]> {
  return tables.ask(pair, async ({ sources, run }) => {
    const found = await run(
      `SELECT before, after FROM ${differences} WHERE kind = '${kind}' LIMIT ${limit} OFFSET ${offset}`,
    )
    const pairs = found.map((numbers) => numbers.map((one) => (one === null ? null : Number(one))))
    const rowsOf = async (at: 0 | 1) => {
      const numbers = pairs.flatMap((pair) => pair[at] ?? [])
      if (numbers.length === 0) return new Map<number, Cell[]>()
      const rows = await run(
        `SELECT _id, ${listed(pair[at].columns)} FROM ${sources[at]} WHERE _id IN (${numbers.join(', ')})`,
      )
      return new Map(rows.map(([id, ...cells]) => [Number(id), cells.map(cellOf)]))
    }
    const [old, now] = [await rowsOf(0), await rowsOf(1)]
    return pairs.map(([before = null, after = null]) => {
      const cells = { before: cellsIn(old, before), after: cellsIn(now, after) }
      return { row: { before, after }, ...cells, changed: changedIn(pair, cells) }
    })
  })
}

const cellsIn = (rows: Map<number, Cell[]>, number: number | null): Cell[] | null =>
  number === null ? null : (rows.get(number) ?? null)

function changedIn([old, now]: Pair, { before, after }: Pick<ChangedRow, 'before' | 'after'>): string[] {
  if (!before || !after) return []
  const at = ({ columns }: KeptTable, name: string) => columns.findIndex((column) => column.name === name)
  return commonColumns(old.columns, now.columns)
    .map(({ name }) => name)
    .filter((name) => asText(before[at(old, name)]) !== asText(after[at(now, name)]))
}

/** 1 as a number and as a text is the same. */
const asText = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell))
