import type { Person, Role } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { recordEvent } from '../record-event.ts'
import { BATCH, type Finding } from './batch.ts'
import { paperBatch } from './ledger-entries.ts'
import { publishPaperUnits } from './publish-units.ts'
import { takeScans } from './same-sheets.ts'
import { type BatchRow, moveBatch } from './store.ts'

/**
 * Two officers found the same: from here the batch is public. Thresholds follow when counts are next folded.
 *
 * @throws RuleBroken petitions.paper.scans.counted
 */
export async function acceptBatch(
  ctx: WriteContext,
  batch: BatchRow,
  by: { person: Person; role: Role },
  accepted: Finding,
): Promise<void> {
  const { signatures } = accepted
  const { petition, authority, scansHash } = batch
  await takeScans(ctx.tx, batch)
  await moveBatch(ctx.tx, batch, 'agree', { accepted, now: ctx.now })
  await publishPaperUnits(ctx, batch.petitionId)
  await recordEvent(ctx.tx, {
    petitionId: batch.petitionId,
    kind: 'paper.accepted',
    data: { signatures, authority: authority.name },
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by,
    act: 'petitions.accept-paper',
    subject: { kind: BATCH, id: batch.id },
    data: { petition: petition.number, signatures },
    now: ctx.now,
  })
  const entry = paperBatch(
    { number: petition.number, authority: authority.slug, signatures, scansHash },
    dayOf(ctx.now, ctx.timeZone),
  )
  appendEntries(ctx.tx, [entry], ctx.now)
}
