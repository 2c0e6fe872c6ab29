import { cellOf } from './column-sql.ts'
import { listed, statementOf } from './query-sql.ts'
import { type Cell, type KeptTable, mostRows, type OpenTables, type TablePage, type TableQuery } from './table-query.ts'

/**
 * A page of a table's rows.
 *
 * @throws BadQuery for what the table has not, TooHeavy for what takes too long, Busy when too many ask at once
 */
export async function queryTable(tables: OpenTables, table: KeptTable, query: TableQuery): Promise<TablePage> {
  const limit = within(query.limit, mostRows(table, query))
  const offset = within(query.offset ?? 0, Number.MAX_SAFE_INTEGER)
  if (isOfBeginning(table, query, offset + limit)) return pageOfBeginning(tables, table, query, { limit, offset })
  return readPage(tables, table, query, { limit, offset })
}

interface Page {
  limit: number
  offset: number
}

/** Rows and columns of which so many are kept in memory. */
const BEGINNING = { rows: 100, columns: 50 }

/** What people and programs ask for first. */
function isOfBeginning(table: KeptTable, { where, words, sort, distinct }: TableQuery, end: number): boolean {
  const isPlain = !where && !words && !sort?.length && !distinct
  return isPlain && end > 0 && end <= BEGINNING.rows && table.columns.length <= BEGINNING.columns
}

async function pageOfBeginning(
  tables: OpenTables,
  table: KeptTable,
  query: TableQuery,
  { limit, offset }: Page,
): Promise<TablePage> {
  // What the table has not is said before anything is read.
  const { columns } = statementOf(table, query, { limit, offset })
  const rows = await tables.beginningOf(table, async () => {
    const page = { limit: BEGINNING.rows, offset: 0 }
    return (await readPage(tables, table, page, page)).rows
  })
  const places = columns.map((column) => table.columns.indexOf(column))
  return {
    columns,
    rows: rows
      .slice(offset, offset + limit)
      .map(({ id, cells }) => ({ id, cells: places.map((at) => cells[at] as Cell) })),
    total: query.total ? table.rows : null,
  }
}

async function readPage(
  tables: OpenTables,
  table: KeptTable,
  query: TableQuery,
  { limit, offset }: Page,
): Promise<TablePage> {
  const statement = statementOf(table, query, { limit, offset })
  const { columns, hits, values } = statement
  const before = [...(query.distinct ? [] : ['_id']), ...(hits ? [hits] : [])]
  const cells = [...before, ...(columns.length > 0 ? [listed(columns)] : [])].join(', ')
  return tables.ask(table, async ({ source, run }) => {
    const found = limit === 0 ? [] : await run(statement.rows(source, cells), values)
    const totalOf = async () => {
      if (statement.whole) return table.rows
      // The last page tells how many there are.
      if (found.length < limit && (found.length > 0 || offset === 0)) return offset + found.length
      const question = statement.count(source)
      return tables.countOf(`${question} ${JSON.stringify(values)}`, async () => {
        const [[count] = []] = await run(question, values)
        return Number(count)
      })
    }
    const rows = found.map((row) => ({
      id: query.distinct ? null : Number(row[0]),
      cells: row.slice(before.length).map(cellOf),
      ...(hits && { hits: Number(row[1]) }),
    }))
    return { columns, rows, total: query.total ? await totalOf() : null }
  })
}

function within(number: number, most: number): number {
  return Math.min(Math.max(Math.trunc(number) || 0, 0), most)
}
