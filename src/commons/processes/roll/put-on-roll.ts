import { recordAct } from '#commons/audit/record.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { lockOwnProcess } from '../own-process.ts'
import { eligibleByDocument } from './eligible-by-document.ts'
import type { documentForm } from './fields.ts'
import { rollOf } from './store.ts'

/**
 * Somebody shows a document at a counter and comes onto a roll that is made of documents, to take part later and elsewhere. What the officer
 * types is hashed and not kept.
 *
 * @throws Forbidden, InvalidInput, RuleBroken processes.roll.other-source, .not-public, .not-old-enough, .elsewhere
 */
export async function putOnRoll(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof documentForm)['fields']>,
): Promise<void> {
  const { process, by } = await lockOwnProcess(ctx, number)
  if ((await rollOf(ctx.tx, process.id))?.source !== 'document') throw new RuleBroken('processes.roll.other-source')
  if (process.state !== 'running') throw new RuleBroken('processes.roll.not-public')
  const { personalNumber, birthDate, place: placeKey, seen } = form
  const shown = { personalNumber, birthDate, placeKey, code: null }
  await eligibleByDocument(ctx, ctx.tx, process, shown, ctx.now, seen)
  await recordAct(ctx.tx, {
    by,
    act: 'processes.put-on-roll',
    subject: { kind: 'process', id: String(number) },
    now: ctx.now,
  })
}
