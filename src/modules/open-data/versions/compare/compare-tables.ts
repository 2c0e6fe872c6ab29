import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { literal } from '../../engine/duckdb.ts'
import type { KeptTable, OpenTables } from '../../engine/table-query.ts'
import { differencesSql } from './differences-sql.ts'
import { findKey, type RowKey } from './find-key.ts'

export const changeKinds = ['changed', 'added', 'removed'] as const
export type ChangeKind = (typeof changeKinds)[number]

export type Pair = readonly [before: KeptTable, after: KeptTable]

export interface Comparison {
  key: RowKey
  /** What stands after FROM: `kind`, `before`, `after`, sorted by kind. */
  differences: string
  /** Begins the name of whatever is made of it. */
  name: string
}

/** Counted up when what is written changes. */
const FORM = 2

/**
 * What differs between two versions of a table: worked out once, kept beside the tables, and read from there in pages.
 *
 * @param declared names of the columns by which an officer says that rows are known; null: nobody did
 * @throws TooHeavy, Busy
 */
export async function compareTables(tables: OpenTables, pair: Pair, declared: string[] | null): Promise<Comparison> {
  const name = nameOf(pair, declared)
  const keyPlace = await tables.fileOf(`${name}.key.json`, (at) =>
    tables.askAtLength(pair, async (asked) => writeFile(at, JSON.stringify(await findKey(pair, declared, asked)))),
  )
  const key = JSON.parse(await readFile(keyPlace, 'utf8')) as RowKey
  const place = await tables.fileOf(`${name}.changes.parquet`, (at) =>
    tables.askAtLength(pair, async ({ sources, run }) => {
      const differences = differencesSql(pair, key.columns, sources)
      await run(`COPY (${differences}) TO ${literal(at)} (FORMAT parquet, COMPRESSION zstd)`)
    }),
  )
  return { key, differences: `read_parquet(${literal(place)})`, name }
}

/** Both hashes stand in it: whoever must take a version away finds what was made of it. */
function nameOf([before, after]: Pair, declared: string[] | null): string {
  const said = JSON.stringify([before.columns, after.columns, declared, FORM])
  const rest = createHash('sha256').update(said).digest('hex').slice(0, 32)
  return `${before.sha256}.${after.sha256}.${rest}`
}

export type ChangeCounts = Record<ChangeKind, number>

/** @throws TooHeavy, Busy */
export async function countDifferences(
  tables: OpenTables,
  pair: Pair,
  { differences }: Comparison,
): Promise<ChangeCounts> {
  const rows = await tables.ask(pair, ({ run }) => run(`SELECT kind, count(*) FROM ${differences} GROUP BY kind`))
  const counts = new Map(rows.map(([kind, count]) => [kind, Number(count)]))
  const of = (kind: ChangeKind) => counts.get(kind) ?? 0
  return { changed: of('changed'), added: of('added'), removed: of('removed') }
}
