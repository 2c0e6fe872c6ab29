import { cellOf } from './column-sql.ts'
import { listed, type Statement, statementOf } from './query-sql.ts'
import {
  type AskedTable,
  type Cell,
  type KeptTable,
  mostRows,
  type OpenTables,
  type TablePage,
  type TableQuery,
} from './table-query.ts'
import { valuesWanted } from './tallies.ts'

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
  const isLong = table.rows > GROUP
  const wanted = isLong ? valuesWanted(table, query) : null
  const known = statement.whole ? table.rows : wanted && tables.tallied(table, wanted)
  const rowsOf = async (asked: AskedTable) => {
    const most = Math.min(limit, Math.max(0, (known ?? Number.POSITIVE_INFINITY) - offset))
    const found = most === 0 ? [] : await rowsFrom(asked, statement, { cells, limit: most, last: table.rows, known })
    return found.map((row) => ({
      id: query.distinct ? null : Number(row[0]),
      cells: row.slice(before.length).map(cellOf),
      ...(hits && { hits: Number(row[1]) }),
    }))
  }
  const count = ({ source, run }: AskedTable) => {
    const question = statement.count(source)
    return tables.countOf(`${question} ${JSON.stringify(values)}`, async () => {
      const [[counted] = []] = await run(question, values)
      return Number(counted)
    })
  }
  return tables.ask(table, async (asked) => {
    const counting = query.total && known === null && isLong && limit > 0 ? asked.beside(count) : null
    const rows = await rowsOf(asked)
    if (!query.total || known !== null) return { columns, rows, total: query.total ? known : null }
    // The last page tells how many there are.
    const isLast = rows.length < limit && (rows.length > 0 || offset === 0)
    return { columns, rows, total: isLast ? offset + rows.length : await (counting ?? count(asked)) }
  })
}

/** Rows that DuckDB keeps in one group. */
const GROUP = 122_880

/**
 * What is chosen is looked for in the first groups alone, and then in all others: each thread reads a group to its end of which nothing may be
 * needed. In as many as have enough, where it is known how many rows there are in all; else in one.
 */
async function rowsFrom(
  { source, run }: AskedTable,
  { rows, firstRows, values }: Statement,
  { cells, limit, last, known }: { cells: string; limit: number; last: number; known: number | null },
): Promise<unknown[][]> {
  const upTo = known === null ? GROUP : firstStretch(limit, known, last)
  if (!firstRows || upTo >= last) return run(rows(source, cells), values)
  const first = await run(firstRows(source, cells, { after: 0, upTo, limit }), values)
  if (first.length === limit) return first
  const rest = { after: upTo, upTo: last, limit: limit - first.length }
  return [...first, ...(await run(firstRows(source, cells, rest), values))]
}

/** Whole groups with so many of the known rows, if those lie scattered; some more, because chance is not even. */
function firstStretch(limit: number, known: number, last: number): number {
  const groups = ((limit + Math.sqrt(limit)) * last) / known / GROUP
  return Math.ceil(groups) * GROUP
}

function within(number: number, most: number): number {
  return Math.min(Math.max(Math.trunc(number) || 0, 0), most)
}
