import { may } from '#commons/access/permit.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { isId } from '#kernel/ids.ts'
import { describeData } from '../../catalogue/permissions.ts'
import type { Dataset } from '../../dataset.ts'
import { seriesOfDatasets } from '../../series/store.ts'
import {
  datasetsById,
  distributionsOfAll,
  findDataset,
  findDatasetById,
  lockDataset,
  publicTablesOfAll,
  publishedDatasets,
} from '../../store.ts'
import { filesOfAll, organisationsOf, type Package } from '../store.ts'

/** By id or by name; undefined where there is none that is public, or of an institution for which the program acts. */
export async function findPackage(ctx: Context, idOrName: string): Promise<Package | undefined> {
  return asPackage(ctx, await datasetCalled(ctx, idOrName))
}

/** The same to change it: one of the own institution stays as it is found until the act is over. */
export async function lockPackage(ctx: WriteContext, idOrName: string): Promise<Package | undefined> {
  const dataset = await datasetCalled(ctx, idOrName)
  // To change one of another institution is refused later, in its own words.
  const isOurs = dataset !== undefined && isOwn(ctx, dataset)
  return asPackage(ctx, isOurs ? await lockDataset(ctx.tx, dataset.name) : dataset)
}

async function datasetCalled({ db }: Context, idOrName: string): Promise<Dataset | undefined> {
  const byId = isId(idOrName.toLowerCase()) ? await findDatasetById(db, idOrName) : undefined
  return byId ?? findDataset(db, idOrName)
}

async function asPackage(ctx: Context, dataset: Dataset | undefined): Promise<Package | undefined> {
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
  const files = Map.groupBy(await filesOfAll(db, ids), ({ datasetId }) => datasetId)
  const series = await seriesOfDatasets(db, ids)
  return datasets.flatMap((dataset) => {
    const organisation = organisationOf.get(dataset.organisationId)
    if (!organisation) return []
    return {
      dataset,
      organisation,
      distributions: distributions.get(dataset.id) ?? [],
      tables: tables.get(dataset.id) ?? [],
      files: new Map(files.get(dataset.id)?.map((file) => [file.distributionId, file])),
      seriesId: series.get(dataset.id)?.id ?? null,
      isOwn: isOwn(ctx, dataset),
    }
  })
}
