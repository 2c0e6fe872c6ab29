import { shown, written } from '../../engine/column-sql.ts'
import { literal, quoted } from '../../engine/duckdb.ts'
import { exportFormats, fileAt, type TableFile } from '../../engine/export-table.ts'
import type { OpenTables } from '../../engine/table-query.ts'
import type { Column } from '../../table-schema.ts'
import { commonColumns } from './comparable.ts'
import { type Comparison, compareTables, type Pair } from './compare-tables.ts'
import { differs } from './differences-sql.ts'

export const changesFormats = ['csv', 'ndjson'] as const
export type ChangesFormat = (typeof changesFormats)[number]

/**
 * All that differs, a line a row. As CSV: `_change`, the row's numbers `_before` and `_after`, `_changed` (names of the columns that differ), then
 * each column as it is now (of a removed row, as it was), and as `_before_NAME` what stood there where it changed. As NDJSON: `change`, `row`,
 * `changed`, and the whole row `before` and `after`.
 *
 * @throws TooHeavy, Busy
 */
export async function exportChanges(
  tables: OpenTables,
  pair: Pair,
  declared: string[] | null,
  format: ChangesFormat,
): Promise<TableFile> {
  const comparison = await compareTables(tables, pair, declared)
  const { contentType, copy } = exportFormats[format]
  const place = await tables.fileOf(`${comparison.name}.${format}`, (at) =>
    tables.askAtLength(pair, async ({ sources, run }) => {
      const select = format === 'csv' ? asCsv : asNdjson
      await run(`COPY (${select(pair, comparison, sources)}) TO ${literal(at)} (${copy})`)
    }),
  )
  return fileAt(place, contentType)
}

/** Rows of one version with their number, each column as an expression says. */
function side(columns: Column[], source: string | undefined, as: (column: Column) => string): string {
  return `(SELECT _id, ${columns.map((column) => `${as(column)} AS ${quoted(column.name)}`).join(', ')} FROM ${source})`
}

function joined([before, after]: Pair, { differences }: Comparison, sources: readonly string[], as: typeof written) {
  return `${differences} d LEFT JOIN ${side(before.columns, sources[0], as)} a ON a._id = d.before
    LEFT JOIN ${side(after.columns, sources[1], as)} b ON b._id = d.after ORDER BY d.kind, coalesce(d.after, d.before)`
}

function namesThatDiffer(common: { name: string }[]): string {
  const names = common.map(({ name }) => `CASE WHEN d.kind = 'changed' AND ${differs(name)} THEN ${literal(name)} END`)
  return names.length === 0 ? '[]::VARCHAR[]' : `list_filter([${names.join(', ')}], lambda one: one IS NOT NULL)`
}

function asCsv(pair: Pair, comparison: Comparison, sources: readonly string[]): string {
  const [before, after] = pair
  const common = commonColumns(before.columns, after.columns)
  const isCommon = (name: string) => common.some((column) => column.name === name)
  const gone = before.columns.filter(({ name }) => !isCommon(name))
  const cells = [
    ...after.columns.map(({ name }) => {
      const now = `b.${quoted(name)}`
      return `${isCommon(name) ? `CASE WHEN d.after IS NULL THEN a.${quoted(name)} ELSE ${now} END` : now} AS ${quoted(name)}`
    }),
    ...gone.map(({ name }) => `a.${quoted(name)} AS ${quoted(`_before_${name}`)}`),
    ...common
      .filter(({ name }) => !comparison.key.columns.includes(name))
      .map(
        ({ name }) =>
          `CASE WHEN d.kind = 'changed' AND ${differs(name)} THEN a.${quoted(name)} END AS ${quoted(`_before_${name}`)}`,
      ),
  ]
  return `SELECT d.kind AS _change, d.before AS _before, d.after AS _after, nullif(array_to_string(${namesThatDiffer(common)}, '; '), '') AS _changed, ${cells.join(', ')}
    FROM ${joined(pair, comparison, sources, written)}`
}

function asNdjson(pair: Pair, comparison: Comparison, sources: readonly string[]): string {
  const [before, after] = pair
  const packed = (columns: Column[], row: 'a' | 'b') => {
    const fields = columns.map(({ name }) => `${quoted(name)} := ${row}.${quoted(name)}`)
    return `CASE WHEN ${row}._id IS NOT NULL THEN struct_pack(${fields.join(', ')}) END`
  }
  return `SELECT d.kind AS change, struct_pack(before := d.before, after := d.after) AS row, ${namesThatDiffer(commonColumns(before.columns, after.columns))} AS changed,
    ${packed(before.columns, 'a')} AS before, ${packed(after.columns, 'b')} AS after
    FROM ${joined(pair, comparison, sources, shown)}`
}
