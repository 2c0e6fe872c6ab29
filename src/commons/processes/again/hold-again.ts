import { appendEntries } from '#commons/ledger/append-entry.ts'
import { addDays, dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import { processPublished } from '../ledger-entries.ts'
import type { Process } from '../process.ts'
import { rollFixed } from '../roll/ledger-entries.ts'
import { countLines, lockRoll } from '../roll/store.ts'
import { addPhases, phasesOf, recordProcessEvent } from '../store.ts'
import { type Again, addAgain, copyRoll } from './store.ts'

/**
 * A process in which people decide once more, because what came of another one was annulled: with a number of its own, public from this
 * moment, so that its words and conditions stand. The same people take part: a roll is taken over with its lines, and grows by corrections
 * until the day before the first phase opens. What the room keeps of it is the room's to write.
 *
 * @throws RuleBroken processes.again.roll-forgotten
 * @param source locked
 * @param phases in their order; the first one opens after today
 */
export async function holdAgain(
  services: Services,
  tx: Tx,
  source: Process,
  again: Again & { phases: [AgainPhase, ...AgainPhase[]] },
  now: Date,
): Promise<Process> {
  const process = await addAgain(tx, source, again, now)
  await addPhases(tx, process.id, again.phases, now)
  const today = dayOf(now, services.timeZone)
  const [{ opensOn, closesOn }] = again.phases
  await recordProcessEvent(tx, {
    processId: source.id,
    kind: 'processes.held-again',
    data: { number: String(process.number), opens: opensOn, closes: closesOn, reason: again.reason },
    now,
  })
  await recordProcessEvent(tx, {
    processId: process.id,
    kind: 'processes.again',
    data: { number: String(source.number), reason: again.reason },
    now,
  })
  appendEntries(tx, [processPublished(process.number, await phasesOf(tx, [process.id]), today)], now)
  await takeOverRoll(tx, source, process, { correctionsUntil: addDays(opensOn, -1), today }, now)
  return process
}

type AgainPhase = { method: string; opensOn: PlainDay; closesOn: PlainDay }

async function takeOverRoll(
  tx: Tx,
  source: Process,
  process: Process,
  { correctionsUntil, today }: { correctionsUntil: PlainDay; today: PlainDay },
  now: Date,
): Promise<void> {
  const roll = await lockRoll(tx, source.id)
  if (!roll) return
  // Without its lines nobody could vote, and nobody knows any more who was on it.
  if (roll.forgottenAt) throw new RuleBroken('processes.again.roll-forgotten')
  const lines = (await countLines(tx, source.id)).reduce((sum, { count }) => sum + count, 0)
  const eligible = roll.source === 'document' ? null : lines
  await copyRoll(tx, roll, { processId: process.id, correctionsUntil, eligible }, now)
  await recordProcessEvent(tx, { processId: process.id, kind: 'processes.roll-fixed', now })
  appendEntries(tx, [rollFixed(process.number, { source: roll.source, on: roll.eligibleOn, eligible }, today)], now)
}
