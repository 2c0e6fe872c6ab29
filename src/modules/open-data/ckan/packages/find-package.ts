import type { Context } from '#kernel/http/context.ts'
import { isId } from '#kernel/ids.ts'
import type { Dataset } from '../../dataset.ts'
import { distributionsOfAll, findDataset, findDatasetById, publicTablesOfAll, publishedDatasets } from '../../store.ts'
import { organisationsOf, type Package } from '../store.ts'

/** By id or by name; undefined where there is none that is public. */
export async function findPackage({ db }: Pick<Context, 'db'>, idOrName: string): Promise<Package | undefined> {
  const byId = isId(idOrName.toLowerCase()) ? await findDatasetById(db, idOrName) : undefined
  const dataset = byId ?? (await findDataset(db, idOrName))
  if (dataset?.state !== 'published') return undefined
  const [found] = await asPackages(db, [dataset])
  return found
}

/** Those that are public, in the order of their ids; in as many queries as for one. */
export async function findPackages({ db }: Pick<Context, 'db'>, ids: string[]): Promise<Package[]> {
  const datasets = new Map((await publishedDatasets(db, ids)).map((dataset) => [dataset.id, dataset]))
  return asPackages(
    db,
    ids.flatMap((id) => datasets.get(id) ?? []),
  )
}

async function asPackages(db: Context['db'], datasets: Dataset[]): Promise<Package[]> {
  const ids = datasets.map(({ id }) => id)
  const organisations = await organisationsOf(db, [...new Set(datasets.map(({ organisationId }) => organisationId))])
  const organisationOf = new Map(organisations.map((organisation) => [organisation.id, organisation]))
  const distributions = Map.groupBy(await distributionsOfAll(db, ids), ({ datasetId }) => datasetId)
  const tables = Map.groupBy(await publicTablesOfAll(db, ids), ({ datasetId }) => datasetId)
  return datasets.flatMap((dataset) => {
    const organisation = organisationOf.get(dataset.organisationId)
    if (!organisation) return []
    return {
      dataset,
      organisation,
      distributions: distributions.get(dataset.id) ?? [],
      tables: tables.get(dataset.id) ?? [],
    }
  })
}
