import type { Context } from '#kernel/http/context.ts'
import { distributionsOf, findDataset, findDatasetById, publicTablesOf } from '../../store.ts'
import { organisationsOf, type Package } from '../store.ts'

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** By id or by name; undefined where there is none that is public. */
export async function findPackage({ db }: Pick<Context, 'db'>, idOrName: string): Promise<Package | undefined> {
  const byId = UUID.test(idOrName) ? await findDatasetById(db, idOrName) : undefined
  const dataset = byId ?? (await findDataset(db, idOrName))
  if (dataset?.state !== 'published') return undefined
  const [organisation] = await organisationsOf(db, [dataset.organisationId])
  if (!organisation) return undefined
  return {
    dataset,
    organisation,
    distributions: await distributionsOf(db, dataset.id),
    tables: await publicTablesOf(db, dataset.id),
  }
}
