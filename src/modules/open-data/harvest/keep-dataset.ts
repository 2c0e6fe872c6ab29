import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import { isId, newId, shortRandom } from '#kernel/ids.ts'
import { slugOf } from '#kernel/text/slug.ts'
import { canBeName } from '../catalogue/dataset-path.ts'
import { tellPublished } from '../catalogue/describe/publish-dataset.ts'
import { addDistribution, keepFileDescription, setRemoved } from '../catalogue/distribution-store.ts'
import { type HistoryAct, recordHistory } from '../catalogue/history-store.ts'
import { datasetWithdrawn } from '../catalogue/ledger-entries.ts'
import { addDataset, findInstitution, keepDescription, setPublished, setWithdrawn } from '../catalogue/store.ts'
import type { Dataset } from '../dataset.ts'
import { mayBecomePublic, withholdUnpassed } from '../guard/gate.ts'
import { entriesOfVersions } from '../ingest/publish-version.ts'
import { findDatasetById, lockDataset } from '../store.ts'
import {
  findHarvested,
  type Known,
  keepFileKey,
  keepHarvested,
  keepOrigin,
  keysOfFiles,
  markGone,
  markSeen,
  type Standing,
} from './dataset-store.ts'
import { type FoundDataset, hashOf } from './found-dataset.ts'
import type { LogLine } from './log-store.ts'
import type { Outcome, Source } from './source.ts'

/** What one dataset of a source came to; null where this reading has seen it before. */
export interface Kept {
  outcome: Outcome | null
  lines: LogLine[]
}

interface Reading {
  services: Services
  source: Source
  /** The same for all jobs of it. */
  run: string
  now: Date
}

/**
 * A dataset as its source tells it now: made and published when it is new, changed when something of it is another. Nobody here is asked: who
 * added the source trusts it. What an officer withdrew stays withdrawn, and what another source brought stays that one's.
 */
export async function keepDataset(tx: Tx, reading: Reading, found: FoundDataset): Promise<Kept> {
  const { source, run, services } = reading
  const known = await findHarvested(tx, found.identity)
  if (!known) {
    // A portal that reads us gives us our own again.
    const own = isId(found.identity) ? await findDatasetById(tx, found.identity) : undefined
    if (own || found.uri?.startsWith(`${services.publicUrl}/`))
      return { outcome: 'refused', lines: [line('left-other', found, { name: own?.name ?? '' })] }
    return made(tx, reading, found)
  }
  if (known.seenRun === run) return { outcome: null, lines: [] }
  const dataset = (await lockDataset(tx, known.dataset)) as Dataset
  // Whoever adds a source speaks for one institution: by what a dataset is called nobody gets at another one's.
  const isOthers =
    known.sourceId !== source.id && (!known.sourceEnded || dataset.organisationId !== source.organisationId)
  if (isOthers) return { outcome: 'refused', lines: [line('left-other', found, { name: dataset.name })] }
  if (dataset.state === 'withdrawn' && known.goneAt === null) {
    await markSeen(tx, found.identity, run)
    return { outcome: 'unchanged', lines: [line('left-withdrawn', found, { name: dataset.name })] }
  }
  return changed(tx, reading, found, known, dataset)
}

async function made(tx: Tx, reading: Reading, found: FoundDataset): Promise<Kept> {
  const { services, now } = reading
  const id = newId(now)
  const name = await addUnderFreeName(tx, reading, found, id)
  await keepOrigin(tx, id, originOf(reading, found))
  await keepFiles(tx, id, found, now)
  await setPublished(tx, id, now)
  await remember(tx, reading, found, id)
  const dataset = (await lockDataset(tx, name)) as Dataset
  await tellPublished(services, tx, { ...dataset, publishedAt: null }, now)
  await record(tx, reading, dataset, 'publish')
  return { outcome: 'new', lines: [line('new', found, { name }), ...cutLines(found, name)] }
}

async function changed(tx: Tx, reading: Reading, found: FoundDataset, known: Known, dataset: Dataset): Promise<Kept> {
  const { services, source, run, now } = reading
  const { name } = dataset
  const isBack = known.goneAt !== null && dataset.state === 'withdrawn'
  if (known.saidHash === hashOf(found) && known.sourceId === source.id && !isBack) {
    await markSeen(tx, found.identity, run)
    return { outcome: 'unchanged', lines: [] }
  }
  const opens = dataset.accessRights !== 'PUBLIC' && found.said.accessRights === 'PUBLIC'
  // Files that were sent here as well must be such as may be given.
  const mayOpen = !opens || (await mayBecomePublic(tx, dataset))
  const said = mayOpen ? found.said : { ...found.said, accessRights: dataset.accessRights }
  await keepDescription(tx, dataset.id, said, now)
  if (opens && mayOpen && dataset.state === 'published') {
    await withholdUnpassed(tx, dataset)
    appendEntries(tx, await entriesOfVersions(tx, { ...dataset, ...said }, now, services.timeZone), now)
  }
  await keepOrigin(tx, dataset.id, originOf(reading, found))
  await keepFiles(tx, dataset.id, found, now)
  await remember(tx, reading, found, dataset.id)
  // Of files that were sent here as well, none may come back that somebody took down.
  if (isBack && (await mayBecomePublic(tx, dataset))) {
    await withholdUnpassed(tx, dataset)
    await setPublished(tx, dataset.id, now)
    await tellPublished(services, tx, dataset, now)
    await record(tx, reading, dataset, 'publish-again')
    return { outcome: 'changed', lines: [line('back', found, { name })] }
  }
  await record(tx, reading, dataset, 'describe')
  return { outcome: 'changed', lines: [line('changed', found, { name }), ...cutLines(found, name)] }
}

/** The source has it no more: its page stays and says so. */
export async function withdrawGone(tx: Tx, reading: Reading, { identity, dataset: name }: Standing): Promise<Kept> {
  const { services, source, now } = reading
  const dataset = (await lockDataset(tx, name)) as Dataset
  await markGone(tx, identity, now)
  if (dataset.state !== 'published') return { outcome: null, lines: [] }
  const reason = `Setul de date a fost șters la sursa de la care era preluat: ${source.address}`
  await setWithdrawn(tx, dataset.id, { reason, lang: 'ro' }, now)
  const { slug } = await findInstitution(tx, dataset.organisationId)
  appendEntries(tx, [datasetWithdrawn({ dataset: name, organisation: slug }, dayOf(now, services.timeZone))], now)
  await record(tx, reading, dataset, 'withdraw', reason)
  return { outcome: 'withdrawn', lines: [{ code: 'withdrawn', said: { title: dataset.title.ro, name } }] }
}

/** The source's own name for it, or one made of its title, with a number where another dataset has it. */
async function addUnderFreeName(tx: Tx, { source, now }: Reading, found: FoundDataset, id: string): Promise<string> {
  const own = (found.name ?? '').toLowerCase()
  const base = /^[a-z0-9_-]{2,90}$/.test(own) ? own : slugOf(found.said.title.ro, 'date')
  const names = [base, `${base}-2`, `${base}-3`, `${base}-${shortRandom()}`].filter(canBeName)
  for (const name of names) {
    const { organisationId } = source
    if (await addDataset(tx, { ...found.said, id, name, organisationId, createdBy: null, now })) return name
  }
  throw new Error(`no name is free for ${base}`)
}

/** An address of ours is the address of one of ours, whoever says it. */
const originOf = ({ source, services }: Reading, { id, page, uri }: FoundDataset) => ({
  source: source.id,
  from: source.address,
  id,
  page,
  uri: uri?.startsWith(`${services.publicUrl}/`) ? null : uri,
})

function remember(tx: Tx, { source, run }: Reading, found: FoundDataset, datasetId: string): Promise<void> {
  const { identity, id: externalId } = found
  return keepHarvested(tx, { identity, datasetId, sourceId: source.id, externalId, saidHash: hashOf(found), run })
}

/**
 * Files stay links. Each keeps its place and id as long as the source has it; what an officer added beside them stays, and so does what was sent
 * here while nobody harvested it.
 */
async function keepFiles(tx: Tx, datasetId: string, { files }: FoundDataset, now: Date): Promise<void> {
  const known = await keysOfFiles(tx, datasetId)
  for (const { key, ...file } of files) {
    const here = known.get(key)
    if (here) {
      if (!here.isOurs) await keepFileDescription(tx, here.id, file, now)
      known.delete(key)
      continue
    }
    const added = newId(now)
    await addDistribution(tx, { ...file, id: added, datasetId, now })
    await keepFileKey(tx, added, key)
  }
  for (const { id, isOurs } of known.values()) if (!isOurs) await setRemoved(tx, id, now)
}

async function record(
  tx: Tx,
  { source, now }: Reading,
  { id, name }: Dataset,
  act: HistoryAct,
  reason = `Preluat de la ${source.address}`,
): Promise<void> {
  await recordHistory(tx, { datasetId: id, act, accountId: null, reason, lang: 'ro', now })
  await recordAct(tx, {
    by: null,
    act: `open-data.catalogue.${act}`,
    subject: { kind: 'open-data.dataset', id: name },
    data: { source: source.id },
    now,
  })
}

function line(code: LogLine['code'], { said }: FoundDataset, more: Record<string, string>): LogLine {
  return { code, said: { title: said.title.ro, ...more } }
}

function cutLines(found: FoundDataset, name: string): LogLine[] {
  return found.cut.map((field) => line('cut', found, { name, field }))
}
