import type { DuckDBConnection } from '@duckdb/node-api'
import { cellOf } from '../../engine/column-sql.ts'
import { literal, lockDuckDB, quoted } from '../../engine/duckdb.ts'
import type { Cell } from '../../engine/table-query.ts'
import { takeFreshDuckDB } from './fresh-duckdb.ts'
import type { Answer, AnswerLimits, NamedTable, Question } from './protocol.ts'
import { Faulty, readQuestion } from './read-question.ts'
import { sayError } from './say-error.ts'
import { type ShownColumn, shownColumns } from './shown-columns.ts'

/** A table's file cannot be opened, or was just removed. */
export class NotOpened extends Error {}

/**
 * Answers a question in a DuckDB of its own that holds the tables asked and nothing else: made for the question, gone with it. By then no file can
 * be opened any more, so whatever a question finds a way to say, there is nothing but public tables to say it of.
 *
 * @throws Faulty, NotOpened
 */
export async function answerQuestion({ sql, tables, limits }: Question): Promise<Answer> {
  const begun = performance.now()
  const duck = await takeFreshDuckDB(limits.memoryMb)
  const connection = await duck.connect()
  let late = false
  const timer = setTimeout(() => {
    late = true
    connection.interrupt()
  }, limits.milliseconds)
  const checkTime = () => {
    if (late) throw new Faulty({ fault: 'time', seconds: limits.milliseconds / 1000 })
  }
  try {
    await openTables(connection, tables)
    await lockDuckDB(duck, [])
    const inner = await answerable(connection, sql, tables)
    const columns = shownColumns(await connection.prepare(`SELECT * FROM ${inner}`))
    checkTime()
    const found = await rowsOf(connection, { inner, columns, limits, checkTime })
    return {
      columns: columns.map(({ name, type, native }) => ({ name, type, native })),
      ...found,
      milliseconds: Math.round(performance.now() - begun),
    }
  } catch (error) {
    checkTime()
    throw explained(error)
  } finally {
    clearTimeout(timer)
    connection.closeSync()
    duck.closeSync()
  }
}

/** By the names that the question has for them. @throws NotOpened */
async function openTables(connection: DuckDBConnection, tables: Question['tables']): Promise<void> {
  const files = [...new Set(tables.map(({ file }) => file))]
  const opening = [
    ...files.map((file, at) => `ATTACH ${literal(file)} AS f${at} (READ_ONLY)`),
    ...tables.map(({ name, file, columns }) => {
      const cells = ['_id', ...columns].map(quoted).join(', ')
      return `CREATE VIEW ${quoted(name)} AS SELECT ${cells} FROM f${files.indexOf(file)}.rows`
    }),
  ]
  if (opening.length === 0) return
  await connection.run(opening.join(';\n')).catch((error) => {
    throw new NotOpened(error.message)
  })
}

/** What stands after FROM: read once more as it is run, so that nothing is run that was not read. */
async function answerable(connection: DuckDBConnection, sql: string, tables: Question['tables']): Promise<string> {
  const known = new Set(tables.map(({ name }) => name.toLowerCase()))
  const wrapped = (text: string) => `(\n${text}\n) AS answer`
  const allKnown = (named: NamedTable[]) => named.every(({ name }) => known.has(name.toLowerCase()))
  const own = wrapped(sql.trimEnd().replace(/;$/, ''))
  const read = await readQuestion(connection, `SELECT * FROM ${own}`).catch(() => null)
  if (read && allKnown(read)) return own
  // A comment behind the last semicolon: the statement as DuckDB itself writes it.
  const result = await connection.run('SELECT json_deserialize_sql(json_serialize_sql($1::VARCHAR))', [sql])
  const [[text] = []] = await result.getRowsJS()
  const canonical = wrapped(String(text))
  if (!allKnown(await readQuestion(connection, `SELECT * FROM ${canonical}`))) throw new Faulty({ fault: 'failed' })
  return canonical
}

async function rowsOf(
  connection: DuckDBConnection,
  asked: { inner: string; columns: ShownColumn[]; limits: AnswerLimits; checkTime(): void },
): Promise<Pick<Answer, 'rows' | 'truncated'>> {
  const { inner, columns, limits, checkTime } = asked
  const most = Math.max(1, Math.min(limits.rows, Math.floor(limits.cells / columns.length)))
  const names = columns.map((_, at) => `c${at}`).join(', ')
  const cells = columns.map(({ shown }) => shown).join(', ')
  const result = await connection.stream(`SELECT ${cells} FROM ${inner}(${names}) LIMIT ${most + 1}`)
  const rows: Cell[][] = []
  let bytes = 0
  for await (const batch of result.yieldRowsJs()) {
    checkTime()
    for (const values of batch) {
      const row = values.map((value, at) => (columns[at] as ShownColumn).cell(cellOf(value)))
      bytes += row.reduce((sum: number, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0)
      if (bytes > limits.bytes && rows.length === 0)
        throw new Faulty({ fault: 'size', megabytes: Math.round(limits.bytes / 1024 / 1024) })
      if (rows.length === most || bytes > limits.bytes) return { rows, truncated: true }
      rows.push(row)
    }
  }
  return { rows, truncated: false }
}

function explained(error: unknown): unknown {
  if (error instanceof Faulty || error instanceof NotOpened || !(error instanceof Error)) return error
  if (/^Out of Memory Error/i.test(error.message)) return new Faulty({ fault: 'memory' })
  return new Faulty({ fault: 'meaning', detail: sayError(error.message) })
}
