import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { say } from '#kernel/i18n/translator.ts'
import { BadQuery } from '../engine/refusals.ts'
import { askedOfTable, filtersIn } from '../ingest/tables/asked-of-table.ts'
import { sortIn } from '../ingest/tables/fields.ts'
import { publicTable } from '../ingest/tables/public-table.ts'
import { titlesOf } from '../ingest/tables/show-table.ts'
import { aroundTable } from '../ingest/tables/store.ts'
import { marksOf } from '../recall/show-corrections.ts'
import type { PublicTable } from '../store.ts'
import { asShown } from '../table-schema.ts'
import { placeColumns, spotColumns } from './columns.ts'
import { countPlaces } from './count-places.ts'
import { type mapQuery, measureIn } from './fields.ts'
import { gatherSpots } from './gather-spots.ts'
import type { MapView } from './replies.ts'

type Query = FormValue<(typeof mapQuery)['fields']>

/** A public table on a map: of the places that it names, or of the points that it has. @throws NotFound, TooHeavy, Busy */
export async function showMap(ctx: Context, { table: id }: { table: string }, query: Query): Promise<MapView> {
  const table = await publicTable(ctx, id, query.version)
  const around = await aroundTable(ctx.db, table)
  const kinds = kindsOf(table)
  const kind = kinds.find((one) => one === query.kind) ?? kinds[0] ?? 'places'
  const filters = filtersIn(query.filter)
  return {
    id: table.id,
    sheet: table.sheet,
    ...titlesOf(ctx, table, around),
    institution: { slug: around.slug, name: inLang(around.institution, ctx.lang) },
    version: { seq: table.seq, pinned: query.version !== null, publishedAt: around.publishedAt.toISOString() },
    errata: (await marksOf(ctx, table)).errata,
    columns: asShown(table.columns),
    kinds,
    kind,
    measure: measureIn(query.of),
    query: { version: query.version, q: query.q, sort: sortIn(query.sort), filters },
    ...(await drawn(ctx, table, query, kind)),
  }
}

function kindsOf({ columns }: PublicTable): MapView['kinds'] {
  return [
    ...(spotColumns(columns) ? (['spots'] as const) : []),
    ...(placeColumns(columns).length > 0 ? (['places'] as const) : []),
  ]
}

/** What the table has not is told on the page, where it can be changed. */
async function drawn(
  ctx: Context,
  table: PublicTable,
  query: Query,
  kind: MapView['kind'],
): Promise<Pick<MapView, 'places' | 'spots' | 'wrong'>> {
  const asked = { measure: measureIn(query.of), chosen: askedOfTable(query, filtersIn(query.filter)) }
  try {
    const columns = kind === 'spots' ? spotColumns(table.columns) : null
    return {
      places: columns ? null : await countPlaces(ctx, table, { ...asked, by: query.by }),
      spots: columns && (await gatherSpots(ctx, table, { ...asked, columns })),
      wrong: null,
    }
  } catch (error) {
    if (!(error instanceof BadQuery)) throw error
    return {
      places: null,
      spots: null,
      wrong: error.errors.map(({ text }) => say(ctx.translate(ctx.lang), text)).join(' '),
    }
  }
}
