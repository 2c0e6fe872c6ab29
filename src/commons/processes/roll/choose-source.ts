import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { isTooFar } from '../far-day.ts'
import { lockOwnProcess } from '../own-process.ts'
import type { RollSource } from './roll.ts'

/**
 * Says of a draft on what it rests who may take part, and as of which day. Once public it stands, as the other conditions do.
 *
 * @throws RuleBroken processes.public-already, InvalidInput
 */
export async function chooseSource(
  ctx: WriteContext,
  number: number,
  form: { source: 'declared' | RollSource; eligibleOn: PlainDay | null; correctionsUntil: PlainDay | null },
): Promise<void> {
  const { process, by } = await lockOwnProcess(ctx, number)
  if (process.state !== 'draft') throw new RuleBroken('processes.public-already')
  const { source, eligibleOn, correctionsUntil } = form
  if (source === 'declared') {
    await sql`DELETE FROM processes.roll WHERE process_id = ${process.id}`.execute(ctx.tx)
  } else {
    if (!eligibleOn || !correctionsUntil)
      throw new InvalidInput(
        Object.entries({ eligibleOn, correctionsUntil }).flatMap(([field, day]) =>
          day === null ? [{ field, text: { key: 'kernel.form.missing' } as const }] : [],
        ),
      )
    refuseDays(eligibleOn, correctionsUntil, dayOf(ctx.now, ctx.timeZone))
    await sql`
      INSERT INTO processes.roll (process_id, source, eligible_on, corrections_until)
      VALUES (${process.id}, ${source}, ${eligibleOn}, ${correctionsUntil})
      ON CONFLICT (process_id) DO UPDATE SET source = excluded.source, eligible_on = excluded.eligible_on,
        corrections_until = excluded.corrections_until`.execute(ctx.tx)
  }
  await recordAct(ctx.tx, {
    by,
    act: 'processes.choose-roll',
    subject: { kind: 'process', id: String(number) },
    data: { source, eligibleOn, correctionsUntil },
    now: ctx.now,
  })
}

/** @throws InvalidInput */
function refuseDays(eligibleOn: PlainDay, correctionsUntil: PlainDay, today: PlainDay): void {
  const wrong = (field: string, key: 'processes.day-far' | 'processes.roll.corrections-until.past') =>
    new InvalidInput([{ field, text: { key } }])
  if (isTooFar(eligibleOn, today)) throw wrong('eligibleOn', 'processes.day-far')
  // Once fixed, the roll could never be corrected.
  if (correctionsUntil < today) throw wrong('correctionsUntil', 'processes.roll.corrections-until.past')
  if (isTooFar(correctionsUntil, today)) throw wrong('correctionsUntil', 'processes.day-far')
}
