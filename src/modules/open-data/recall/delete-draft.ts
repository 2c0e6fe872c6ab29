import type { Permission } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { VersionRef } from '../ingest/send-file.ts'
import { lockVersionToRecall } from './permissions.ts'
import { wayOf } from './recall.ts'
import { takeDown } from './take-down.ts'
import { versionsToTake } from './take-down-store.ts'

/**
 * Deletes a version that nobody ever published: bytes, tables and report. Its number is not given to another one.
 *
 * @returns whether the file had been taken out of its dataset
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.recall.was-public
 */
export async function deleteDraft(ctx: WriteContext, ref: VersionRef, permission: Permission): Promise<boolean> {
  const own = await lockVersionToRecall(ctx, ref, permission)
  const { version, dataset, distribution, by } = own
  if (version.state === 'recalled') return distribution.removed
  if (wayOf(version) !== 'delete') throw new RuleBroken('open-data.recall.was-public')
  const taken = await versionsToTake(ctx.tx, version, { sameBytes: false, organisationId: dataset.organisationId })
  await takeDown(ctx, own, taken, { reason: 'draft', text: null, lang: null })
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.recall.delete',
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: { distribution: distribution.id, version: version.seq, sha256: version.sha256 },
    now: ctx.now,
  })
  return distribution.removed
}
