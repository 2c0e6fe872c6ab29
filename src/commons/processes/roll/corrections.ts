import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { recordAct, recordReading } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { findPublicProcess } from '../store.ts'
import { rollCorrected } from './ledger-entries.ts'
import { lockOwnRoll } from './own-roll.ts'
import { rollKeyOf } from './roll-keys.ts'
import { findCorrection, findLine, putLine, rollOf } from './store.ts'
import { tellCorrection } from './tell-correction.ts'

/**
 * Somebody who is not on the roll, or wrongly, asks the authority to look again. Nothing is attached: the electronic identity says who it
 * is, and the authority looks into its own register.
 *
 * @throws SignInNeeded, NotFound where there is no roll of a register, RuleBroken processes.roll.too-late, processes.roll.not-identified,
 *   processes.roll.asked-already
 */
export async function askCorrection(
  ctx: WriteContext,
  number: number,
  form: { place: string; says: string },
): Promise<void> {
  const { accountId } = personOf(ctx)
  const process = await findPublicProcess(ctx.tx, number)
  const roll = await rollOf(ctx.tx, process.id)
  if (roll?.source !== 'register') throw new NotFound()
  if (process.state !== 'running' || dayOf(ctx.now, ctx.timeZone) > roll.correctionsUntil)
    throw new RuleBroken('processes.roll.too-late')
  if (!ctx.places.find(form.place)) throw new InvalidInput([{ field: 'place', text: { key: 'places.unknown' } }])
  const { personKey } = await personBehind(ctx.tx, accountId)
  if (!personKey) throw new RuleBroken('processes.roll.not-identified')
  const { rows } = await sql`
    INSERT INTO processes.roll_correction (id, process_id, account_id, place_key, says, state, asked_at)
    VALUES (${newId(ctx.now)}, ${process.id}, ${accountId}, ${form.place}, ${form.says}, 'asked', ${ctx.now})
    ON CONFLICT (process_id, account_id) WHERE state = 'asked' DO NOTHING RETURNING 1`.execute(ctx.tx)
  if (rows.length === 0) throw new RuleBroken('processes.roll.asked-already')
}

/**
 * An officer decides on a correction, with a reason for who asked. Accepted, the person stands on the roll.
 *
 * @throws NotFound, RuleBroken processes.changed-meanwhile, processes.roll.too-late, processes.roll.not-identified
 */
export async function decideCorrection(
  ctx: WriteContext,
  { number, correction: id }: { number: number; correction: string },
  form: { decision: 'accepted' | 'refused'; reason: string },
): Promise<void> {
  const { process, roll, by } = await lockOwnRoll(ctx, number)
  const one = await findCorrection(ctx.tx, process.id, id)
  if (!one) throw new NotFound()
  if (one.state !== 'asked') throw new RuleBroken('processes.changed-meanwhile')
  await sql`
    UPDATE processes.roll_correction SET state = ${form.decision}, reason = ${form.reason}, decided_at = ${ctx.now} WHERE id = ${id}`.execute(
    ctx.tx,
  )
  const subject = { kind: 'process', id: String(number) }
  await recordReading(ctx.tx, {
    by,
    mailboxId: one.mailboxId,
    subject,
    purpose: 'processes.decide-roll-correction',
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by,
    act: 'processes.decide-roll-correction',
    subject,
    data: { decision: form.decision },
    now: ctx.now,
  })
  await tellCorrection(ctx, process, one.mailboxId, form.decision)
  if (form.decision === 'refused') return
  const { personKey } = await personBehind(ctx.tx, one.accountId)
  if (!personKey) throw new RuleBroken('processes.roll.not-identified')
  const key = rollKeyOf(ctx.secrets.person, roll.keyedBy, personKey)
  const before = await findLine(ctx.tx, process.id, key)
  const line = { oldEnough: true, placeKey: one.placeKey, members: before?.members ?? ('residents' as const) }
  await putLine(ctx.tx, process.id, key, line, 'correction')
  if (roll.fixedAt && !before) appendEntries(ctx.tx, [rollCorrected(number, 1, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}
