import { quoted } from '../../engine/duckdb.ts'
import type { KeptTable } from '../../engine/table-query.ts'
import { type CommonColumn, commonColumns, comparable } from './comparable.ts'

/**
 * Which rows differ between two versions, as `kind` ('added', 'changed', 'removed'), `before` and `after`: their numbers in each. What a row holds
 * beside its key is compared by a hash of 64 bits, so that a join of millions holds only numbers.
 *
 * @param key names of columns that no two rows of either version share; none: whole rows are compared, equal ones in the order of the file
 * @param sources what stands after FROM, of the earlier version first
 */
export function differencesSql(
  [before, after]: readonly [KeptTable, KeptTable],
  key: string[],
  sources: readonly string[],
): string {
  const common = commonColumns(before.columns, after.columns)
  const sides = (['before', 'after'] as const).map((side, at) =>
    key.length > 0 ? byKey(common, key, side, sources[at] as string) : byRow(common, side, sources[at] as string),
  )
  const parts = key.length > 0 ? key.map((_, at) => `k${at}`) : ['k0', 'k1']
  const same = parts.map((part) => `a.${part} IS NOT DISTINCT FROM b.${part}`).join(' AND ')
  return `SELECT CASE WHEN a._id IS NULL THEN 'added' WHEN b._id IS NULL THEN 'removed' ELSE 'changed' END AS kind, a._id AS before, b._id AS after
    FROM (${sides[0]}) a FULL JOIN (${sides[1]}) b ON ${same}
    WHERE a._id IS NULL OR b._id IS NULL OR a.rest <> b.rest
    ORDER BY kind, coalesce(b._id, a._id)`
}

function byKey(common: CommonColumn[], key: string[], side: 'before' | 'after', source: string): string {
  const named = key.map((name) => common.find((column) => column.name === name) as CommonColumn)
  const rest = common.filter(({ name }) => !key.includes(name))
  const parts = named.map((column, at) => `${comparable(column, side)} AS k${at}`)
  return `SELECT _id, ${parts.join(', ')}, ${hashOf(rest, side)} AS rest FROM ${source}`
}

/** Equal rows are counted through: the second of one version is the second of the other. */
function byRow(common: CommonColumn[], side: 'before' | 'after', source: string): string {
  // Versions without a common column have no row in common either.
  const row = common.length > 0 ? hashOf(common, side) : `'${side}'`
  return `SELECT _id, k0, row_number() OVER (PARTITION BY k0 ORDER BY _id) AS k1, 0 AS rest FROM (SELECT _id, ${row} AS k0 FROM ${source})`
}

function hashOf(columns: CommonColumn[], side: 'before' | 'after'): string {
  return columns.length === 0 ? '0' : `hash(${columns.map((column) => comparable(column, side)).join(', ')})`
}

/** Whether a common column differs, of rows `a` and `b` that are written as {@link comparable} texts. */
export const differs = (name: string): string => `a.${quoted(name)} IS DISTINCT FROM b.${quoted(name)}`
