import type { Process } from '#commons/processes/process.ts'
import type { Tx } from '#kernel/database/database.ts'
import { mayStandIdle } from '#kernel/database/stand-idle.ts'
import { countInThread } from '../result/count-in-thread.ts'
import { gather } from '../result/count-votes.ts'
import { resultsOf } from '../result/store.ts'
import { budgetOf, envelopesOf } from '../store.ts'
import { moneyLinesOf } from './plan-store.ts'
import { type Delivery, sumsOf } from './project.ts'
import { deliveriesOf } from './store.ts'

export interface Reserve {
  /** Money of the envelope that no project has: of stopped projects what was contracted is gone, and is put down where a contract ends with less. Minor units. */
  free: number
  /** Number on the ballot of the project that takes the place. */
  next: number | null
}

/**
 * Which project takes the place of one that is not done: the ballots are counted again by the same rule, with the same parameters and the
 * same lot, as if the projects that are stopped had not stood on the ballot. What that count chooses first, is not funded yet and costs
 * no more than the free money is next. What is funded already stays so, also where the new count would have left it out.
 */
export async function reserveWithout(tx: Tx, process: Process, stopped: Delivery): Promise<Reserve> {
  if (stopped.envelope === null) return freeOfAnswer(tx, stopped)
  const deliveries = (await deliveriesOf(tx, process.id)).filter(({ envelope }) => envelope === stopped.envelope)
  const isOff = (one: Delivery) => one.projectId === stopped.projectId || one.state === 'stopped'
  const [envelopes, budget, results, lines] = await Promise.all([
    envelopesOf(tx, process.id),
    budgetOf(tx, process.id),
    resultsOf(tx, process.id),
    moneyLinesOf(
      tx,
      deliveries.map(({ projectId }) => projectId),
    ),
  ])
  const envelope = envelopes.find(({ position }) => position === stopped.envelope)
  const counted = results.find((one) => one.envelope === stopped.envelope)?.outcome
  const received = counted?.received ?? 0
  const whole = (envelope?.amount ?? 0) + received
  // What the count passed on to the next envelope is spent there.
  const passes = envelope?.leftovers === 'next-envelope' && envelope.position !== envelopes.at(-1)?.position
  const amount = passes && counted ? counted.cost : whole
  const committed = deliveries.map((one) => {
    const { contracted, paid } = sumsOf(lines.filter(({ projectId }) => projectId === one.projectId))
    return isOff(one) ? Math.max(paid, contracted) : Math.max(one.cost, one.toppedUpTo ?? 0, contracted)
  })
  const free = amount - committed.reduce((all, one) => all + one, 0)
  if (!budget.lotDice || !budget.lotCheckpoint) return { free, next: null }
  const { toCount } = await gather(tx, process, { dice: budget.lotDice, checkpoint: budget.lotCheckpoint })
  const given = toCount.find((one) => one.envelope.position === stopped.envelope)
  if (!given) return { free, next: null }
  const off = new Set(deliveries.filter(isOff).map(({ number }) => number))
  const funded = new Set(deliveries.map(({ number }) => number))
  const projects = given.projects.filter(({ number }) => !off.has(number))
  if (projects.length === 0) return { free, next: null }
  await mayStandIdle(tx)
  const [outcome] = await countInThread([{ ...given, envelope: { ...given.envelope, amount: whole }, projects }])
  // Of a set of which at most one is funded nothing else comes in while one of it is.
  const stands = (number: number) => funded.has(number) && !off.has(number)
  const barred = new Set(given.exclusive.filter((set) => set.some(stands)).flat())
  return {
    free,
    next: firstThatFits(
      (outcome?.selected ?? []).map(Number).filter((number) => !barred.has(number)),
      projects,
      funded,
      free,
    ),
  }
}

/** Nobody voted on what an authority took up by answering, so nothing waits for its place. */
async function freeOfAnswer(tx: Tx, stopped: Delivery): Promise<Reserve> {
  const { paid, contracted } = sumsOf(await moneyLinesOf(tx, [stopped.projectId]))
  return { free: Math.max(0, stopped.cost - Math.max(paid, contracted)), next: null }
}

/** The first in the order of choosing that is not funded and costs no more than is free. */
export function firstThatFits(
  selected: number[],
  projects: readonly { number: number; cost: number }[],
  funded: ReadonlySet<number>,
  free: number,
): number | null {
  const costs = new Map(projects.map(({ number, cost }) => [number, cost]))
  return (
    selected.find((number) => !funded.has(number) && (costs.get(number) ?? Number.POSITIVE_INFINITY) <= free) ?? null
  )
}
