import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Phase, Process } from '#commons/processes/process.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Text } from '#kernel/i18n/translator.ts'
import { isAnswered } from '../answers/asks.ts'
import { resultsOf } from '../result/store.ts'
import { budgetOf, projectsOf } from '../store.ts'
import { deliveryBegun } from './ledger-entries.ts'
import { recordProjectEvent } from './record-store.ts'
import { addDeliveries } from './store.ts'

/** Nothing is delivered before the council decided on the result. */
export async function deliveryLacks(db: Db | Tx, process: Process): Promise<Text[]> {
  // What was taken up is delivered from its answer on.
  if (await isAnswered(db, process.id)) return []
  const { resultState } = await budgetOf(db, process.id)
  return resultState === 'decided' ? [] : [{ key: 'budgeting.delivery.not-decided' }]
}

/** What the votes chose is delivered by the authority whose budget it is, until it names another. */
export async function beginDelivery(services: Services, tx: Tx, process: Process, phase: Phase): Promise<void> {
  const now = phase.openedAt as Date
  const [projects, results] = await Promise.all([projectsOf(tx, process.id), resultsOf(tx, process.id)])
  const standing = results.filter(({ annulledReason }) => annulledReason === null)
  const selected = new Set(standing.flatMap(({ outcome }) => outcome.selected.map(Number)))
  const funded = projects.filter(({ number, voidAt }) => selected.has(number) && !voidAt)
  const numbers = await addDeliveries(
    tx,
    process.id,
    funded.map(({ id }) => id),
    { by: 'vote' },
    process.organisationId,
    now,
  )
  for (const { id, number } of funded) if (numbers.includes(number)) await recordProjectEvent(tx, id, 'begun', {}, now)
  if (numbers.length > 0)
    appendEntries(tx, [deliveryBegun(process.number, numbers, dayOf(now, services.timeZone))], now)
}
