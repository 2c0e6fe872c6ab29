import { personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { eligibility, fieldErrorsOf } from '#commons/processes/eligible.ts'
import { holdPhase } from '#commons/processes/hold-phase.ts'
import { findPublicProcess } from '#commons/processes/store.ts'
import { InvalidInput, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { budgetOf } from '../store.ts'
import type { voterForm } from './fields.ts'
import { perPerson } from './issue-tokens.ts'

/**
 * Whether a person would get a token, asked before they make a secret code and write it down. It writes nothing and promises nothing:
 * issuing asks again.
 *
 * @throws SignInNeeded, NotFound, InvalidInput, TooMany, RuleBroken processes.not-open, processes.level-too-weak, processes.roll.…,
 *   budgeting.tokens.by-account
 */
export async function checkVoter(
  ctx: WriteContext,
  number: number,
  { place: placeKey, oldEnough, code }: FormValue<(typeof voterForm)['fields']>,
): Promise<{ number: number }> {
  const person = personOf(ctx)
  const wait = await countAgainst(ctx.db, perPerson, person.accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const process = await findPublicProcess(ctx.tx, number)
  await holdPhase(ctx.tx, process, 'budgeting.vote', dayOf(ctx.now, ctx.timeZone))
  if ((await budgetOf(ctx.tx, process.id)).ballots !== 'token') throw new RuleBroken('budgeting.tokens.by-account')
  const wrong = fieldErrorsOf(await eligibility(ctx, ctx.tx, process, person, { placeKey, oldEnough, code }))
  if (wrong.length > 0) throw new InvalidInput(wrong)
  return { number }
}
