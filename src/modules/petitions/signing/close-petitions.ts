import { sql } from 'kysely'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import { move } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { announce } from '#commons/notices/notices.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { eachApart } from '#kernel/each-apart.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Services } from '#kernel/http/context.ts'
import { petitionNews } from '../answering/news.ts'
import { petitionClosed } from '../ledger-entries.ts'
import { petitionLife } from '../petition.ts'
import { recordEvent } from '../record-event.ts'
import { waitForSigners } from './hold-open.ts'

/** Closes what is past its last day. Safe to repeat: only open petitions close. */
export async function closeDuePetitions(services: Services): Promise<void> {
  const now = services.clock.now()
  const today = dayOf(now, services.timeZone)
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM petitions.petition WHERE state = 'open' AND closes_on < ${today} ORDER BY closes_on LIMIT 1000`.execute(
    services.db,
  )
  await eachApart(rows, ({ id }) =>
    transact(services.db, async (tx) => {
      const { rows: still } = await sql`
        SELECT 1 FROM petitions.petition WHERE id = ${id} AND state = 'open' AND closes_on < ${today} FOR NO KEY UPDATE`.execute(
        tx,
      )
      if (still.length > 0) await closePetition(tx, { id, by: 'system', now, timeZone: services.timeZone })
    }),
  )
}

/**
 * Takes no signature any more: state, timeline, public record and word to followers, in the act's transaction. Pending requests stay until
 * they expire: who confirms late reads that the petition closed.
 *
 * @throws RuleBroken petitions.changed-meanwhile when it is not open
 */
export async function closePetition(
  tx: Tx,
  { id, by, now, timeZone }: { id: string; by: 'system' | 'starter'; now: Date; timeZone: string },
): Promise<void> {
  const moved = move(petitionLife, 'open', 'close', by)
  if (!moved.ok) throw new Error(moved.refusal)
  await waitForSigners(tx, id)
  const { rows } = await sql<{ number: number }>`
    UPDATE petitions.petition SET state = ${moved.to}, closed_at = ${now} WHERE id = ${id} AND state = 'open' RETURNING number`.execute(
    tx,
  )
  const number = rows[0]?.number
  if (number === undefined) throw new RuleBroken('petitions.signing.changed-meanwhile')
  await recordEvent(tx, { petitionId: id, kind: 'signing.closed', data: { by }, now })
  appendEntries(tx, [petitionClosed(number, dayOf(now, timeZone))], now)
  await announce(tx, petitionNews, { kind: 'closing', subjectId: id, data: {} }, now)
}
