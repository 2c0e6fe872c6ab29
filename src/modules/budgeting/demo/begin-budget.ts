import { draftProcess } from '#commons/processes/begin-process.ts'
import type { Process } from '#commons/processes/process.ts'
import { makePublic } from '#commons/processes/publish-process.ts'
import { findProcess } from '#commons/processes/store.ts'
import type { Viewer } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { addEnvelopes, smallAndLarge } from '../blueprints.ts'
import type { BallotsBy } from '../budget.ts'
import { changeBudget, changeEnvelope } from '../money/change-money.ts'
import { dropEnvelope, setBudget } from '../money/store.ts'
import { budgetOf, envelopesOf, setNeedsRanking } from '../store.ts'
import { THOUSAND } from './ideas.ts'
import type { Past } from './past.ts'

/** Days of the phase in which needs are named. */
export const NEEDS_DAYS = 21

interface Beginning {
  /** Divided as civil budgets are, with support needed before the review. */
  smallAndLarge?: true
  /** Needs are compared in pairs; without it people spread points over them. */
  pairs?: true
  /** The first phase opened so many days ago. */
  firstAgo: number
  placeKey: string
  organisationId: string
  title: Localised
  summary: Localised
  /** In thousands of lei; without it what the blueprint says. */
  money?: {
    officer: Viewer
    amount: number
    maxCost: number
    /** To spread; without it projects are ticked. */
    points?: number
    ballots: BallotsBy
  }
}

/** A budget of the demo as its officials begin it and make it public, some days before its first phase. */
export async function beginBudget(
  past: Past,
  { smallAndLarge: civil, pairs, firstAgo, money, ...about }: Beginning,
): Promise<Process> {
  const { services } = past
  const begun = firstAgo + 5
  const { number } = await past.happen(begun, (tx, now) =>
    draftProcess(
      past.asOf(begun),
      tx,
      { ...about, blueprint: 'budgeting.town', firstDay: past.day(firstAgo), demo: true },
      now,
    ),
  )
  if (civil)
    await past.happen(begun, async (tx) => {
      const process = await findProcess(tx, number)
      for (const { id } of await envelopesOf(tx, process.id)) await dropEnvelope(tx, id)
      await addEnvelopes(tx, process, smallAndLarge)
      await setBudget(tx, process.id, { ...(await budgetOf(tx, process.id)), supportsNeeded: 20, contestDays: 5 })
    })
  if (pairs) await past.happen(begun, async (tx) => setNeedsRanking(tx, (await findProcess(tx, number)).id, 'pairs'))
  if (money)
    await past.act(begun, money.officer, 'ro', async (ctx) => {
      await changeBudget(ctx, number, {
        supportsNeeded: 0,
        contestDays: 5,
        ballots: money.ballots,
        tie: 'cost-votes',
        exclusive: [],
        publishing: 'list',
        asksAge: true,
      })
      await changeEnvelope(
        ctx,
        { number, envelope: 1 },
        {
          nameRo: 'Tot bugetul',
          nameRu: 'Весь бюджет',
          nameEn: 'The whole budget',
          place: about.placeKey,
          amount: money.amount * THOUSAND,
          minCost: 50 * THOUSAND,
          maxCost: money.maxCost * THOUSAND,
          minPicks: 1,
          category: null,
          ballotKind: money.points ? 'points' : 'approval',
          points: money.points ?? null,
          maxPoints: money.points ? 4 : null,
          maxPicks: 10,
          rule: money.points ? 'equalshares/add1' : 'equalshares/add1u',
          stop: 'overrun',
          comparison: 'none',
          minimum: null,
          leftovers: 'return',
        },
      )
    })
  await past.happen(begun - 1, async (tx, now) =>
    makePublic(past.asOf(begun - 1), tx, await findProcess(tx, number), now),
  )
  return findProcess(services.db, number)
}
