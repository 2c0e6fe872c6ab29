import { personOf } from '#commons/access/permit.ts'
import { eligibility, fieldErrorsOf, ineligible, wrongResidence } from '#commons/processes/eligible.ts'
import type { Process } from '#commons/processes/process.ts'
import type { Roll } from '#commons/processes/roll/roll.ts'
import { rollOf } from '#commons/processes/roll/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { type FieldError, InvalidInput } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'

/**
 * The roll that answers also for needs and ideas: one of a register that is fixed. Codes are the ballot's secret, and nobody stands at a
 * counter before the vote: until then people are taken at their word there.
 */
export async function rollForIdeas(db: Db | Tx, processId: string): Promise<Roll | null> {
  const roll = await rollOf(db, processId)
  return roll?.source === 'register' && roll.fixedAt !== null ? roll : null
}

/** Whether who takes part in a process before the vote says something of themselves: the roll, where it answers, knows. */
export async function declares(
  db: Db | Tx,
  { id, residentsOnly, minAge }: Pick<Process, 'id' | 'residentsOnly' | 'minAge'>,
): Promise<boolean> {
  return (residentsOnly || minAge > 0) && (await rollForIdeas(db, id)) === null
}

/** What a form asks of who takes part before the vote. */
interface Said {
  residence: string | null
  oldEnough: boolean
}

/**
 * Refuses who may not take part before the vote: whom the roll does not have, or, where none answers, who did not declare what the process
 * asks: where they live (field `residence`), how old they are (`oldEnough`). Nobody is asked where they live when anybody may take part.
 *
 * @throws InvalidInput, RuleBroken processes.level-too-weak, processes.roll.…
 */
export async function refuseOutsiders(ctx: WriteContext, process: Process, said: Said): Promise<void> {
  const errors = await outsiderErrors(ctx, process, said)
  if (errors.length > 0) throw new InvalidInput(errors)
}

/** As refuseOutsiders, for a form that says beside it what else is wrong. @throws RuleBroken processes.level-too-weak, processes.roll.… */
export async function outsiderErrors(
  ctx: WriteContext,
  process: Process,
  { residence, oldEnough }: Said,
): Promise<FieldError[]> {
  const person = personOf(ctx)
  const roll = await rollForIdeas(ctx.tx, process.id)
  if (roll)
    return fieldErrorsOf(await eligibility(ctx, ctx.tx, process, person, { placeKey: null, oldEnough: false }, roll))
  // Where none is named, no other mistake is told of it: the process's own place stands in.
  const declared = { placeKey: residence ?? process.placeKey, oldEnough }
  const missing = wrongResidence(ctx, process, residence, 'budgeting.ideas.residence.missing')
  const wrong = ineligible(ctx, process, person, declared, 'residence')
  if (!missing) return wrong
  return [{ field: 'residence', text: { key: missing } }, ...wrong.filter(({ field }) => field !== 'residence')]
}
