import { quoted } from '../../engine/duckdb.ts'
import type { AskedTable, KeptTable } from '../../engine/table-query.ts'
import { type ColumnType, emptyIn } from '../../table-schema.ts'
import { type CommonColumn, commonColumns } from './comparable.ts'

/** By which columns a row of one version is known in the other. */
export interface RowKey {
  /** Names; none: whole rows are compared. */
  columns: string[]
  /** 'declared' by an officer, 'found' because no two rows have the same, 'rows' where there are no such columns. */
  how: 'declared' | 'found' | 'rows'
  /** An officer named columns, but rows in one of the versions share what stands in them. */
  notUnique: boolean
}

/** What names things; a measured value is unique by chance. */
const NAMING: ReadonlySet<ColumnType> = new Set(['string', 'integer', 'date', 'datetime'])
const MOST_CANDIDATES = 60
/** Of these all pairs and threes are tried. */
const MOST_TOGETHER = 6
const MOST_TRIED = 8
/** What is counted about is mostly within 13 hundredths of the truth: DuckDB's sketch has 64 registers. */
const ABOUT = 0.6

/**
 * @param declared by an officer; null: by nobody
 * @param asked of both tables, the earlier first
 */
export async function findKey(
  [before, after]: readonly [KeptTable, KeptTable],
  declared: string[] | null,
  { sources, run }: AskedTable,
): Promise<RowKey> {
  const common = commonColumns(before.columns, after.columns)
  const tables = [before, after].map((table, at) => ({ rows: table.rows, source: sources[at] as string }))
  const isKey = async (names: string[]) => {
    for (const { rows, source } of tables) if ((await different(run, source, names)) < rows) return false
    return true
  }
  const isHere = declared?.every((name) => common.some((column) => column.name === name)) ?? false
  if (declared && isHere && (await isKey(declared))) return { columns: declared, how: 'declared', notUnique: false }
  const notUnique = declared !== null && isHere
  if (before.rows > 0 && after.rows > 0)
    for (const sets of await promising(common, tables, run)) {
      const keys: { columns: string[]; shared: number }[] = []
      for (const columns of sets.slice(0, MOST_TRIED))
        if (await isKey(columns)) keys.push({ columns, shared: await sharedBy(run, tables, columns) })
      // The one by which most rows are found again.
      const [best] = keys.filter(({ shared }) => shared > 0).toSorted((a, b) => b.shared - a.shared)
      if (best) return { columns: best.columns, how: 'found', notUnique }
    }
  return { columns: [], how: 'rows', notUnique }
}

type Run = AskedTable['run']
interface Side {
  rows: number
  source: string
}

/** Columns that may name rows, the likeliest first: one alone, two, three; last a column that only counts rows, which any new row shifts. */
async function promising(common: CommonColumn[], tables: Side[], run: Run): Promise<string[][][]> {
  const naming = common.filter(
    ({ before, after }) =>
      before.type === after.type && NAMING.has(after.type) && emptyIn(before) === 0 && emptyIn(after) === 0,
  )
  const candidates = naming.slice(0, MOST_CANDIDATES)
  if (candidates.length === 0) return []
  const counters = new Set<string>()
  const counts = new Map<string, number>()
  const unique = new Set(candidates.map(({ name }) => name))
  for (const { rows, source } of tables) {
    const [figures = []] = await run(
      `SELECT ${candidates.map(({ name }) => `approx_count_distinct(${quoted(name)})`).join(', ')} FROM ${source}`,
    )
    for (const [at, { name }] of candidates.entries()) {
      counts.set(name, Number(figures[at]))
      if (Number(figures[at]) < rows * ABOUT) unique.delete(name)
    }
    for (const { name, after } of candidates)
      if (after.type === 'integer' && unique.has(name) && (await counts1(run, source, name, rows))) counters.add(name)
  }
  const single = [...unique].filter((name) => !counters.has(name)).map((name) => [name])
  const together = candidates
    .map(({ name }) => name)
    .filter((name) => !counters.has(name) && !unique.has(name))
    .toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    .slice(0, MOST_TOGETHER)
  const two = await aboutUnique(run, tables, setsOf(together, 2))
  const three = two.length > 0 ? [] : await aboutUnique(run, tables, setsOf(together, 3))
  return [single, two, three, [...counters].map((name) => [name])]
}

/** Whether a column says 1, 2, 3 … */
async function counts1(run: Run, source: string, name: string, rows: number): Promise<boolean> {
  const [[least, most] = []] = await run(`SELECT min(${quoted(name)}), max(${quoted(name)}) FROM ${source}`)
  return Number(least) <= 1 && Number(most) - Number(least) + 1 === rows
}

async function aboutUnique(run: Run, tables: Side[], sets: string[][]): Promise<string[][]> {
  let left = sets
  for (const { rows, source } of tables) {
    if (left.length === 0) return []
    const figures = left.map((names) => `approx_count_distinct(hash(${names.map(quoted).join(', ')}))`)
    const [counts = []] = await run(`SELECT ${figures.join(', ')} FROM ${source}`)
    left = left.filter((_, at) => Number(counts[at]) >= rows * ABOUT)
  }
  return left
}

/** All choices of so many, in their order. */
function setsOf(names: string[], size: number): string[][] {
  if (size === 0) return [[]]
  return names.flatMap((name, at) => setsOf(names.slice(at + 1), size - 1).map((rest) => [name, ...rest]))
}

async function different(run: Run, source: string, names: string[]): Promise<number> {
  const [[count] = []] = await run(
    `SELECT count(*) FROM (SELECT DISTINCT ${names.map(quoted).join(', ')} FROM ${source})`,
  )
  return Number(count)
}

async function sharedBy(run: Run, [before, after]: Side[], names: string[]): Promise<number> {
  const using = names.map(quoted).join(', ')
  const [[count] = []] = await run(`SELECT count(*) FROM ${before?.source} JOIN ${after?.source} USING (${using})`)
  return Number(count)
}
