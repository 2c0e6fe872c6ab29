import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { lockOwnProcess } from '#commons/processes/own-process.ts'
import type { Process } from '#commons/processes/process.ts'
import { recordProcessEvent } from '#commons/processes/store.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Services, WriteContext } from '#kernel/http/context.ts'
import { mayChange } from '../money/show-money.ts'
import { lockBudget } from '../store.ts'
import { ruleFixed } from './ledger-entries.ts'

export const fallbacks = ['reserve', 'carry-over'] as const

/** What happens when a chosen project cannot be done as it was voted on. */
export interface DeliveryRule {
  overCostPercent: number
  topUp: boolean
  fallback: (typeof fallbacks)[number]
}

/** Where nobody set another. */
const usual: DeliveryRule = { overCostPercent: 20, topUp: true, fallback: 'reserve' }

export async function deliveryRuleOf(db: Db | Tx, processId: string): Promise<DeliveryRule> {
  const { rows } = await sql<DeliveryRule>`
    SELECT over_cost_percent AS "overCostPercent", top_up AS "topUp", fallback FROM budgeting.delivery_rule WHERE process_id = ${processId}`.execute(
    db,
  )
  return rows[0] ?? usual
}

/** Sets the rule until the ballot is fixed. @throws RuleBroken budgeting.money.fixed */
export async function setDeliveryRule(ctx: WriteContext, number: number, rule: DeliveryRule): Promise<void> {
  const { process, by } = await lockOwnProcess(ctx, number)
  const budget = await lockBudget(ctx.tx, process.id)
  if (!mayChange(process, budget)) throw new RuleBroken('budgeting.money.fixed')
  await keep(ctx.tx, process.id, rule)
  if (process.publishedAt)
    await recordProcessEvent(ctx.tx, { processId: process.id, kind: 'budgeting.money-changed', now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: 'budgeting.delivery.set-rule',
    subject: { kind: 'process', id: String(number) },
    data: { ...rule },
    now: ctx.now,
  })
}

/** With the ballot the rule is fixed and stands in the public log; what was the usual one is kept as it is today. */
export async function fixDeliveryRule(services: Services, tx: Tx, process: Process, now: Date): Promise<void> {
  const rule = await deliveryRuleOf(tx, process.id)
  await keep(tx, process.id, rule)
  appendEntries(tx, [ruleFixed(process.number, rule, dayOf(now, services.timeZone))], now)
}

async function keep(tx: Tx, processId: string, { overCostPercent, topUp, fallback }: DeliveryRule): Promise<void> {
  await sql`
    INSERT INTO budgeting.delivery_rule (process_id, over_cost_percent, top_up, fallback)
    VALUES (${processId}, ${overCostPercent}, ${topUp}, ${fallback})
    ON CONFLICT (process_id) DO UPDATE SET over_cost_percent = excluded.over_cost_percent, top_up = excluded.top_up, fallback = excluded.fallback`.execute(
    tx,
  )
}
