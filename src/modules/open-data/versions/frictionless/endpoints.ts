import { resource } from '#kernel/http/endpoint.ts'
import { byName } from '../../catalogue/fields.ts'
import { publicDataset, viewOf } from '../../catalogue/show/show-dataset.ts'
import { byTable, byVersionOfTable } from '../../ingest/tables/fields.ts'
import { publicTable } from '../../ingest/tables/public-table.ts'
import { aboutColumnsOf } from '../../own-data/about-columns.ts'
import { publicTablesOf } from '../../store.ts'
import { declaredKeys } from '../store.ts'
import { dataPackage } from './data-package.ts'
import { tableSchema } from './table-schema.ts'

const contentType = 'application/json; charset=utf-8'
const openToAll = { 'access-control-allow-origin': '*' }

const schema = resource({
  name: 'tableSchema',
  path: '/data/tables/:table/schema.json',
  params: byTable,
  query: byVersionOfTable,
  contentType,
  async load(ctx, { table: id }, { version }) {
    const { columns, datasetId } = await publicTable(ctx, id, version)
    const key = (await declaredKeys(ctx.db, [id])).get(id) ?? null
    const about = await aboutColumnsOf(ctx, datasetId)
    // The address has no language.
    const schema = tableSchema(columns, key, (title) => about.get(title)?.ro)
    return { body: JSON.stringify(schema, null, 2), cacheSeconds: 60, headers: openToAll }
  },
})

const datapackage = resource({
  name: 'dataPackage',
  path: '/data/:dataset/datapackage.json',
  params: byName,
  localised: true,
  contentType,
  async load(ctx, { dataset: name }, _query, view) {
    const dataset = await publicDataset(ctx, name)
    const tables = await publicTablesOf(ctx.db, dataset.id)
    const keys = await declaredKeys(
      ctx.db,
      tables.map(({ id }) => id),
    )
    const described = await viewOf({ ...ctx, lang: view.lang }, dataset)
    return {
      body: JSON.stringify(dataPackage(described, tables, keys, await aboutColumnsOf(ctx, dataset.id), view), null, 2),
      cacheSeconds: 60,
      headers: openToAll,
    }
  },
})

export const frictionlessEndpoints = [schema, datapackage]
