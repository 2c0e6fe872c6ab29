import { recordAct } from '#commons/audit/record.ts'
import { appendEntries, type Entry } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { enqueue } from '#kernel/jobs/jobs.ts'
import type { Dataset } from '../dataset.ts'
import { refuseUnpassed } from '../guard/gate.ts'
import { personalDataEntries } from '../guard/ledger-entries.ts'
import { refuseRecalledVersion } from '../recall/refuse-recalled.ts'
import { countChangesJob } from '../versions/count-changes.ts'
import { refuseUnseenDrift } from '../versions/drift/drift-of-version.ts'
import { dataVersion } from './ledger-entries.ts'
import { lockOwnVersion, type OwnVersion } from './own-version.ts'
import { releaseData } from './permissions.ts'
import type { VersionRef } from './send-file.ts'
import { currentVersionsOf, makeCurrent, sumsOfVersions } from './store.ts'
import { mayPublish } from './version.ts'

/**
 * An officer makes a version the one that everybody gets, and declares that nobody's personal data is in it. While the dataset itself is no
 * public one, nobody but its officers sees it.
 *
 * @param readAt of the reading that the officer looked at
 * @param driftSeen columns are lost, retyped or emptied, and that is meant
 * @throws SignInNeeded, Forbidden, NotFound, InvalidInput, RuleBroken open-data.ingest.not-read, .not-public, .read-anew,
 *   open-data.guard.refused.*
 */
export async function publishVersion(
  ctx: WriteContext,
  ref: VersionRef,
  readAt: string,
  driftSeen = false,
): Promise<void> {
  const own = await lockOwnVersion(ctx, ref, releaseData)
  const { version, dataset } = own
  if (version.state === 'published') return
  if (!mayPublish(version.state)) throw new RuleBroken('open-data.ingest.not-read')
  if (dataset.accessRights !== 'PUBLIC') throw new RuleBroken('open-data.ingest.not-public')
  if (version.readAt?.toISOString() !== readAt) throw new RuleBroken('open-data.ingest.read-anew')
  await refuseRecalledVersion(ctx, dataset, version)
  await refuseUnseenDrift(ctx, own, driftSeen)
  await refuseUnpassed(ctx.tx, version.id)
  await release(ctx, own, { noPersonalData: true, driftSeen })
}

/**
 * Makes a version that may be published the one that everybody gets.
 *
 * @param own locked; by: null where the house does it by itself
 * @param data of the act, beside which version it is
 */
export async function release(
  ctx: Pick<WriteContext, 'tx' | 'now' | 'timeZone'>,
  { version, dataset, distribution, by }: Omit<OwnVersion, 'by'> & { by: OwnVersion['by'] | null },
  data: Record<string, unknown>,
): Promise<void> {
  await makeCurrent(ctx.tx, version, ctx.now)
  await enqueue(ctx.tx, countChangesJob, null)
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.release',
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: { distribution: distribution.id, version: version.seq, sha256: version.sha256, ...data },
    now: ctx.now,
  })
  if (dataset.state !== 'published') return
  const [sums] = await sumsOfVersions(ctx.tx, [version.id])
  const day = dayOf(ctx.now, ctx.timeZone)
  const published = dataVersion(dataset.name, { ...version, rows: sums?.rows ?? 0 }, day)
  appendEntries(ctx.tx, [published, ...(await personalDataEntries(ctx.tx, dataset.name, version, day))], ctx.now)
}

/** What the public log is told of the files of a dataset that becomes public: of its drafts, and of what is not given, it knows nothing. */
export async function entriesOfVersions(tx: Tx, dataset: Dataset, now: Date, timeZone: string): Promise<Entry[]> {
  if (dataset.accessRights !== 'PUBLIC') return []
  const versions = await currentVersionsOf(tx, dataset.id)
  const day = dayOf(now, timeZone)
  const entries: Entry[] = []
  for (const version of versions)
    entries.push(
      dataVersion(dataset.name, version, day),
      ...(await personalDataEntries(tx, dataset.name, version, day)),
    )
  return entries
}
