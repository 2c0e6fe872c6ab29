import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { recordHistory } from '../../catalogue/history-store.ts'
import type { VersionRef } from '../../ingest/send-file.ts'
import { dataCorrected } from '../ledger-entries.ts'
import { tellCorrected } from '../news.ts'
import { lockVersionToRecall, recallData } from '../permissions.ts'
import { wayOf } from '../recall.ts'
import { addErratum, otherPublicVersions } from './store.ts'

/**
 * Says for everybody what was wrong in a version that was public; it stays where it is.
 *
 * @param replacedBy number of the version that is right; null: it comes later
 * @returns whether the file had been taken out of its dataset
 * @throws SignInNeeded, Forbidden, NotFound, InvalidInput, RuleBroken open-data.recall.not-public
 */
export async function correctVersion(
  ctx: WriteContext,
  ref: VersionRef,
  { text, replacedBy }: { text: Localised; replacedBy: number | null },
): Promise<boolean> {
  const { dataset, distribution, version, by } = await lockVersionToRecall(ctx, ref, recallData)
  if (wayOf(version) !== 'recall' || dataset.publishedAt === null) throw new RuleBroken('open-data.recall.not-public')
  const others = await otherPublicVersions(ctx.tx, distribution.id, version.id)
  const right = others.find(({ seq }) => seq === replacedBy) ?? null
  if (replacedBy !== null && !right)
    throw new InvalidInput([{ field: 'replacedBy', text: { key: 'kernel.form.choose' } }])
  const { accountId } = by.person
  await addErratum(ctx.tx, {
    ...{ id: newId(ctx.now), versionId: version.id, text, replacedBy: right?.id ?? null, accountId, now: ctx.now },
  })
  const of = { dataset: dataset.name, distributionId: distribution.id, seq: version.seq }
  appendEntries(ctx.tx, [dataCorrected(of, replacedBy, dayOf(ctx.now, ctx.timeZone))], ctx.now)
  await recordHistory(ctx.tx, {
    ...{ datasetId: dataset.id, act: 'correct', accountId, reason: text.ro, lang: 'ro', now: ctx.now },
  })
  await recordAct(ctx.tx, {
    by,
    act: 'open-data.recall.correct',
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: { distribution: distribution.id, version: version.seq, replacedBy, text },
    now: ctx.now,
  })
  await tellCorrected(ctx, { ...of, title: distribution.title }, text)
  return distribution.removed
}
