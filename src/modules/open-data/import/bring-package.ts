import { recordAct } from '#commons/audit/record.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { isId, newId } from '#kernel/ids.ts'
import { slugOf } from '#kernel/text/slug.ts'
import { canBeName } from '../catalogue/dataset-path.ts'
import { tellPublished } from '../catalogue/describe/publish-dataset.ts'
import { addDistribution } from '../catalogue/distribution-store.ts'
import { recordHistory } from '../catalogue/history-store.ts'
import { addDataset, setPublished } from '../catalogue/store.ts'
import { keepPackageExtras, keepResourceExtras } from '../ckan/write/store.ts'
import type { Dataset } from '../dataset.ts'
import { keepUnsent } from '../from-address/unsent-store.ts'
import { addNextVersion } from '../ingest/add-version.ts'
import { BytesRecalled } from '../recall/refuse-recalled.ts'
import { distributionsOf, lockDataset } from '../store.ts'
import type { Got } from './get-resource.ts'
import type { ForeignPackage, ForeignResource } from './read-package.ts'
import { isFreeId, keepImported } from './store.ts'

export interface BroughtResource {
  resource: ForeignResource
  got: Got
}

/** How a dataset came. */
export interface Brought {
  name: string
  files: number
  links: number
  nothing: number
}

/**
 * Keeps a dataset of another portal, with what came of its files, in one transaction. Public there, it is public here at once; its files are read
 * like any others, and are public once the guard has let them pass. Ids and names stay, where they are free.
 */
export async function bringPackage(
  services: Services,
  tx: Tx,
  site: string,
  organisationId: string,
  found: ForeignPackage,
  resources: BroughtResource[],
): Promise<Brought> {
  const now = services.clock.now()
  const dataset = await beginDataset(tx, organisationId, found, now)
  for (const one of resources) await bringResource(services, tx, site, dataset, one, now)
  await recordHistory(tx, { datasetId: dataset.id, act: 'create', accountId: null, now })
  if (found.isPublic) {
    await setPublished(tx, dataset.id, now)
    await tellPublished(services, tx, dataset, now)
    await recordHistory(tx, { datasetId: dataset.id, act: 'publish', accountId: null, now })
  }
  await recordAct(tx, {
    by: null,
    act: 'open-data.import',
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: { from: String(found.extras.imported_from), published: found.isPublic },
    now,
  })
  await keepImported(
    tx,
    site,
    {
      ...{ kind: 'package', foreignId: found.id, foreignName: found.name },
      ...{ datasetId: dataset.id, outcome: 'came', notes: found.notes },
    },
    now,
  )
  const counted = (outcome: Got['outcome']) => resources.filter(({ got }) => got.outcome === outcome).length
  return { name: dataset.name, files: counted('file'), links: counted('link'), nothing: counted('nothing') }
}

async function beginDataset(tx: Tx, organisationId: string, found: ForeignPackage, now: Date): Promise<Dataset> {
  const id = await idOr(tx, found.id, now)
  for (const name of namesFor(found.name)) {
    const added = await addDataset(tx, { ...found.description, id, name, organisationId, createdBy: null, now })
    if (!added) continue
    await keepPackageExtras(tx, id, found.extras)
    return (await lockDataset(tx, name)) as Dataset
  }
  throw new Error(`no name is free for ${found.name}`)
}

/** Its own, else one beside it. */
function namesFor(name: string): string[] {
  const plain = /^[a-z0-9_-]{2,100}$/.test(name) ? name : slugOf(name, 'set-de-date')
  const others = Array.from({ length: 98 }, (_, at) => `${plain.slice(0, 97)}-${at + 2}`)
  return [plain, ...others].filter(canBeName)
}

async function idOr(tx: Tx, foreign: string, now: Date): Promise<string> {
  const id = foreign.toLowerCase()
  return isId(id) && (await isFreeId(tx, id)) ? id : newId(now)
}

async function bringResource(
  services: Services,
  tx: Tx,
  site: string,
  dataset: Dataset,
  { resource, got }: BroughtResource,
  now: Date,
): Promise<void> {
  const id = await idOr(tx, resource.id, now)
  const url = got.outcome === 'link' ? resource.url : null
  await addDistribution(tx, { ...resource.description, url, id, datasetId: dataset.id, now })
  await keepResourceExtras(tx, id, resource.extras)
  const isRecalled = got.outcome === 'file' && !(await keepFile(services, tx, dataset, id, got, now))
  const why = 'why' in got && got.why ? [got.why] : []
  await keepImported(
    tx,
    site,
    {
      ...{ kind: 'resource', foreignId: resource.id, foreignName: resource.name.slice(0, 200), datasetId: dataset.id },
      ...{ distributionId: id, outcome: isRecalled ? 'nothing' : got.outcome },
      notes: [...resource.notes, ...why, ...(isRecalled ? ['recalled'] : [])],
    },
    now,
  )
}

/** @returns false where the same bytes were taken down here */
async function keepFile(
  services: Services,
  tx: Tx,
  dataset: Dataset,
  id: string,
  { fileName, sha256, size }: Extract<Got, { outcome: 'file' }>,
  now: Date,
): Promise<boolean> {
  const distribution = (await distributionsOf(tx, dataset.id)).find((one) => one.id === id)
  if (!distribution) throw new Error('a distribution that was just added is not there')
  try {
    const version = await addNextVersion(
      { ...services, tx, now },
      { dataset, distribution, by: null },
      { fileName, sha256, size },
    )
    await keepUnsent(tx, version.id, 'import', now)
    return true
  } catch (error) {
    if (error instanceof BytesRecalled) return false
    throw error
  }
}
