import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { money } from '../money.ts'
import { budgetOf } from '../store.ts'
import type { LineForm } from './fields.ts'
import { lockOwnDelivery, type ProjectRef } from './permissions.ts'
import { keepMoneyLine, moneyLinesOf } from './plan-store.ts'
import { goingStates, type MoneyLine, mayContract, sumsOf } from './project.ts'
import { deliveryRuleOf } from './rule.ts'
import { tellAct } from './tell.ts'

const MOST = 60

/**
 * Adds a line of money, or changes one (`line` names it).
 *
 * @throws NotFound, RuleBroken budgeting.delivery.not-going, .enough; InvalidInput where the contract is of a day to come, or more would
 *   be contracted than may be without the council
 */
export async function keepMoney(
  ctx: WriteContext,
  ref: ProjectRef & { line: string | null },
  form: LineForm,
): Promise<void> {
  const own = await lockOwnDelivery(ctx, ref)
  const { delivery } = own
  const lines = await moneyLinesOf(ctx.tx, [delivery.projectId])
  const before = ref.line === null ? null : lines.find(({ id }) => id === ref.line)
  if (before === undefined) throw new NotFound()
  // What was contracted is still paid after the work is done or stopped; nothing more is contracted then.
  if (before === null && !goingStates.includes(delivery.state)) throw new RuleBroken('budgeting.delivery.not-going')
  if (before === null && lines.length >= MOST) throw new RuleBroken('budgeting.delivery.enough')
  const line = lineOf(form, { id: before?.id ?? newId(ctx.now), projectId: delivery.projectId, lang: ctx.lang })
  if (line.contract && line.contract.contractOn > dayOf(ctx.now, ctx.timeZone))
    throw new InvalidInput([{ field: 'contractOn', text: { key: 'budgeting.delivery.day.future' } }])
  const isMore = (line.contract?.contracted ?? 0) > (before?.contract?.contracted ?? 0)
  if (isMore && !goingStates.includes(delivery.state)) throw new RuleBroken('budgeting.delivery.not-going')
  await checkLimit(ctx, own, [...lines.filter(({ id }) => id !== line.id), line], before)
  await keepMoneyLine(ctx.tx, line, ctx.now)
  const { contract } = line
  const contracted = contract !== null && contract.contracted !== before?.contract?.contracted
  await tellAct(ctx, own, 'money', {
    ...(contracted && { event: 'contracted' }),
    data: {
      what: line.what,
      planned: line.planned,
      paid: line.paid,
      ...(contract && { supplier: contract.supplier, contracted: contract.contracted, on: contract.contractOn }),
    },
  })
}

function lineOf(form: LineForm, line: Pick<MoneyLine, 'id' | 'projectId' | 'lang'>): MoneyLine {
  const { what, planned, paid, contracted, supplier, contractNumber, contractOn, contractUrl, ocid } = form
  return {
    ...line,
    what,
    planned,
    paid: paid ?? 0,
    contract:
      contracted === null || supplier === null || contractNumber === null || contractOn === null
        ? null
        : { contracted, supplier, contractNumber, contractOn, contractUrl, ocid },
  }
}

async function checkLimit(
  ctx: WriteContext,
  { process, delivery }: Awaited<ReturnType<typeof lockOwnDelivery>>,
  lines: MoneyLine[],
  before: MoneyLine | null,
): Promise<void> {
  const { contracted } = sumsOf(lines)
  const limit = mayContract(delivery, await deliveryRuleOf(ctx.tx, process.id))
  const more = (lines.at(-1)?.contract?.contracted ?? 0) > (before?.contract?.contracted ?? 0)
  if (limit === null || contracted <= limit || !more) return
  const { currency } = await budgetOf(ctx.tx, process.id)
  throw new InvalidInput([
    {
      field: 'contracted',
      text: { key: 'budgeting.delivery.over-limit', args: { limit: money(ctx, limit, currency) } },
    },
  ])
}
