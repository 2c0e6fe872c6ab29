import type { Person, Role } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { appendEntries, type Entry } from '#commons/ledger/append-entry.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { recordEvent } from '../record-event.ts'
import { CASE } from './case.ts'
import type { CaseRow } from './case-store.ts'

/** By whose hand an authority's act is done. */
export type Hand =
  | { role: 'officer' | 'moderator'; by: { person: Person; role: Role } }
  /** Whoever holds the reply link at the authority's official address. */
  | { role: 'link'; by: null }

/** Writes an act on a case everywhere it must stand: the petition's timeline, the audit record, the public log. */
export async function recordStep(
  ctx: WriteContext,
  one: CaseRow,
  step: {
    event: `answering.${string}`
    data?: Record<string, string | number>
    hand: Hand
    act: `petitions.${string}`
    entry: Entry
    /** Names in several languages that the timeline's message takes. */
    also?: Record<string, Localised>
  },
): Promise<void> {
  await recordEvent(ctx.tx, {
    petitionId: one.petitionId,
    kind: step.event,
    data: { ...step.data, ...step.also, authority: one.organisation.name },
    now: ctx.now,
  })
  await recordAct(ctx.tx, {
    by: step.hand.by,
    act: step.act,
    subject: { kind: CASE, id: one.id },
    data: { ...step.data, from: one.state, way: step.hand.role },
    now: ctx.now,
  })
  appendEntries(ctx.tx, [step.entry], ctx.now)
}
