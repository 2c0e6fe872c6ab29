import { type RawRow, type RawTable, Unreadable } from '../raw-table.ts'
import type { Column, Overrides, TableReading } from '../table-schema.ts'
import { withCommaBelow } from './comma-below.ts'
import { findLayout, type Layout } from './layout/find-layout.ts'
import { findTotals } from './layout/find-totals.ts'
import { columnNames, uniqueTitles } from './layout/titles.ts'
import { HEAD_ROWS, MOST_ROW_CHARACTERS } from './limits.ts'
import { LineFile } from './line-file.ts'
import { RejectLog } from './reject-log.ts'
import { TableBody } from './table-body.ts'
import { type ChosenType, chooseTypes, holdsOnly } from './types/choose-type.ts'
import type { ColumnEvidence } from './types/column-evidence.ts'
import { missingKind } from './types/missing.ts'

/** Last rows among which totals and notes are looked for. */
const TAIL_ROWS = 20
/** Beyond such a share of short rows among the first ones, the file leaves out empty cells at the end of its rows. */
const RAGGED = 0.1
/** Fewer are single faults, however short the file is. */
const LEAST_RAGGED = 3

export interface ShapeOptions {
  overrides: Overrides
  /** Where the rows are written: CSV in UTF-8, as the README of the room says. */
  spool: string
  /** Where the lines that are left out are written, one `Reject` a line. */
  rejects: string
  /** Told now and then how far the reading is. */
  progress?(line: number): void
}

/**
 * Reads a raw table once, wholly, and writes its rows as they are to be typed: without preamble, header, totals and lines that do not fit.
 * A table in which nothing stands has no columns.
 *
 * @returns `rejected`: lines that were left out; cells that do not fit their column are found by who types them
 * @throws Unreadable
 */
export async function shapeTable(raw: RawTable, options: ShapeOptions): Promise<ShapedTable> {
  const change = options.overrides.commaBelow ? withCommaBelow : undefined
  const spool = await LineFile.begin(options.spool, change)
  try {
    const rejects = await LineFile.begin(options.rejects)
    try {
      return await shape(raw, options, spool, rejects)
    } finally {
      await rejects.end()
    }
  } finally {
    await spool.end()
  }
}

async function shape(
  raw: RawTable,
  options: ShapeOptions,
  spool: LineFile,
  rejectFile: LineFile,
): Promise<ShapedTable> {
  const { overrides, progress } = options
  const rejects = new RejectLog(rejectFile)
  const tail = Math.max(TAIL_ROWS, overrides.totals ?? 0)
  let begun: Begun | null = null
  let waiting: RawRow[] = []
  for await (const rows of raw.rows()) {
    const wanted = begun ? rows.filter(isFilled) : rows
    waiting = waiting.length === 0 ? wanted : waiting.concat(wanted)
    if (!begun && waiting.length >= HEAD_ROWS) {
      begun = begin(raw, waiting, overrides, spool, rejects)
      waiting = begun.rest
    }
    if (begun && waiting.length > tail) {
      const ready = waiting.length - tail
      for (let at = 0; at < ready; at++) begun.body.take(waiting[at] as RawRow)
      waiting = waiting.slice(ready)
    }
    await spool.flush()
    await rejectFile.flush()
    const last = rows.at(-1)
    if (last) progress?.(last.line)
  }
  if (begun) return end(raw, overrides, begun, waiting, rejects)
  const small = begin(raw, waiting, overrides, spool, rejects)
  return end(raw, overrides, small, small.rest, rejects)
}

export interface ShapedTable extends TableReading {
  /** One a column: whether each of its cells is a value of its type, written as usual. */
  sure: boolean[]
}

interface Begun {
  /** Null: nothing stands in the table. */
  layout: Layout | null
  titles: string[]
  /** What the officer said of each column. */
  wanted: (Partial<ChosenType> | undefined)[]
  body: TableBody
  /** Of the first rows those below the header. */
  rest: RawRow[]
}

function begin(raw: RawTable, rows: RawRow[], overrides: Overrides, spool: LineFile, rejects: RejectLog): Begun {
  refuseOneLine(rows)
  const layout = findLayout(raw, rows, overrides)
  const below = rows.slice(layout?.body ?? rows.length)
  const written = layout?.titles ?? []
  const titles = uniqueTitles(overrides.commaBelow ? written.map(withCommaBelow) : written)
  const said = new Map(Object.entries(overrides.columns ?? {}))
  const wanted = titles.map((title, at) => wantedType(said.get(title), raw.told?.[at]))
  const options = {
    text: raw.text ?? false,
    ragged: isRagged(below, titles.length),
    titles,
    wanted: wanted.map(Boolean),
  }
  const body = new TableBody(options, spool, rejects)
  return { layout, titles, wanted, body, rest: below.filter(isFilled) }
}

/** Whatever an officer says the numbers are, they are written as the file tells. */
function wantedType(said: Partial<ChosenType> | undefined, told: ChosenType | undefined): typeof said {
  if (!said || !told) return said ?? told
  if (told.type === 'string') return said.type ? said : told
  return said.type === 'integer' || said.type === 'number' ? { ...said, format: told.format } : said
}

function end(raw: RawTable, overrides: Overrides, begun: Begun, waiting: RawRow[], rejects: RejectLog): ShapedTable {
  const { layout, body } = begun
  if (!layout)
    return {
      sheet: raw.sheet,
      rows: 0,
      rejected: 0,
      columns: [],
      preamble: 0,
      headerRows: 0,
      totals: 0,
      rejects: [],
      sure: [],
    }
  const guessed = raw.named ? 0 : findTotals(waiting, layout.titles.length)
  const totals = Math.min(waiting.length, overrides.totals ?? guessed)
  for (const row of waiting.slice(0, waiting.length - totals)) body.take(row)
  return {
    sheet: raw.sheet,
    rows: body.rows,
    rejected: rejects.count,
    ...columnsOf(begun, !raw.text),
    preamble: layout.preamble,
    headerRows: layout.headerRows,
    totals,
    rejects: rejects.first,
    ...(body.openQuotes.count > 0 && { openQuotes: body.openQuotes }),
  }
}

function isFilled({ cells, broken }: RawRow): boolean {
  return broken !== undefined || cells.some((cell) => cell !== '' && cell.trim() !== '')
}

/** A file that is one endless line is no table, whatever its beginning looks like. */
function refuseOneLine(rows: RawRow[]): void {
  if (rows.length > 0 && rows.every(({ broken }) => broken === 'too-long'))
    throw new Unreadable('open-data.reading.line-too-long', { most: MOST_ROW_CHARACTERS })
}

function isRagged(rows: RawRow[], width: number): boolean {
  const whole = rows.filter((row) => !row.broken && isFilled(row))
  const short = whole.filter(({ cells }) => cells.length < width).length
  return short >= LEAST_RAGGED && short > RAGGED * whole.length
}

function columnsOf({ titles, wanted, body }: Begun, typed: boolean): { columns: Column[]; sure: boolean[] } {
  const names = columnNames(titles)
  for (const column of body.columns) column.end()
  const types = chooseTypes(body.columns, wanted, typed)
  const columns = types.map(({ type, format }, at): Column => {
    const { empty, marks } = body.columns[at] as ColumnEvidence
    const missing = [...marks].filter(([mark]) => type !== 'string' || missingKind(mark) === 'always')
    return {
      name: names[at] as string,
      title: titles[at] as string,
      type,
      format,
      missing: missing.reduce((sum, [, count]) => sum + count, empty),
      missingMarks: missing.map(([mark]) => mark),
    }
  })
  return { columns, sure: types.map((type, at) => holdsOnly(body.columns[at] as ColumnEvidence, type)) }
}
