import type { CellFormat, ColumnType } from '../../table-schema.ts'
import { type ColumnEvidence, MOST_FAULTS } from './column-evidence.ts'
import {
  booleanForms,
  datePatterns,
  FAULT,
  NUMBER,
  numberForms,
  SHORT,
  TIME,
  WITH_COMMA,
  WITH_POINT,
  WITH_TIME,
  WORD,
} from './forms.ts'
import { isNamed } from './named-days.ts'
import { isCurrency } from './units.ts'

export interface ChosenType {
  type: ColumnType
  format: CellFormat
}

/** One plain fault is forgiven from so many cells on, and beyond a thousand one in each thousand, up to {@link MOST_FAULTS}. */
const FORGIVING = 30

/**
 * What every column of a table holds. A type is taken when all cells of the whole column fit it, never because most do; the only
 * cells that may be left over are a few plain faults, which are reported. Columns are judged together because one that says which mark is
 * the decimal one says it for those that do not.
 *
 * @param wanted what an officer said, by place
 * @param typed the table is no text: its bare numbers are mostly cells that hold numbers, which stand here with a point before decimals
 */
export function chooseTypes(
  columns: ColumnEvidence[],
  wanted: (Partial<ChosenType> | undefined)[] = [],
  typed = false,
): ChosenType[] {
  const decimal = decimalOf(columns)
  return columns.map((column, at) => {
    const said = wanted[at]
    if (said?.type) return { type: said.type, format: said.format ?? formatAs(said.type, column, decimal, typed) }
    return chooseType(column, decimal, typed)
  })
}

/** Whether every cell of a column, but those that say that the value is missing, is a value of a type as it is usually written. */
export function holdsOnly(column: ColumnEvidence, { type, format }: ChosenType): boolean {
  if (column.words || format.thousands || format.unit) return false
  if (type === 'integer') return format.decimal === undefined && isAll(column, (kind) => (kind & NUMBER) === NUMBER)
  if (type === 'number')
    return holdsForm(
      column,
      numberForms.find((form) => form.format.decimal === format.decimal),
    )
  if (type === 'date')
    return (
      !isNamed(format.pattern ?? '') &&
      holdsForm(
        column,
        datePatterns.find(({ pattern }) => pattern === format.pattern),
      ) &&
      isAll(column, (kind) => (kind & WITH_TIME) === 0)
    )
  return false
}

function holdsForm(column: ColumnEvidence, form: Form | undefined): boolean {
  return form !== undefined && misfits(column, form.bit) === 0
}

function isAll(column: ColumnEvidence, is: (kind: number) => boolean): boolean {
  return countOf(column, (kind) => !is(kind)) === 0
}

function chooseType(column: ColumnEvidence, decimal: Decimal, typed: boolean): ChosenType {
  if (column.words || column.kinds.size === 0) return { type: 'string', format: {} }
  const booleans = best(column, booleanForms)
  if (booleans.misfits === 0) return { type: 'boolean', format: wordsOf(booleans.form) }
  if (allows(column, TIME)) return { type: 'time', format: {} }
  const dates = best(column, datePatterns)
  if (allows(column, dates.form.bit)) return dated(column, dates.form)
  const form = numberForm(column, decimal, typed)
  if (form && allows(column, form.bit)) return numbered(column, form)
  return { type: 'string', format: {} }
}

/** How cells are read when the type is given but not how it is written. */
function formatAs(type: ColumnType, column: ColumnEvidence, decimal: Decimal, typed: boolean): CellFormat {
  if (type === 'string' || type === 'time') return {}
  if (type === 'boolean') return wordsOf(best(column, booleanForms).form)
  if (type === 'date') return { pattern: best(column, datePatterns).form.pattern }
  if (type === 'datetime') return dated(column, best(column, datePatterns).form, true).format
  return numbered(column, numberForm(column, decimal, typed) ?? firstForm(column)).format
}

interface Form {
  bit: number
}

/** The first of those that leave over the fewest cells. */
function best<T extends Form>(column: ColumnEvidence, forms: readonly T[]): { form: T; misfits: number } {
  const counted = forms.map((form) => ({ form, misfits: misfits(column, form.bit) }))
  return counted.reduce((a, b) => (b.misfits < a.misfits ? b : a))
}

function misfits(column: ColumnEvidence, bit: number): number {
  return countOf(column, (kind) => (kind & bit) === 0)
}

function countOf(column: ColumnEvidence, is: (kind: number) => boolean): number {
  let count = 0
  for (const [kind, cells] of column.kinds) if (is(kind)) count += cells
  return count
}

/** Whether what does not fit is nothing but a few plain faults. */
function allows(column: ColumnEvidence, bit: number): boolean {
  const over = misfits(column, bit)
  if (over === 0) return true
  const plain = countOf(column, (kind) => (kind & bit) === 0 && (kind & (WORD | FAULT)) !== 0)
  const cells = countOf(column, () => true)
  const forgiven = cells < FORGIVING ? 0 : Math.min(MOST_FAULTS, Math.max(1, Math.floor(cells / 1000)))
  return over === plain && over <= forgiven
}

function wordsOf({ yes, no }: (typeof booleanForms)[number]): CellFormat {
  return { words: [yes[0] as string, no[0] as string] }
}

function dated(column: ColumnEvidence, { bit, pattern }: (typeof datePatterns)[number], timed = false): ChosenType {
  const withTime = timed || countOf(column, (kind) => (kind & bit) !== 0 && (kind & WITH_TIME) !== 0) > 0
  return withTime
    ? { type: 'datetime', format: { pattern: `${pattern} hh:mm` } }
    : { type: 'date', format: { pattern } }
}

type NumberForm = (typeof numberForms)[number]
type Mark = NumberForm['format']['decimal']
type Decimal = Mark | null

/** Which mark the numbers of a table have before their decimals, where at least one column leaves no doubt. */
function decimalOf(columns: ColumnEvidence[]): Decimal {
  const votes = { ',': 0, '.': 0 }
  for (const column of columns) {
    if (column.words || column.kinds.size === 0) continue
    const forms = tied(column)
    const [first] = forms as [NumberForm, ...NumberForm[]]
    const mark = markOf(first)
    if (allows(column, first.bit) && broken(column, first) && forms.every((form) => markOf(form) === mark))
      votes[mark]++
  }
  if (votes[','] === votes['.']) return null
  return votes[','] > votes['.'] ? ',' : '.'
}

/** The forms that leave over the fewest cells. */
function tied(column: ColumnEvidence): NumberForm[] {
  const counts = numberForms.map(({ bit }) => misfits(column, bit))
  const least = Math.min(...counts)
  return numberForms.filter((_, at) => counts[at] === least)
}

/** Whether some number has decimals when it is read so. */
function broken(column: ColumnEvidence, form: NumberForm): boolean {
  const mark = markOf(form) === ',' ? WITH_COMMA : WITH_POINT
  return countOf(column, (kind) => (kind & form.bit) !== 0 && (kind & mark) !== 0) > 0
}

function markOf({ format }: NumberForm): Mark {
  return format.decimal
}

function firstForm(column: ColumnEvidence): NumberForm {
  return tied(column)[0] as NumberForm
}

/**
 * 1.234 may be a little more than one or a thousand. It is a thousand when other columns have the comma before decimals; of money, which has no
 * three decimals, unless other columns have the point before theirs; or when smaller numbers stand bare beside at least three such, and none
 * of four digits does: who writes four digits bare parts no thousands. Cells of workbooks and records are numbers themselves, whatever stands beside
 * them: 1.234 is never a thousand there. Where another column holds texts with a comma before decimals it may be a text too, and nothing says which.
 *
 * @returns null where nothing says which: what is published must not be a thousand times too large or too small
 */
function numberForm(column: ColumnEvidence, decimal: Decimal, typed: boolean): NumberForm | null {
  const forms = tied(column)
  const [first] = forms as [NumberForm, ...NumberForm[]]
  const grouped = forms.find((form) => !broken(column, form))
  const marked = countOf(column, (kind) => (kind & NUMBER) !== 0 && (kind & (WITH_COMMA | WITH_POINT)) !== 0)
  if (!grouped || marked === 0 || grouped === first) return first
  if (isCurrency(column.unit)) return decimal === null || decimal === markOf(grouped) ? grouped : null
  if (typed && column.unit === null && decimal === ',' && markOf(first) === '.') return null
  if (decimal !== null) return forms.find((form) => markOf(form) === decimal) ?? first
  if (typed && column.unit === null) return first
  const bare = countOf(column, (kind) => (kind & NUMBER) === NUMBER)
  const short = countOf(column, (kind) => (kind & NUMBER) === NUMBER && (kind & SHORT) !== 0)
  if (short < bare) return first
  return marked >= 3 && short > 0 ? grouped : null
}

function numbered(column: ColumnEvidence, form: NumberForm): ChosenType {
  const { decimal, thousands } = form.format
  const fraction = broken(column, form)
  const format: CellFormat = {}
  if (fraction && decimal) format.decimal = decimal
  if (thousands) format.thousands = thousands
  if (column.unit !== null) format.unit = column.unit
  return { type: fraction ? 'number' : 'integer', format }
}
