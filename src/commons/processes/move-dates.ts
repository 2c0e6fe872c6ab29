import { recordAct } from '#commons/audit/record.ts'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { isTooFar } from './far-day.ts'
import { datesMoved } from './ledger-entries.ts'
import { lockOwnProcess } from './own-process.ts'
import type { Phase } from './process.ts'
import { addMove, phasesOf, recordProcessEvent, setDates } from './store.ts'

/**
 * Other dates for a phase. In a draft they are simply set; once public they move with a reason that everybody reads. What is past
 * does not move: not the first day of a phase that opened, not a phase that closed.
 *
 * @throws InvalidInput, RuleBroken processes.phase-closed
 */
export async function moveDates(
  ctx: WriteContext,
  number: number,
  position: number,
  to: { opensOn: PlainDay; closesOn: PlainDay; reason: string | null },
): Promise<void> {
  const { process, by } = await lockOwnProcess(ctx, number)
  const phases = await phasesOf(ctx.tx, [process.id])
  const phase = phases.find((one) => one.position === position)
  if (!phase) throw new NotFound()
  if (phase.closedAt || process.endedAt) throw new RuleBroken('processes.phase-closed')
  const today = dayOf(ctx.now, ctx.timeZone)
  // Its last day is over, also where the timer has not closed it yet.
  if (phase.openedAt && phase.closesOn < today) throw wrong('closesOn', 'processes.move.last-day-past')
  refuse(phases, phase, to, today)
  const { reason } = to
  const isPublic = process.state !== 'draft'
  if (isPublic && !reason) throw new InvalidInput([{ field: 'reason', text: { key: 'processes.move.reason-missing' } }])
  await setDates(ctx.tx, phase.id, to.opensOn, to.closesOn)
  await recordAct(ctx.tx, {
    by,
    act: 'processes.move-dates',
    subject: { kind: 'process', id: String(number) },
    data: { phase: position, before: { opensOn: phase.opensOn, closesOn: phase.closesOn }, after: to },
    now: ctx.now,
  })
  if (!isPublic || !reason) return
  await addMove(ctx.tx, phase, to, reason, ctx.now)
  await recordProcessEvent(ctx.tx, {
    processId: process.id,
    kind: 'processes.dates-moved',
    data: { method: phase.method, opens: to.opensOn, closes: to.closesOn, reason },
    now: ctx.now,
  })
  appendEntries(ctx.tx, [datesMoved(number, position, to.opensOn, to.closesOn, today)], ctx.now)
}

function refuse(phases: Phase[], phase: Phase, to: { opensOn: PlainDay; closesOn: PlainDay }, today: PlainDay): void {
  const before = phases.find(({ position }) => position === phase.position - 1)
  const after = phases.find(({ position }) => position === phase.position + 1)
  if (to.opensOn > to.closesOn) throw wrong('closesOn', 'processes.move.closes-before-opening')
  if (phase.openedAt ? to.opensOn !== phase.opensOn : to.opensOn < today) throw wrong('opensOn', 'processes.move.past')
  // The day that runs is not taken away from those who meant to act on it.
  if (to.closesOn < today) throw wrong('closesOn', 'processes.move.past')
  if (isTooFar(to.closesOn, today)) throw wrong('closesOn', 'processes.day-far')
  if (before && to.opensOn < before.opensOn) throw wrong('opensOn', 'processes.move.before-earlier-phase')
  if (after && to.opensOn > after.opensOn) throw wrong('opensOn', 'processes.move.after-later-phase')
}

function wrong(
  field: 'opensOn' | 'closesOn',
  key:
    | 'processes.day-far'
    | 'processes.move.closes-before-opening'
    | 'processes.move.last-day-past'
    | 'processes.move.past'
    | 'processes.move.before-earlier-phase'
    | 'processes.move.after-later-phase',
): InvalidInput {
  return new InvalidInput([{ field, text: { key } }])
}
