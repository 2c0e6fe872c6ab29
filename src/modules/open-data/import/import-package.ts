import { isOfData } from '#kernel/database/refused-data.ts'
import { transact } from '#kernel/database/transact.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import { isId } from '#kernel/ids.ts'
import type { Theme } from '../catalogue/vocabularies/themes.ts'
import { CkanError } from '../ckan/action.ts'
import { organisationIdOf } from '../ckan/write/store.ts'
import { asThing, type CkanSource, type CkanThing } from '../harvest/ckan-source.ts'
import { isHarvested } from '../harvest/dataset-store.ts'
import { findDatasetById } from '../store.ts'
import { type BroughtResource, bringPackage } from './bring-package.ts'
import { textIn } from './clean-thing.ts'
import { type Got, getResource } from './get-resource.ts'
import type { ImportOptions } from './import-ckan.ts'
import type { Organisations } from './lists.ts'
import { type ForeignPackage, type ForeignResource, readForeignPackage, readForeignResource } from './read-package.ts'
import type { ImportReport } from './report.ts'
import { keepImported } from './store.ts'

/** An import under way. */
export interface Going {
  services: Services
  options: ImportOptions
  source: CkanSource
  report: ImportReport
  organisations: Organisations
  themeOf: (group: string) => Theme | null
}

/** Brings one dataset, if it has not come before. @param before what became of it earlier */
export async function importPackage(
  going: Going,
  thing: CkanThing,
  before: 'came' | 'refused' | undefined,
): Promise<void> {
  const { report, options, source } = going
  if (before === 'came' || (before === 'refused' && options.resume)) {
    report.datasets.here += 1
    return
  }
  const label = textIn(thing, 'name') ?? textIn(thing, 'id') ?? 'a dataset'
  try {
    const found = readForeignPackage(source.site, thing, going.themeOf)
    if (!found) return await refuse(going, thing, 'no-name')
    await bring(going, thing, found)
  } catch (error) {
    if (!(error instanceof CkanError || error instanceof Refusal || isOfData(error))) throw error
    going.services.log.warn({ err: error, dataset: label }, 'a dataset of another portal was not kept')
    await refuse(going, thing, `failed:${said(error)}`)
  }
}

async function bring(going: Going, thing: CkanThing, found: ForeignPackage): Promise<void> {
  const { services, report, source, options } = going
  const organisationId = await institutionOf(going, thing)
  if (organisationId === null) return refuse(going, thing, 'no-organization')
  // Harvested, or imported from another address of the same portal.
  const id = found.id.toLowerCase()
  const isHere = async () => (await findDatasetById(services.db, id)) !== undefined || isHarvested(services.db, id)
  if (!report.dryRun && isId(id) && (await isHere())) {
    report.datasets.here += 1
    report.problems.push({ kind: 'dataset', id: found.id, name: found.name, why: 'exists' })
    return
  }
  const resources: BroughtResource[] = []
  for (const [at, one] of found.resources.entries()) {
    const resource = readForeignResource(source.site, one, at + 1)
    const got = report.dryRun ? wouldCome(resource) : await getResource(services, resource, fetchOf(options))
    resources.push({ resource, got })
  }
  if (!report.dryRun)
    await transact(services.db, (tx) => bringPackage(services, tx, source.site, organisationId, found, resources))
  count(report, found, resources)
  const { came, found: all } = report.datasets
  options.tell(
    `${came + report.datasets.here + report.datasets.refused} of ${all}  ${found.name}: ${inWords(resources)}`,
  )
}

const fetchOf = ({ fetch, stopping }: ImportOptions) => ({ ...fetch, ...(stopping && { stopping }) })

/** The institution here of a dataset there; null where none is known. */
async function institutionOf({ organisations, options, services }: Going, thing: CkanThing): Promise<string | null> {
  const told = asThing(thing.organization) ?? (typeof thing.owner_org === 'string' ? { id: thing.owner_org } : null)
  const brought = told && (await organisations.bring(told))
  if (brought !== null) return brought
  return options.into === undefined ? null : ((await organisationIdOf(services.db, options.into)) ?? null)
}

function wouldCome({ url, isOwn }: ForeignResource): Got {
  if (url === null) return { outcome: 'nothing', why: null }
  return isOwn ? { outcome: 'file', fileName: '', sha256: '', size: 0 } : { outcome: 'link', why: null }
}

function count(
  { datasets, resources: counted, problems }: ImportReport,
  found: ForeignPackage,
  resources: BroughtResource[],
) {
  datasets.came += 1
  for (const why of found.notes) problems.push({ kind: 'dataset', id: found.id, name: found.name, why })
  for (const { resource, got } of resources) {
    counted[got.outcome === 'file' ? 'files' : got.outcome === 'link' ? 'links' : 'nothing'] += 1
    const why = 'why' in got && got.why ? [got.why] : []
    for (const one of [...resource.notes, ...why])
      problems.push({ kind: 'resource', id: resource.id, name: resource.name, dataset: found.name, why: one })
  }
}

function inWords(resources: BroughtResource[]): string {
  const files = resources.filter(({ got }) => got.outcome === 'file').length
  return `${files} files, ${resources.length - files} links`
}

async function refuse({ services, source, report, options }: Going, thing: CkanThing, why: string): Promise<void> {
  const foreignName = textIn(thing, 'name') ?? ''
  const foreignId = textIn(thing, 'id') ?? foreignName
  report.datasets.refused += 1
  report.problems.push({ kind: 'dataset', id: foreignId, name: foreignName, why })
  options.tell(`${foreignName || foreignId || 'a dataset'}: refused`)
  if (report.dryRun || foreignId === '') return
  await transact(services.db, (tx) =>
    keepImported(
      tx,
      source.site,
      { kind: 'package', foreignId, foreignName, outcome: 'refused', notes: [why] },
      services.clock.now(),
    ),
  )
}

function said(error: unknown): string {
  if (error instanceof CkanError) return JSON.stringify(error.rest).slice(0, 200)
  return (error as Error).message.slice(0, 200)
}
