import { personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { holdPhase } from '#commons/processes/hold-phase.ts'
import type { Process } from '#commons/processes/process.ts'
import { findPublicProcess } from '#commons/processes/store.ts'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { refuseOutsiders } from '../../declared.ts'
import { budgetOf } from '../../store.ts'
import { METHOD } from '../needs-of.ts'
import { lockGiver, type NeedRow } from '../store.ts'
import { readPair } from './drawn-pair.ts'
import { PAIRS_MAX, type pairForm } from './fields.ts'
import { choiceOf, keepChoice, lockPair, type PairChoice, pairsDecided } from './store.ts'

type PairForm = FormValue<(typeof pairForm)['fields']>

/**
 * A resident says which of two needs matters more. Once a pair; said again of the same pair, the last word counts.
 *
 * @throws SignInNeeded, NotFound, InvalidInput, RuleBroken processes.not-open, processes.level-too-weak, budgeting.needs.by-points,
 *   budgeting.needs.pairs.enough, budgeting.changed-meanwhile
 */
export async function compareNeeds(ctx: WriteContext, number: number, form: PairForm): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const process = await findPublicProcess(ctx.tx, number)
  const numbers = readPair(ctx, mailboxId, form.pair)
  if (!numbers) throw new InvalidInput([{ field: 'choice', text: { key: 'budgeting.needs.pairs.other' } }])
  if ((await budgetOf(ctx.tx, process.id)).needsRanking !== 'pairs') throw new RuleBroken('budgeting.needs.by-points')
  await refuseWhoMayNot(ctx, process, mailboxId, form)
  await holdPhase(ctx.tx, process, METHOD, dayOf(ctx.now, ctx.timeZone))
  await lockGiver(ctx.tx, process.id, mailboxId)
  const [first, second] = await bothOf(ctx, process, numbers)
  const [low, high] = first.id < second.id ? [first.id, second.id] : [second.id, first.id]
  const decision = { processId: process.id, mailboxId, low, high }
  const before = await choiceOf(ctx.tx, decision)
  if (before === null && (await pairsDecided(ctx.tx, process.id, mailboxId)) >= PAIRS_MAX)
    throw new RuleBroken('budgeting.needs.pairs.enough')
  const choice = sideOf(form.choice, first.id === low)
  if (choice !== before) await keepChoice(ctx.tx, { ...decision, choice, before, now: ctx.now })
  return { number }
}

/** Who compared needs of this process before has said where they live and how old they are; it is not asked at each pair. */
async function refuseWhoMayNot(ctx: WriteContext, process: Process, mailboxId: string, form: PairForm): Promise<void> {
  const said = (await pairsDecided(ctx.tx, process.id, mailboxId)) > 0
  await refuseOutsiders(ctx, process, said ? { residence: process.placeKey, oldEnough: true } : form)
}

/** Both needs in the order in which they were shown. @throws RuleBroken budgeting.changed-meanwhile where one was hidden since */
async function bothOf(ctx: WriteContext, process: Process, numbers: [number, number]): Promise<[NeedRow, NeedRow]> {
  const rows = await lockPair(ctx.tx, process.id, numbers)
  const [first, second] = numbers.map((number) => rows.find((need) => need.number === number && !need.hiddenReason))
  if (!first || !second) throw new RuleBroken('budgeting.changed-meanwhile')
  return [first, second]
}

function sideOf(choice: PairForm['choice'], firstIsLow: boolean): PairChoice {
  if (choice === 'alike' || choice === 'unsure') return choice
  return (choice === 'first') === firstIsLow ? 'low' : 'high'
}
