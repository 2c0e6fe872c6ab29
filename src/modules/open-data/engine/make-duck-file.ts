import type { DuckDBConnection } from '@duckdb/node-api'
import { folded, foldedColumn } from './column-sql.ts'
import { literal, lockedDuckDB, quoted } from './duckdb.ts'

/** Looked at before all others. */
const FIRST_ROWS = 2_000

/**
 * Makes the file that is asked questions: rows in the order of the Parquet file, each with its number, and texts a second time as they are
 * looked for and sorted by, where that is another text.
 *
 * The groups of rows of a Parquet file are a little larger than a DuckDB file's, which leaves small ones between: to put those together wrote
 * all rows twice, and the first time stayed in the file as room that nobody used.
 *
 * @param making where it is written
 */
export async function makeDuckFile(
  parquet: string,
  making: string,
  options: Parameters<typeof lockedDuckDB>[0],
): Promise<void> {
  const duck = await lockedDuckDB({ ...options, regroups: false })
  const connection = await duck.connect()
  try {
    const source = `read_parquet(${literal(parquet)}, file_row_number = true)`
    const described = await connection.run(`DESCRIBE SELECT * EXCLUDE (file_row_number) FROM ${source}`)
    const columns = (await described.getRowsJS()).map(([name, type]) => ({ name: String(name), type: String(type) }))
    const texts = columns.flatMap(({ name, type }) => (type === 'VARCHAR' ? [name] : []))
    const unlike = new Set(await textsUnlikeTheirForm(connection, source, texts))
    const forms = [...unlike].map((name) => `, ${folded(quoted(name))} AS ${foldedColumn(name)}`).join('')
    const defined = [
      '_id BIGINT',
      ...columns.map(({ name, type }) => `${quoted(name)} ${type}`),
      ...texts.map(
        (name) =>
          `${foldedColumn(name)} VARCHAR${unlike.has(name) ? '' : ` GENERATED ALWAYS AS (${quoted(name)}) VIRTUAL`}`,
      ),
    ]
    await connection.run(
      `ATTACH ${literal(making)} AS made;
       CREATE TABLE made.rows (${defined.join(', ')});
       INSERT INTO made.rows BY NAME SELECT file_row_number + 1 AS _id, * EXCLUDE (file_row_number)${forms} FROM ${source};
       CHECKPOINT made;
       DETACH made`,
    )
  } finally {
    connection.closeSync()
    duck.closeSync()
  }
}

/** Of columns of texts those in which some text is not its own folded form; codes of digits mostly are, and need no second column. */
async function textsUnlikeTheirForm(connection: DuckDBConnection, source: string, texts: string[]): Promise<string[]> {
  const among = async (names: string[], from: string) => {
    if (names.length === 0) return []
    const unlike = names.map((name) => `coalesce(bool_or(${folded(quoted(name))} <> ${quoted(name)}), false)`)
    const [said = []] = await (await connection.run(`SELECT ${unlike.join(', ')} FROM ${from}`)).getRowsJS()
    return names.filter((_, at) => said[at])
  }
  // Most show it soon.
  const soon = await among(texts, `(SELECT * FROM ${source} LIMIT ${FIRST_ROWS})`)
  return [
    ...soon,
    ...(await among(
      texts.filter((name) => !soon.includes(name)),
      source,
    )),
  ]
}
