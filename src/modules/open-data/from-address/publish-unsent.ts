import { transact } from '#kernel/database/transact.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Dataset, Distribution } from '../dataset.ts'
import { refuseUnpassed } from '../guard/gate.ts'
import { release } from '../ingest/publish-version.ts'
import { findVersionBySeq, versionsOf } from '../ingest/store.ts'
import type { Version } from '../ingest/version.ts'
import { refuseRecalledVersion } from '../recall/refuse-recalled.ts'
import { distributionsOf, lockDataset } from '../store.ts'
import { driftOfVersion } from '../versions/drift/drift-of-version.ts'
import { findSource } from './store.ts'
import { forgetDecided, forgetUnsent, keepFailed, letWait, readUnsent, type Unsent } from './unsent-store.ts'
import type { WaitsFor } from './waits-for.ts'

const MOST_IN_A_RUN = 100

/**
 * Publishes versions that nobody sent once they are read: from an address where its officers want that, from an import always. Only where the guard
 * lets them, and where a new file has what the public one has; all others wait for an officer, who is told at /work.
 */
export async function publishUnsent(services: Services): Promise<void> {
  for (const unsent of await readUnsent(services.db, MOST_IN_A_RUN))
    await decide(services, unsent).catch(async (error) => {
      services.log.error({ err: error, version: unsent.versionId }, 'what came from an address was not published')
      await keepFailed(services.db, unsent.versionId, services.clock.now())
    })
  await forgetDecided(services.db)
}

async function decide(services: Services, unsent: Unsent): Promise<void> {
  const now = services.clock.now()
  await transact(services.db, async (tx) => {
    const dataset = await lockDataset(tx, unsent.dataset)
    const all = dataset ? await distributionsOf(tx, dataset.id) : []
    const distribution = all.find(({ id }) => id === unsent.distributionId)
    const version = await findVersionBySeq(tx, unsent.distributionId, unsent.seq)
    if (!dataset || !distribution || !version) return forgetUnsent(tx, unsent.versionId)
    // Only the newest waits: an older one, read for longer, never takes its place.
    const [newest] = await versionsOf(tx, distribution.id, 1)
    if (newest && newest.seq > version.seq) return forgetUnsent(tx, version.id)
    // Somebody sent it to be published a moment ago, or has it read otherwise.
    if (dataset.state === 'review' || version.state === 'waiting' || version.state === 'reading') return
    if (version.state !== 'read' && version.state !== 'failed') return forgetUnsent(tx, version.id)
    const ctx = { ...services, db: tx, tx, now }
    const waits = await whatFor(ctx, unsent, { dataset, distribution, version })
    if (waits) return letWait(tx, version.id, waits)
    await release(ctx, { dataset, distribution, version, by: null }, { came: unsent.came })
    await forgetUnsent(tx, version.id)
  })
}

type Ctx = Services & Pick<Parameters<typeof release>[0], 'tx' | 'now'>
interface Read {
  dataset: Dataset
  distribution: Distribution
  version: Version
}

/** What an officer has to decide; null: nothing. */
async function whatFor(ctx: Ctx, { came }: Unsent, read: Read): Promise<WaitsFor | null> {
  const { dataset, distribution, version } = read
  if (version.state === 'failed') return 'unreadable'
  if (dataset.accessRights !== 'PUBLIC') return 'not-public'
  if (came === 'address' && !(await findSource(ctx.tx, distribution.id))?.publishes) return 'by-hand'
  // Somebody has to have seen once how these files are read.
  if (came === 'address' && distribution.currentVersionId === null) return 'first'
  if (await isRefused(refuseRecalledVersion(ctx, dataset, version))) return 'recalled'
  if (await isRefused(refuseUnpassed(ctx.tx, version.id))) return 'guard'
  return (await driftOfVersion(ctx, ctx.tx, read)) ? 'drift' : null
}

/** A rule says no; that too much is asked just now is no answer. */
async function isRefused(rule: Promise<void>): Promise<boolean> {
  return rule.then(
    () => false,
    (error) => {
      if (error instanceof Refusal && error.status < 500) return true
      throw error
    },
  )
}
