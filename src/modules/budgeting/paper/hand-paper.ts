import { permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { dayOf, yearsOn } from '#commons/lifecycle/plain-day.ts'
import { holdPhase } from '#commons/processes/hold-phase.ts'
import { eligibleByDocument } from '#commons/processes/roll/eligible-by-document.ts'
import { findPublicProcess } from '#commons/processes/store.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { bandOf } from '../ages/age-band.ts'
import { countAge } from '../ages/count-age.ts'
import { budgetOf } from '../store.ts'
import { claimChannel } from '../vote/take-channel.ts'
import { personKeyIn } from '../vote/voter-keys.ts'
import type { counterForm } from './fields.ts'
import type { Way } from './paper.ts'
import { runPaper } from './permissions.ts'
import { addHanded, addSpoiled } from './store.ts'

/**
 * Somebody at a counter shows a document, may take part, and has voted in no way yet: an officer gives one ballot of paper. Its number
 * is on a counterfoil that is torn off; it is not typed here, so nothing leads from the person to the sheet.
 *
 * @throws Forbidden, InvalidInput, RuleBroken processes.not-open, processes.roll.*, budgeting.paper.has-account, .has-token, .has-paper
 */
export async function handPaper(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof counterForm)['fields']>,
): Promise<{ number: number; way: Way }> {
  permit(ctx, runPaper)
  const process = await findPublicProcess(ctx.tx, number)
  const by = permit(ctx, runPaper, { organisationId: process.organisationId })
  const today = dayOf(ctx.now, ctx.timeZone)
  await holdPhase(ctx.tx, process, 'budgeting.vote', today)
  const { personalNumber, birthDate, place: placeKey, code, way, seen } = form
  const shown = { personalNumber, birthDate, placeKey, code }
  const found = await eligibleByDocument(ctx, ctx.tx, process, shown, ctx.now, seen)
  const keys = [found.personKey && personKeyIn(ctx.secrets.person, process.id, found.personKey), found.rollKey]
  const { channel, first } = await claimChannel(
    ctx.tx,
    process.id,
    keys.filter((key) => key !== null),
    'paper',
  )
  if (channel !== 'paper') throw new RuleBroken(`budgeting.paper.has-${channel}`)
  if (!first) throw new RuleBroken('budgeting.paper.has-paper')
  await addHanded(ctx.tx, process.id, today, way)
  if (birthDate && (await budgetOf(ctx.tx, process.id)).asksAge)
    countAge(ctx, process, 'paper', bandOf(yearsOn(birthDate, today)))
  // Who got it stands in no record of acts.
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.hand-paper',
    subject: { kind: 'process', id: String(number) },
    data: { way },
    now: ctx.now,
  })
  return { number, way }
}

/** A voter spoiled a ballot, gave it back and got another: who already took the paper channel keeps it. @throws RuleBroken processes.not-open */
export async function exchangeSpoiled(ctx: WriteContext, number: number): Promise<void> {
  permit(ctx, runPaper)
  const process = await findPublicProcess(ctx.tx, number)
  const by = permit(ctx, runPaper, { organisationId: process.organisationId })
  await holdPhase(ctx.tx, process, 'budgeting.vote', dayOf(ctx.now, ctx.timeZone))
  await addSpoiled(ctx.tx, process.id)
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.exchange-paper',
    subject: { kind: 'process', id: String(number) },
    now: ctx.now,
  })
}
