import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { recordEvent } from '../record-event.ts'
import { BATCH } from './batch.ts'
import { paperBatchEnded } from './ledger-entries.ts'
import { recordPaper } from './permissions.ts'
import { publishPaperUnits } from './publish-units.ts'
import { freeScans } from './same-sheets.ts'
import { lockBatch, moveBatch } from './store.ts'

/** Gives up a batch before it counted. It stays, with its reason. @throws RuleBroken petitions.paper.changed-meanwhile */
export async function rejectBatch(ctx: WriteContext, id: string, reason: string): Promise<void> {
  await close(ctx, id, 'reject', reason)
}

/** Takes an accepted batch out of the count; everybody sees that, and why. @throws RuleBroken petitions.paper.changed-meanwhile */
export async function endBatch(ctx: WriteContext, id: string, reason: string): Promise<void> {
  const batch = await close(ctx, id, 'end', reason)
  const { petition, authority, scansHash } = batch
  const signatures = batch.signatures ?? 0
  await freeScans(ctx.tx, id)
  await publishPaperUnits(ctx, batch.petitionId)
  await recordEvent(ctx.tx, {
    petitionId: batch.petitionId,
    kind: 'paper.ended',
    data: { signatures, authority: authority.name },
    now: ctx.now,
  })
  const entry = paperBatchEnded(
    { number: petition.number, authority: authority.slug, signatures, scansHash },
    dayOf(ctx.now, ctx.timeZone),
  )
  appendEntries(ctx.tx, [entry], ctx.now)
}

async function close(ctx: WriteContext, id: string, transition: 'reject' | 'end', reason: string) {
  permit(ctx, recordPaper)
  const batch = await lockBatch(ctx.tx, id)
  const by = permit(ctx, recordPaper, { organisationId: batch.organisationId })
  await moveBatch(ctx.tx, batch, transition, { reason, now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: `petitions.${transition}-paper`,
    subject: { kind: BATCH, id },
    data: { petition: batch.petition.number, from: batch.state },
    now: ctx.now,
  })
  return batch
}
