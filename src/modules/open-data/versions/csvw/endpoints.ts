import { resource } from '#kernel/http/endpoint.ts'
import { byTable, byVersionOfTable } from '../../ingest/tables/fields.ts'
import { publicTable } from '../../ingest/tables/public-table.ts'
import { aroundTable } from '../../ingest/tables/store.ts'
import { aboutColumnsOf } from '../../own-data/about-columns.ts'
import { findDatasetById } from '../../store.ts'
import { declaredKeys } from '../store.ts'
import { csvwOf } from './table-metadata.ts'

/** The CSV names this address in its Link header. */
const metadata = resource({
  name: 'csvwMetadata',
  path: '/data/tables/:table/csv-metadata.json',
  params: byTable,
  query: byVersionOfTable,
  contentType: 'application/csvm+json; charset=utf-8',
  async load(ctx, { table: id }, { version }) {
    const table = await publicTable(ctx, id, version)
    const [around, dataset, keys, about] = await Promise.all([
      aroundTable(ctx.db, table),
      findDatasetById(ctx.db, table.datasetId),
      declaredKeys(ctx.db, [table.id]),
      aboutColumnsOf(ctx, table.datasetId),
    ])
    const url = `../${table.id}.csv${version === null ? '' : `?version=${version}`}`
    const described = csvwOf(table, keys.get(table.id) ?? null, url, {
      about,
      title: around.title,
      publisher: around.institution.ro,
      licence: dataset?.licence ?? '',
      issuedAt: around.publishedAt,
    })
    return {
      body: JSON.stringify(described, null, 2),
      cacheSeconds: 60,
      headers: { 'access-control-allow-origin': '*' },
    }
  },
})

export const csvwEndpoints = [metadata]
