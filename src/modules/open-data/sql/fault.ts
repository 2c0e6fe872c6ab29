import { Refusal } from '#kernel/errors.ts'

/** Why a question in SQL is not answered. */
export type Fault =
  /** It cannot be read. `detail` is what DuckDB says, `at` how many characters stand before the place. */
  | { fault: 'syntax'; detail: string; at: number | null }
  | { fault: 'several'; count: number }
  | { fault: 'not-a-question' }
  | { fault: 'function' | 'construct' | 'no-table'; name: string }
  | { fault: 'which-table'; name: string; count: number }
  | { fault: 'too-many-tables'; most: number }
  /** It can be read, but names what is not there, compares what cannot be compared, divides text … */
  | { fault: 'meaning'; detail: string }
  | { fault: 'too-deep' | 'memory' | 'failed' }
  | { fault: 'time'; seconds: number }
  | { fault: 'size'; megabytes: number }

/** Nothing of ours is wrong: the question is. */
export class BadSql extends Refusal {
  readonly what: Fault

  constructor(what: Fault, sql = '') {
    const { fault, ...args } = what
    const place = fault === 'syntax' ? placeOf(sql, what.at) : {}
    super(422, { key: `open-data.sql.fault.${fault}`, args: { ...args, ...place } })
    this.what = what
  }
}

/** Line and character, from 1. @param at characters before it */
function placeOf(sql: string, at: number | null): { line: number; character: number } {
  const lines = [...sql]
    .slice(0, at ?? 0)
    .join('')
    .split('\n')
  return { line: lines.length, character: [...(lines.at(-1) ?? '')].length + 1 }
}
