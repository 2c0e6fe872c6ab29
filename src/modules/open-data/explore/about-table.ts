import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { say } from '#kernel/i18n/translator.ts'
import { BadQuery } from '../engine/refusals.ts'
import type { TableQuery } from '../engine/table-query.ts'
import { askedOfTable, filtersIn } from '../ingest/tables/asked-of-table.ts'
import { publicTable } from '../ingest/tables/public-table.ts'
import { titlesOf } from '../ingest/tables/show-table.ts'
import { aroundTable } from '../ingest/tables/store.ts'
import { marksOf } from '../recall/show-corrections.ts'
import type { PublicTable } from '../store.ts'
import { asShown } from '../table-schema.ts'
import type { chartQuery } from './fields.ts'
import type { AboutTable } from './replies.ts'

export type RowsQuery = Pick<FormValue<(typeof chartQuery)['fields']>, 'version' | 'q' | 'filter'>

/** A table that is looked at, and which of its rows. */
export interface Explored {
  table: PublicTable
  about: AboutTable
  asked: Pick<TableQuery, 'where' | 'words'>
}

/** @throws NotFound also for a version that nobody published, Gone */
export async function exploredTable(ctx: Context, id: string, { version, q, filter }: RowsQuery): Promise<Explored> {
  const table = await publicTable(ctx, id, version)
  const around = await aroundTable(ctx.db, table)
  const filters = filtersIn(filter)
  return {
    table,
    asked: askedOfTable({ q, sort: null }, filters),
    about: {
      id: table.id,
      sheet: table.sheet,
      ...titlesOf(ctx, table, around),
      institution: { slug: around.slug, name: inLang(around.institution, ctx.lang) },
      version: {
        seq: table.seq,
        current: table.isCurrent,
        publishedAt: around.publishedAt.toISOString(),
        rows: table.rows,
      },
      errata: (await marksOf(ctx, table)).errata,
      columns: asShown(table.columns),
      rows: { version, q, filters },
    },
  }
}

/** What the table has not is told on the page, where it can be changed. @param nothing what is shown then */
export async function orSaid<T>(
  ctx: Context,
  nothing: T,
  ask: () => Promise<T>,
): Promise<T & { wrong: string | null }> {
  try {
    return { ...(await ask()), wrong: null }
  } catch (error) {
    if (!(error instanceof BadQuery)) throw error
    return { ...nothing, wrong: error.errors.map(({ text }) => say(ctx.translate(ctx.lang), text)).join(' ') }
  }
}
