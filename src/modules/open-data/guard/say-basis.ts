import type { RoleName } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { lockOwnVersion, type OwnVersion } from '../ingest/own-version.ts'
import type { VersionRef } from '../ingest/send-file.ts'
import { lockToConfirm, nameBasis } from './permissions.ts'
import { dropBasis, findBasis, findSearch, keepBasis, keepConfirmation } from './store.ts'
import { verdictOn } from './verdict.ts'

/**
 * An officer names the law by which personal data that was found may be published.
 *
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.guard.nothing-asked
 */
export async function sayBasis(
  ctx: WriteContext,
  ref: VersionRef,
  { basis, lang }: { basis: string; lang: Lang | null },
): Promise<void> {
  const own = await lockOwnVersion(ctx, ref, nameBasis)
  const verdict = verdictOn(await findSearch(ctx.tx, own.version.id), await findBasis(ctx.tx, own.version.id))
  if (verdict !== 'asks' && verdict !== 'waits') throw new RuleBroken('open-data.guard.nothing-asked')
  await keepBasis(ctx.tx, own.version.id, { text: basis, lang, by: own.by.person.accountId, now: ctx.now })
  await record(ctx, own, 'say-basis', { basis })
}

/**
 * Another official confirms it, or says why not; then the first one thinks again.
 *
 * @returns by which role
 * @param saidAt of the words that were read: they may have been written anew meanwhile
 * @throws SignInNeeded, Forbidden, NotFound, RuleBroken open-data.guard.nothing-waits, .said-anew, .second-person
 */
export async function confirmSaid(
  ctx: WriteContext,
  ref: VersionRef,
  { saidAt }: { saidAt: string },
): Promise<RoleName> {
  const own = await lockSaid(ctx, ref, saidAt)
  await keepConfirmation(ctx.tx, own.version.id, own.by.person.accountId, ctx.now)
  await record(ctx, own, 'confirm-basis')
  return own.by.role.name
}

export async function refuseSaid(
  ctx: WriteContext,
  ref: VersionRef,
  { saidAt, reason }: { saidAt: string; reason: string },
): Promise<RoleName> {
  const own = await lockSaid(ctx, ref, saidAt)
  await dropBasis(ctx.tx, own.version.id)
  await record(ctx, own, 'refuse-basis', { reason })
  return own.by.role.name
}

async function lockSaid(ctx: WriteContext, ref: VersionRef, saidAt: string): Promise<OwnVersion> {
  const own = await lockToConfirm(ctx, ref)
  const basis = await findBasis(ctx.tx, own.version.id)
  if (!basis || basis.confirmedAt) throw new RuleBroken('open-data.guard.nothing-waits')
  if (basis.saidBy === own.by.person.accountId) throw new RuleBroken('open-data.guard.second-person')
  if (basis.saidAt.toISOString() !== saidAt) throw new RuleBroken('open-data.guard.said-anew')
  return own
}

async function record(
  ctx: WriteContext,
  { dataset, distribution, version, by }: OwnVersion,
  act: 'say-basis' | 'confirm-basis' | 'refuse-basis',
  more: Record<string, unknown> = {},
): Promise<void> {
  await recordAct(ctx.tx, {
    by,
    act: `open-data.guard.${act}`,
    subject: { kind: 'open-data.dataset', id: dataset.name },
    data: { distribution: distribution.id, version: version.seq, sha256: version.sha256, ...more },
    now: ctx.now,
  })
}
