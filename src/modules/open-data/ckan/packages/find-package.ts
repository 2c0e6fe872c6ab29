import { may } from '#commons/access/permit.ts'
import type { Context } from '#kernel/http/context.ts'
import { isId } from '#kernel/ids.ts'
import { describeData } from '../../catalogue/permissions.ts'
import type { Dataset } from '../../dataset.ts'
import { seriesOfDatasets } from '../../series/store.ts'
import {
  datasetsById,
  distributionsOfAll,
  findDataset,
  findDatasetById,
  publicTablesOfAll,
  publishedDatasets,
} from '../../store.ts'
import { filesOfAll, organisationsOf, type Package } from '../store.ts'

/** By id or by name; undefined where there is none that is public, or of an institution for which the program acts. */
export async function findPackage(ctx: Context, idOrName: string): Promise<Package | undefined> {
  const { db } = ctx
  const byId = isId(idOrName.toLowerCase()) ? await findDatasetById(db, idOrName) : undefined
  const dataset = byId ?? (await findDataset(db, idOrName))
  if (!dataset || (dataset.state !== 'published' && !isOwn(ctx, dataset))) return undefined
  const [found] = await asPackages(ctx, [dataset])
  return found
}

/** Those that are public, in the order of their ids; in as many queries as for one. */
export async function findPackages(ctx: Context, ids: string[]): Promise<Package[]> {
  return inOrder(ctx, ids, await publishedDatasets(ctx.db, ids))
}

/** The same with drafts of institutions for which the program acts. */
export async function findOwnPackages(ctx: Context, ids: string[]): Promise<Package[]> {
  const datasets = await datasetsById(ctx.db, ids)
  return inOrder(
    ctx,
    ids,
    datasets.filter((dataset) => dataset.state === 'published' || isOwn(ctx, dataset)),
  )
}

function inOrder(ctx: Context, ids: string[], found: Dataset[]): Promise<Package[]> {
  const datasets = new Map(found.map((dataset) => [dataset.id, dataset]))
  return asPackages(
    ctx,
    ids.flatMap((id) => datasets.get(id) ?? []),
  )
}

function isOwn(ctx: Context, { organisationId }: Dataset): boolean {
  return may(ctx, describeData, { organisationId })
}

async function asPackages(ctx: Context, datasets: Dataset[]): Promise<Package[]> {
  const { db } = ctx
  const ids = datasets.map(({ id }) => id)
  const organisations = await organisationsOf(db, [...new Set(datasets.map(({ organisationId }) => organisationId))])
  const organisationOf = new Map(organisations.map((organisation) => [organisation.id, organisation]))
  const distributions = Map.groupBy(await distributionsOfAll(db, ids), ({ datasetId }) => datasetId)
  const tables = Map.groupBy(await publicTablesOfAll(db, ids), ({ datasetId }) => datasetId)
  const files = await filesOfAll(db, ids)
  const series = await seriesOfDatasets(db, ids)
  return datasets.flatMap((dataset) => {
    const organisation = organisationOf.get(dataset.organisationId)
    if (!organisation) return []
    return {
      dataset,
      organisation,
      distributions: distributions.get(dataset.id) ?? [],
      tables: tables.get(dataset.id) ?? [],
      files,
      seriesId: series.get(dataset.id)?.id ?? null,
      isOwn: isOwn(ctx, dataset),
    }
  })
}
