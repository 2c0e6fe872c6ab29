import { InvalidInput, Refusal } from '#kernel/errors.ts'

export type Fault =
  | 'no-column'
  | 'not-an-integer'
  | 'not-a-number'
  | 'not-a-boolean'
  | 'not-a-date'
  | 'not-a-datetime'
  | 'not-a-time'
  | 'no-value'
  | 'no-such-parts'
  | 'no-numbers'
  | 'no-order'
  | 'too-many-groups'
  | 'too-many-conditions'
  | 'too-many-letters'
  | 'sort-not-shown'
  | 'split-or-figures'

/** The query names what the table has not, or compares with what is no value of the column. */
export class BadQuery extends InvalidInput {
  /** As the query names it; empty where it is about the query as a whole. */
  readonly column: string
  readonly fault: Fault

  constructor(column: string, fault: Fault, value = '') {
    super([{ field: column, text: { key: `open-data.engine.${fault}`, args: { column, value: value.slice(0, 100) } } }])
    this.column = column
    this.fault = fault
  }
}

/** The question was stopped: it took longer than a question may, or more memory. */
export class TooHeavy extends Refusal {
  readonly what: 'time' | 'memory'

  constructor(what: 'time' | 'memory') {
    super(503, { key: what === 'time' ? 'open-data.engine.too-long' : 'open-data.engine.too-much' })
    this.what = what
  }
}
