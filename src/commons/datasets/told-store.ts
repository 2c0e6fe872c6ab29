import { sql } from 'kysely'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Telling } from './tell-counts.ts'

/** Of which rows of which dataset. */
export interface Counted {
  dataset: string
  /** Name of the column that holds the whole. */
  counted: string
}

export interface Told extends Telling {
  rowKey: string
}

/** What was told last of some rows. */
export async function lastTold(
  tx: Db | Tx,
  { dataset, counted }: Counted,
  rowKeys: string[],
): Promise<Map<string, Told>> {
  const { rows } = await sql<Told>`
    SELECT DISTINCT ON (row_key) row_key AS "rowKey", told_on::text AS "toldOn", k, total, cells, exact FROM datasets.told
    WHERE dataset = ${dataset} AND counted = ${counted} AND row_key = ANY(${rowKeys}::text[])
    ORDER BY row_key, told_on DESC`.execute(tx)
  return new Map(rows.map((row) => [row.rowKey, row]))
}

/** Told once, a day's counts stay as they are. */
export async function keepTold(tx: Tx, { dataset, counted }: Counted, told: Told[]): Promise<void> {
  if (told.length === 0) return
  const rows = told.map(({ rowKey, toldOn, k, total, cells, exact }) => ({
    ...{ row_key: rowKey, told_on: toldOn, k, total, cells, exact },
  }))
  await sql`
    INSERT INTO datasets.told (dataset, counted, row_key, told_on, k, total, cells, exact)
    SELECT ${dataset}, ${counted}, row_key, told_on, k, total, cells, exact
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (row_key text, told_on date, k integer, total integer, cells jsonb, exact jsonb)`.execute(
    tx,
  )
  await sql`
    UPDATE datasets.told t SET exact = NULL
    WHERE dataset = ${dataset} AND counted = ${counted} AND row_key = ANY(${told.map(({ rowKey }) => rowKey)}::text[]) AND exact IS NOT NULL
      AND told_on < (SELECT max(told_on) FROM datasets.told l
        WHERE l.dataset = t.dataset AND l.counted = t.counted AND l.row_key = t.row_key)`.execute(tx)
}

/** How the whole grew from one telling to the next. */
export interface ToldStep {
  rowKey: string
  /** The day of the telling before; null for the first. */
  after: PlainDay | null
  toldOn: PlainDay
  /** People who came, minus people who went, since then: k or more, or −k or fewer. */
  people: number
}

/** All steps of a dataset's rows, each row's in order. */
export async function* toldSteps(db: Db | Tx, { dataset, counted }: Counted): AsyncGenerator<ToldStep> {
  for (let after = ['', '0001-01-01']; ; ) {
    const { rows } = await sql<ToldStep>`
      SELECT * FROM (
        SELECT row_key AS "rowKey", (lag(told_on) OVER before)::text AS after, told_on::text AS "toldOn",
          total - coalesce(lag(total) OVER before, 0) AS people
        FROM datasets.told WHERE dataset = ${dataset} AND counted = ${counted} AND row_key >= ${after[0]}
        WINDOW before AS (PARTITION BY row_key ORDER BY told_on)
      ) steps WHERE ("rowKey", "toldOn") > (${after[0]}, ${after[1]}) ORDER BY "rowKey", "toldOn" LIMIT 1000`.execute(
      db,
    )
    for (const row of rows) yield row
    const last = rows.at(-1)
    if (!last || rows.length < 1000) return
    after = [last.rowKey, last.toldOn]
  }
}
