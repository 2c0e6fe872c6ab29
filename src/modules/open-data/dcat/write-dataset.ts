import { Gone, NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { isId } from '#kernel/ids.ts'
import type { Dataset } from '../dataset.ts'
import { findDataset, findDatasetById } from '../store.ts'
import { rdfFormats } from './rdf/formats.ts'
import { seriesNodes } from './series-node.ts'
import { sourceOf } from './source-store.ts'
import { partOf, type Telling } from './told.ts'
import { type Document, documentOf } from './write-catalogue.ts'

/** One dataset, by its name or its id. @throws NotFound; Gone for one that was withdrawn, so that harvesters let it go too */
export async function writeDataset(ctx: Context, idOrName: string, telling: Telling): Promise<Document> {
  const dataset = await openDataset(ctx, idOrName)
  const source = await sourceOf(ctx.db, dataset)
  const { written, series } = partOf(telling, source, ctx)
  if (series === null || telling === 'data-json' || telling.vocabulary === 'schema-org')
    return documentOf(telling, [written])
  return documentOf(telling, [...(await seriesNodes(ctx, [series])).map(rdfFormats[telling.format].write), written])
}

export async function openDataset({ db }: Pick<Context, 'db'>, idOrName: string): Promise<Dataset> {
  const byId = isId(idOrName.toLowerCase()) ? await findDatasetById(db, idOrName.toLowerCase()) : undefined
  const dataset = byId ?? (await findDataset(db, idOrName))
  if (dataset?.state === 'withdrawn') throw new Gone('open-data.dcat.withdrawn')
  if (dataset?.state !== 'published') throw new NotFound()
  return dataset
}
