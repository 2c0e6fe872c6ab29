import { keepNewest } from '#kernel/keep-newest.ts'
import { quoted } from './duckdb.ts'
import type { AskedTable, Condition, KeptTable, TableQuery, Value } from './table-query.ts'
import { typedValue } from './typed-value.ts'

/** How many rows have each combination of values of some columns; by the values as texts, as JSON. */
export type Tally = ReadonlyMap<string, number>

/** Values that columns shall have, of each column one of several; by the names of the columns, as DuckDB writes them as texts. */
export type WantedValues = ReadonlyMap<string, readonly string[]>

const MOST_TALLIES = 32
/** Sets of columns of which is known that somebody asked for them, or that they are not worth it. */
const MOST_KNOWN = 1_000
const MOST_WISHED = 20
const MOST_COLUMNS = 4
const MOST_GROUPS = 10_000
/** Characters of the values of all groups. */
const MOST_LETTERS = 500_000
/** Combinations that one question asks for. */
const MOST_COMBINATIONS = 1_000
/** Rows from all over a table from which is guessed whether there are few groups. */
const PROBED = 20_000

/** Columns of a table whose combinations of values are to be counted. */
export interface Wish {
  table: KeptTable
  columns: string[]
}

/**
 * Who looks at a table by columns of few values (district, kind, year) asks for one value after the other. From the second question for the same columns
 * on, all of their combinations are counted at once, when the answer is given and nobody waits, and no such question is counted by reading any more.
 */
export class Tallies {
  private readonly asked = new Set<string>()
  private readonly unworthy = new Set<string>()
  private readonly wished = new Map<string, Wish>()
  /** By table and columns, the one used last at the end. */
  private readonly kept = new Map<string, Tally>()
  private making: { sha256: string; isGone: boolean; done: Promise<void> } | null = null

  /** How many rows have the values; null where it is not known. */
  rowsWith(table: KeptTable, wanted: WantedValues): number | null {
    const columns = [...wanted.keys()]
    const key = JSON.stringify([table.sha256, ...columns])
    const tally = this.kept.get(key)
    if (tally) {
      this.keep(key, tally)
      return sumOf(tally, wanted)
    }
    if (this.unworthy.has(key)) return null
    if (this.asked.delete(key)) keepNewest(this.wished.set(key, { table, columns }), MOST_WISHED)
    else if (!this.wished.has(key)) keepNewest(this.asked.add(key), MOST_KNOWN)
    return null
  }

  /**
   * Begins with what is wished for, one at a time.
   *
   * @param make counts all combinations: null where others are busy, and of null where it is not worth it. It throws where it cannot be done now
   */
  begin(make: (wish: Wish) => Promise<Tally | null> | null): void {
    const [key, wish] = this.wished.entries().next().value ?? []
    if (this.making || !key || !wish) return
    const making = { sha256: wish.table.sha256, isGone: false, done: Promise.resolve() }
    this.making = making
    const made = make(wish)
    const end = (tally: Tally | null | undefined) => {
      this.making = null
      if (making.isGone) return
      if (tally) this.keep(key, tally)
      else if (tally === null) keepNewest(this.unworthy.add(key), MOST_KNOWN)
    }
    if (made) this.wished.delete(key)
    if (made) making.done = made.then(end, () => end(undefined))
    else end(undefined)
  }

  forget(sha256: string): void {
    const isGone = (key: string) => key.includes(sha256)
    for (const keys of [this.asked, this.unworthy, this.wished, this.kept])
      for (const key of keys.keys()) if (isGone(key)) keys.delete(key)
    if (this.making?.sha256 === sha256) this.making.isGone = true
  }

  /** Nothing is counted any more. */
  async settled(): Promise<void> {
    await this.making?.done
  }

  private keep(key: string, tally: Tally): void {
    this.kept.delete(key)
    keepNewest(this.kept.set(key, tally), MOST_TALLIES)
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
  const column = table.columns.find((one) => one.name === name)
  if (!column) return null
  const texts = values.map((value) => {
    const { bound, as } = typedValue(column, value)
    if (as === 'BIGINT') return String(BigInt(bound))
    return as === 'VARCHAR' || as === 'DATE' || as === 'BOOLEAN' ? String(bound) : null
  })
  return texts.includes(null) ? null : [...new Set(texts as string[])]
}

/** @returns null where there are too many combinations, or too long ones */
export async function countCombinations({ source, run }: AskedTable, { table, columns }: Wish): Promise<Tally | null> {
  const listed = columns.map(quoted).join(', ')
  const step = Math.max(1, Math.floor(table.rows / PROBED))
  const probe = `SELECT count(*) FROM (SELECT DISTINCT ${listed} FROM ${source} WHERE _id % ${step} = 0)`
  const [[probed] = []] = await run(probe)
  if (Number(probed) > MOST_GROUPS / 2) return null
  const texts = columns.map((name) => `CAST(${quoted(name)} AS VARCHAR)`)
  const letters = texts.map((text) => `coalesce(length(${text}), 0)`).join(' + ')
  const groups = `SELECT ${listed}, count(*) AS "_rows" FROM ${source} GROUP BY ${listed} LIMIT ${MOST_GROUPS + 1}`
  const measured = `SELECT *, sum(${letters}) OVER () AS "_letters" FROM (${groups})`
  const rows = await run(`SELECT "_rows", ${texts.join(', ')} FROM (${measured}) WHERE "_letters" <= ${MOST_LETTERS}`)
  if (rows.length === 0 || rows.length > MOST_GROUPS) return null
  return new Map(rows.map(([count, ...values]) => [JSON.stringify(values), Number(count)]))
}
