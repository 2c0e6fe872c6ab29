import type { Permission } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { recordHistory } from '../catalogue/history-store.ts'
import type { VersionRef } from '../ingest/send-file.ts'
import { openBreaches } from './breach/open-breach.ts'
import { holdBytes } from './copies-store.ts'
import { dataRecalled } from './ledger-entries.ts'
import { tellRecalled } from './news.ts'
import { lockVersionToRecall, type VersionToRecall, versionToRecall } from './permissions.ts'
import { type RecallReason, takesAllOfSameBytes, wayOf } from './recall.ts'
import { takeDown } from './take-down.ts'
import { lockDatasetsOf, type TakenVersion, versionsToTake } from './take-down-store.ts'

interface WhyRecalled {
  reason: RecallReason
  text: string
  /** Of the text; null where nobody said so. */
  lang: Lang | null
}

/**
 * Takes a version that was public down, and where the bytes themselves may not be had every version of the same bytes that its institution has
 * (an administrator: anybody). What was public is told to the public log, the history and who asked to hear.
 *
 * @returns whether the file had been taken out of its dataset
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.recall.not-public
 */
export async function recallVersion(
  ctx: WriteContext,
  ref: VersionRef,
  why: WhyRecalled,
  permission: Permission,
): Promise<boolean> {
  await lockAllOfSameBytes(ctx, ref, why.reason, permission)
  const own = await lockVersionToRecall(ctx, ref, permission)
  const { removed } = own.distribution
  // Twice is the same as once.
  if (own.version.state === 'recalled') return removed
  if (wayOf(own.version) !== 'recall') throw new RuleBroken('open-data.recall.not-public')
  const taken = await versionsToTake(ctx.tx, own.version, {
    sameBytes: takesAllOfSameBytes(why.reason),
    organisationId: own.by.role.organisationId,
  })
  const actId = await takeDown(ctx, own, taken, why)
  const seen = taken.filter(({ wasPublic }) => wasPublic)
  await tell(ctx, own, taken, seen, why)
  if (why.reason === 'personal-data') await openBreaches(ctx, actId, [...new Set(seen.map((one) => one.datasetId))])
  return removed
}

/**
 * Two recalls of the same bytes wait for each other, and see what the first one left; who sends them at this moment is waited for.
 * Datasets are locked in one order, whichever of them the act began with.
 */
async function lockAllOfSameBytes(
  ctx: WriteContext,
  ref: VersionRef,
  reason: RecallReason,
  permission: Permission,
): Promise<void> {
  const { version, dataset, by } = await versionToRecall({ ...ctx, db: ctx.tx }, ref, permission)
  const sameBytes = takesAllOfSameBytes(reason)
  const options = { sameBytes, organisationId: by.role.organisationId }
  await lockDatasetsOf(ctx.tx, [
    dataset.id,
    ...(await versionsToTake(ctx.tx, version, options)).map((one) => one.datasetId),
  ])
  if (sameBytes) await holdBytes(ctx.tx, version.sha256)
}

async function tell(
  ctx: WriteContext,
  { by }: VersionToRecall,
  taken: TakenVersion[],
  seen: TakenVersion[],
  why: WhyRecalled,
): Promise<void> {
  const day = dayOf(ctx.now, ctx.timeZone)
  appendEntries(
    ctx.tx,
    seen.map((one) => dataRecalled(one, why.reason, day)),
    ctx.now,
  )
  for (const one of firstOfEach(seen, 'datasetId'))
    await recordHistory(ctx.tx, {
      ...{ datasetId: one.datasetId, act: 'recall', accountId: by.person.accountId },
      ...{ reason: why.text, lang: why.lang, now: ctx.now },
    })
  for (const { dataset, distributionId, seq, sha256 } of taken)
    await recordAct(ctx.tx, {
      by,
      act: 'open-data.recall.recall',
      subject: { kind: 'open-data.dataset', id: dataset },
      data: { distribution: distributionId, version: seq, sha256, reason: why.reason, text: why.text },
      now: ctx.now,
    })
  for (const one of firstOfEach(seen, 'distributionId')) await tellRecalled(ctx, one, why.reason)
}

function firstOfEach(taken: TakenVersion[], key: 'datasetId' | 'distributionId'): TakenVersion[] {
  return [...new Map(taken.toReversed().map((one) => [one[key], one])).values()]
}
