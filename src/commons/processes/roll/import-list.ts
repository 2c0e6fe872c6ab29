import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { personKeyOf } from '#commons/people/person-key.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import type { importForm } from './fields.ts'
import { rollCorrected } from './ledger-entries.ts'
import { lockOwnRoll } from './own-roll.ts'
import { readRegister } from './read-register.ts'
import { rollKeyOf } from './roll-keys.ts'
import { addDraftLines, addImport, findImport, takeOver } from './store.ts'

const WRITE_AT_ONCE = 5_000

/**
 * Reads a list of people for an officer to look at before it counts. Personal numbers become keyed hashes here and go no further: not
 * into the database, not into a log, not into what is wrong.
 *
 * @throws RuleBroken processes.roll.other-source, processes.roll.not-public, processes.roll.too-late, InvalidInput
 */
export async function importList(
  ctx: WriteContext,
  number: number,
  form: FormValue<(typeof importForm)['fields']>,
): Promise<{ number: number; list: string }> {
  const { process, roll, by } = await lockOwnRoll(ctx, number)
  if (roll.source !== 'register') throw new RuleBroken('processes.roll.other-source')
  if (roll.fixedAt && form.how === 'whole')
    throw new InvalidInput([{ field: 'how', text: { key: 'processes.roll.fixed-already' } }])
  const { people, problems } = readRegister(form.file, ctx.places, process.minAge, roll.eligibleOn)
  const id = newId(ctx.now)
  const { members, about, how, reason } = form
  await addImport(ctx.tx, {
    id,
    processId: process.id,
    members,
    about,
    how,
    reason: how === 'additions' ? reason : null,
    lines: people.length,
    problems,
    createdAt: ctx.now,
  })
  const secret = ctx.secrets.person
  for (let at = 0; at < people.length; at += WRITE_AT_ONCE)
    await addDraftLines(
      ctx.tx,
      id,
      people.slice(at, at + WRITE_AT_ONCE).map(({ personalNumber, oldEnough, placeKey }) => ({
        key: rollKeyOf(secret, roll.keyedBy, personKeyOf(secret, personalNumber)),
        oldEnough,
        placeKey,
      })),
    )
  await recordAct(ctx.tx, {
    by,
    act: 'processes.read-roll-list',
    subject: { kind: 'process', id: String(number) },
    data: { members, about, how, reason, lines: people.length, problems: problems.length },
    now: ctx.now,
  })
  return { number, list: id }
}

/**
 * Makes a list that was read without a problem part of the roll.
 *
 * @throws NotFound, RuleBroken processes.roll.has-problems, processes.changed-meanwhile, processes.roll.not-public, processes.roll.too-late
 */
export async function confirmList(ctx: WriteContext, number: number, id: string): Promise<void> {
  const { process, roll, by } = await lockOwnRoll(ctx, number)
  const one = await findImport(ctx.tx, process.id, id)
  if (!one) throw new NotFound()
  if (one.problems.length > 0) throw new RuleBroken('processes.roll.has-problems')
  if (one.state !== 'preview' || (roll.fixedAt && one.how === 'whole'))
    throw new RuleBroken('processes.changed-meanwhile')
  const added = await takeOver(ctx.tx, one, ctx.now)
  await recordAct(ctx.tx, {
    by,
    act: 'processes.confirm-roll-list',
    subject: { kind: 'process', id: String(number) },
    data: { members: one.members, how: one.how, lines: one.lines, added },
    now: ctx.now,
  })
  // What is added after the day on which everybody could read the number is told too.
  if (roll.fixedAt && added > 0)
    appendEntries(ctx.tx, [rollCorrected(number, added, dayOf(ctx.now, ctx.timeZone))], ctx.now)
}
