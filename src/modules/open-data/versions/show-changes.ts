import { NotFound } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { aroundTable } from '../ingest/tables/store.ts'
import type { Column } from '../table-schema.ts'
import { changedRows } from './compare/changed-rows.ts'
import { columnChanges } from './compare/column-changes.ts'
import { changeKinds, compareTables, countDifferences } from './compare/compare-tables.ts'
import type { changesQuery } from './fields.ts'
import { pairOfVersions } from './pair-of-versions.ts'
import type { ChangesView } from './replies.ts'
import { seqsOfTable } from './store.ts'

export const PAGE_ROWS = 50
const MOST_VERSIONS = 200

type Query = FormValue<(typeof changesQuery)['fields']>

/** What differs between two versions of a public table. @throws NotFound, TooHeavy, Busy */
export async function showChanges(ctx: Context, { table: id }: { table: string }, query: Query): Promise<ChangesView> {
  const { before, after, declared } = await pairOfVersions(ctx, id, query)
  const around = await aroundTable(ctx.db, after)
  const page = query.page ?? 1
  const shared = {
    table: id,
    sheet: after.sheet,
    title: inLang(around.title, ctx.lang),
    dataset: { name: after.dataset, title: inLang(around.datasetTitle, ctx.lang) },
    distribution: after.distributionId,
    versions: await seqsOfTable(ctx.db, id, MOST_VERSIONS),
    to: after.seq,
    page,
  }
  if (!before) {
    if (page > 1) throw new NotFound()
    return { ...shared, from: null, key: null, rows: null, columns: null, kind: 'changed', items: [], pages: 1 }
  }
  const pair = [before, after] as const
  const comparison = await compareTables(ctx.tables, pair, declared)
  const counts = await countDifferences(ctx.tables, pair, comparison)
  const kind = query.kind ?? changeKinds.find((one) => counts[one] > 0) ?? 'changed'
  const pages = Math.max(1, Math.ceil(counts[kind] / PAGE_ROWS))
  if (page > pages) throw new NotFound()
  return {
    ...shared,
    from: before.seq,
    key: {
      ...comparison.key,
      columns: comparison.key.columns.map((name) => ({ name, title: titleOf(name, after.columns) })),
    },
    rows: { ...counts, before: before.rows, after: after.rows },
    columns: {
      before: before.columns,
      after: after.columns,
      changes: columnChanges(before.columns, after.columns),
    },
    kind,
    items:
      counts[kind] === 0
        ? []
        : await changedRows(ctx.tables, pair, comparison, { kind, limit: PAGE_ROWS, offset: (page - 1) * PAGE_ROWS }),
    pages,
  }
}

const titleOf = (name: string, columns: Column[]) => columns.find((column) => column.name === name)?.title ?? name
