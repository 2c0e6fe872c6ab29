import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { pauseClock, resumeClock, runningClock } from '#commons/lifecycle/clocks.ts'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { lawOn } from '#jurisdiction/md/index.ts'
import { Forbidden } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { recordEvent } from '../record-event.ts'
import { CASE } from './case.ts'
import { lockCase, moveCase, stepOf } from './case-store.ts'
import { caseStep } from './ledger-entries.ts'
import { authorityMail, tellStarter } from './letters.ts'
import { lockForOfficer } from './permissions.ts'
import { sealMended } from './private-data.ts'
import { recordStep } from './record-step.ts'

/** The authority names what is to be mended and gives a term (Administrative Code art. 76(2)); the answer's clock stands meanwhile. */
export async function askToMend(
  ctx: WriteContext,
  caseId: string,
  form: { text: string; days: number },
): Promise<void> {
  const { one, hand } = await lockForOfficer(ctx, caseId)
  const today = dayOf(ctx.now, ctx.timeZone)
  await moveCase(ctx.tx, one, stepOf(one, 'askToMend', hand.role))
  const clock = await runningClock(ctx.tx, ctx.calendar, { kind: CASE, id: one.id }, 'answer')
  if (clock && lawOn('petition.defectPausesClock', today).value === true)
    await pauseClock(ctx.tx, ctx.calendar, clock, today, 'defects')
  const untilOn = addDays(today, form.days)
  await sql`
    INSERT INTO petitions.case_defect (id, case_id, text, until_on, asked_at)
    VALUES (${newId(ctx.now)}, ${one.id}, ${form.text}, ${untilOn}, ${ctx.now})`.execute(ctx.tx)
  await recordStep(ctx, one, {
    event: 'answering.defects-asked',
    data: { days: form.days },
    hand,
    act: 'petitions.ask-to-mend',
    entry: caseStep('defects-asked', one, today, { days: form.days }),
  })
  await tellStarter(ctx, one, 'defects', one.organisation.name, {
    args: { days: form.days },
    path: `/petitions/${one.number}/defects`,
  })
}

/** The starter mends: the authority can go on, and its clock with it. */
export async function mendCase(ctx: WriteContext, caseId: string, text: string): Promise<void> {
  const one = await lockCase(ctx.tx, caseId)
  if (personOf(ctx).mailboxId !== one.starterMailboxId) throw new Forbidden()
  const today = dayOf(ctx.now, ctx.timeZone)
  await moveCase(ctx.tx, one, stepOf(one, 'mend', 'starter'))
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM petitions.case_defect WHERE case_id = ${one.id} AND mended_at IS NULL ORDER BY asked_at DESC LIMIT 1`.execute(
    ctx.tx,
  )
  const defectId = rows[0]?.id
  if (defectId)
    await sql`
      UPDATE petitions.case_defect SET mended_at = ${ctx.now}, mended_sealed = ${sealMended(ctx.secrets.vault, defectId, text)}
      WHERE id = ${defectId}`.execute(ctx.tx)
  const clock = await runningClock(ctx.tx, ctx.calendar, { kind: CASE, id: one.id }, 'answer')
  if (clock) await resumeClock(ctx.tx, ctx.calendar, clock, today)
  await recordEvent(ctx.tx, {
    petitionId: one.petitionId,
    kind: 'answering.defects-mended',
    data: { authority: one.organisation.name },
    now: ctx.now,
  })
  appendEntries(ctx.tx, [caseStep('defects-mended', one, today)], ctx.now)
  const { email } = one.organisation
  if (email) await queueMails(ctx.tx, [authorityMail(ctx, email, 'mended', one, one.id)], ctx.now)
}
