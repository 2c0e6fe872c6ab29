import { isDeepStrictEqual } from 'node:util'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import { tellPublished } from '../catalogue/describe/publish-dataset.ts'
import { recordHistory } from '../catalogue/history-store.ts'
import { setPublished } from '../catalogue/store.ts'
import type { Dataset } from '../dataset.ts'
import { refuseUnpassed } from '../guard/gate.ts'
import { dataVersion } from '../ingest/ledger-entries.ts'
import { findVersionBySeq, makeCurrent, sumsOfVersions, tablesOfVersion } from '../ingest/store.ts'
import type { Version } from '../ingest/version.ts'
import { refuseRecalledVersion } from '../recall/refuse-recalled.ts'
import { lockDataset } from '../store.ts'
import { countChangesJob } from '../versions/count-changes.ts'
import { declaredKeys, declareKey } from '../versions/store.ts'
import { ownDatasetsOf } from './make-own.ts'
import { keepRefusal, readToPublish, type ToPublish } from './store.ts'

/**
 * Publishes what the platform made of itself and what is read by now. No person looks at it first: its columns were looked at when they were
 * written, and the guard has searched the file. What the guard stops waits, and administrators see it; what fails is tried again and holds up no other.
 */
export async function publishMade(services: Services): Promise<void> {
  for (const one of await readToPublish(services.db))
    await transact(services.db, (tx) => publishOne(services, tx, one)).catch(async (error) => {
      // That too much is asked just now says nothing of this version.
      if (error instanceof Refusal && error.status < 500) return keepRefusal(services.db, one.name, error.text.key)
      services.log.error({ err: error, version: one.versionId }, 'what the platform made of itself was not published')
    })
}

async function publishOne(services: Services, tx: Tx, one: ToPublish): Promise<void> {
  const now = services.clock.now()
  const dataset = await lockDataset(tx, one.dataset)
  const version = await findVersionBySeq(tx, one.distributionId, one.seq)
  if (version?.state !== 'read' || (dataset?.state !== 'draft' && dataset?.state !== 'published')) return
  await refuseRecalledVersion({ tx }, dataset, version)
  await refuseUnpassed(tx, version.id)
  await keepKey(services, tx, one)
  await makeCurrent(tx, version, now)
  await enqueue(tx, countChangesJob, null)
  await recordAct(tx, {
    by: null,
    act: 'open-data.release',
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: { distribution: one.distributionId, version: version.seq, sha256: version.sha256, madeBy: 'platform' },
    now,
  })
  if (dataset.state === 'published') await tellVersion(services, tx, dataset, version, now)
  else await publishFirst(services, tx, dataset, now)
}

/** By which columns a row is known from version to version. */
async function keepKey(services: Services, tx: Tx, { name, versionId }: ToPublish): Promise<void> {
  const key = ownDatasetsOf(services).find((own) => own.name === name)?.entry.key ?? []
  const [table] = await tablesOfVersion(tx, versionId)
  if (!table || isDeepStrictEqual((await declaredKeys(tx, [table.id])).get(table.id) ?? [], key)) return
  await declareKey(tx, table.id, [...key])
}

async function tellVersion({ timeZone }: Services, tx: Tx, dataset: Dataset, version: Version, now: Date) {
  const [sums] = await sumsOfVersions(tx, [version.id])
  appendEntries(tx, [dataVersion(dataset.name, { ...version, rows: sums?.rows ?? 0 }, dayOf(now, timeZone))], now)
}

/** With its first version. */
async function publishFirst(services: Services, tx: Tx, dataset: Dataset, now: Date): Promise<void> {
  await setPublished(tx, dataset.id, now)
  await tellPublished(services, tx, dataset, now)
  await recordHistory(tx, { datasetId: dataset.id, act: 'publish', accountId: null, now })
  await recordAct(tx, {
    by: null,
    act: 'open-data.catalogue.publish',
    subject: { kind: 'open-data.dataset', id: dataset.name },
    now,
  })
}
