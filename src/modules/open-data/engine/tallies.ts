import type { Column } from '../table-schema.ts'
import { columnNamed } from './column-sql.ts'
import { quoted } from './duckdb.ts'
import type { AskedTable, Condition, KeptTable, TableQuery, Value } from './table-query.ts'
import { typedValue } from './typed-value.ts'

/** How many rows have each combination of values of some columns; by the values as texts, as JSON. */
export type Tally = ReadonlyMap<string, number>

/** Values that columns shall have, of each column one of several; by the names of the columns, as DuckDB writes them as texts. */
export type WantedValues = ReadonlyMap<string, readonly string[]>

const MOST_TALLIES = 32
/** Sets of columns of which is known that somebody asked for them. */
const MOST_ASKED = 1_000
const MOST_COLUMNS = 4
const MOST_GROUPS = 10_000
/** Characters of the values of all groups. */
const MOST_LETTERS = 500_000
/** Combinations that one question asks for. */
const MOST_COMBINATIONS = 1_000
/** Rows from whose beginning is guessed whether there are few groups. */
const PROBED = 20_000

/**
 * Who looks at a table by columns of few values (district, kind, year) asks for one value after the other. From the second question for the same columns
 * on, all of their combinations are counted at once, beside the answers, and no such question is counted by reading any more.
 */
export class Tallies {
  private readonly asked = new Set<string>()
  /** By table and columns, the one used last at the end; null while it is made, and where it is not worth it. */
  private readonly kept = new Map<string, Tally | null>()
  private readonly making = new Set<Promise<void>>()

  /**
   * How many rows have the values; null where it is not known.
   *
   * @param make counts all combinations; null where there are too many
   */
  rowsWith({ sha256 }: KeptTable, wanted: WantedValues, make: () => Promise<Tally | null>): number | null {
    const key = JSON.stringify([sha256, ...wanted.keys()])
    const tally = this.kept.get(key)
    if (tally) {
      this.keep(key, tally)
      return sumOf(tally, wanted)
    }
    if (tally === undefined) this.wish(key, make)
    return null
  }

  forget(sha256: string): void {
    const isGone = (key: string) => key.includes(sha256)
    for (const keys of [this.asked, this.kept]) for (const key of keys.keys()) if (isGone(key)) keys.delete(key)
  }

  /** Nothing is counted any more. */
  async settled(): Promise<void> {
    await Promise.all(this.making)
  }

  private wish(key: string, make: () => Promise<Tally | null>): void {
    if (this.asked.delete(key)) this.begin(key, make)
    else keepNewest(this.asked.add(key), MOST_ASKED)
  }

  private begin(key: string, make: () => Promise<Tally | null>): void {
    this.keep(key, null)
    const making = make()
      // Unless the table was forgotten meanwhile.
      .then((tally) => this.kept.has(key) && this.keep(key, tally))
      // Busy, or too heavy: whoever asks twice again begins again.
      .catch(() => this.kept.delete(key))
      .then(() => void this.making.delete(making))
    this.making.add(making)
  }

  private keep(key: string, tally: Tally | null): void {
    this.kept.delete(key)
    keepNewest(this.kept.set(key, tally), MOST_TALLIES)
  }
}

function keepNewest(keys: Set<string> | Map<string, unknown>, most: number): void {
  for (const oldest of keys.keys()) {
    if (keys.size <= most) return
    keys.delete(oldest)
  }
}

function sumOf(tally: Tally, wanted: WantedValues): number {
  let rows = 0
  for (const values of combinationsOf([...wanted.values()])) rows += tally.get(JSON.stringify(values)) ?? 0
  return rows
}

function combinationsOf([first, ...others]: (readonly string[])[]): string[][] {
  if (!first) return [[]]
  const rest = combinationsOf(others)
  return first.flatMap((value) => rest.map((more) => [value, ...more]))
}

/** What a query wants, where it is nothing but values of a few columns. */
export function valuesWanted(
  table: KeptTable,
  { where, words, distinct }: Pick<TableQuery, 'where' | 'words' | 'distinct'>,
): WantedValues | null {
  if (!where || words || distinct) return null
  const wanted = new Map<string, string[]>()
  const add = (condition: Condition): boolean => {
    if ('all' in condition) return condition.all.every(add)
    const asked = valuesOf(condition)
    if (!asked || wanted.has(asked.column)) return false
    const values = textsOf(table, asked.column, asked.values)
    if (!values) return false
    wanted.set(asked.column, values)
    return true
  }
  if (!add(where) || wanted.size === 0 || wanted.size > MOST_COLUMNS) return null
  const combinations = [...wanted.values()].reduce((product, values) => product * values.length, 1)
  if (combinations > MOST_COMBINATIONS) return null
  return new Map([...wanted].sort(([one], [other]) => (one < other ? -1 : 1)))
}

function valuesOf(condition: Condition): { column: string; values: readonly Value[] } | null {
  if (!('is' in condition)) return null
  if (condition.is === '=') return { column: condition.column, values: [condition.value] }
  return condition.is === 'in' ? condition : null
}

/** Of types whose equal values are equal texts; null of others. Each once. */
function textsOf(table: KeptTable, name: string, values: readonly Value[]): string[] | null {
  const column = columnNamed(table, name)
  if (!table.columns.some((one) => one.name === name)) return null
  const texts = values.map((value) => {
    const { bound, as } = typedValue(column, value)
    if (as === 'BIGINT') return String(BigInt(bound))
    return as === 'VARCHAR' || as === 'DATE' || as === 'BOOLEAN' ? String(bound) : null
  })
  return texts.includes(null) ? null : [...new Set(texts as string[])]
}

/** @returns null where there are too many combinations */
export async function countCombinations({ source, run }: AskedTable, names: Column['name'][]): Promise<Tally | null> {
  const listed = names.map(quoted).join(', ')
  const probe = `SELECT count(*) FROM (SELECT DISTINCT ${listed} FROM ${source} WHERE _id <= ${PROBED})`
  const [[probed] = []] = await run(probe)
  if (Number(probed) > MOST_GROUPS / 2) return null
  const texts = names.map((name) => `CAST(${quoted(name)} AS VARCHAR)`).join(', ')
  const groups = `SELECT ${listed}, count(*) AS "_rows" FROM ${source} GROUP BY ${listed} LIMIT ${MOST_GROUPS + 1}`
  const rows = await run(`SELECT "_rows", ${texts} FROM (${groups})`)
  if (rows.length > MOST_GROUPS) return null
  const tally = new Map<string, number>()
  let letters = 0
  for (const [count, ...values] of rows) {
    const key = JSON.stringify(values)
    letters += key.length
    if (letters > MOST_LETTERS) return null
    tally.set(key, Number(count))
  }
  return tally
}
