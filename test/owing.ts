import { sql } from 'kysely'
import { type KeptClock, startClock } from '#commons/lifecycle/clocks.ts'
import { addDays, dayOf, daysBetween } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { CASE } from '#modules/petitions/answering/case.ts'
import type { TestApp } from './app.ts'
import { type ListedPetition, listed } from './listed.ts'
import { authorityId } from './people.ts'

export interface Owing extends Partial<ListedPetition> {
  authority: string
  dueOn: string
  /** Of the clock; `answer` unless said otherwise. */
  clock?: string
  /** What happens to the clock in the same transaction. */
  next?: (tx: Tx, clock: KeptClock, today: string) => Promise<unknown>
}

/** A petition that is registered before an authority, with a clock of 30 days that is due on that day. @returns its number */
export async function owing(
  app: TestApp,
  { authority, dueOn, clock = 'answer', next, ...petition }: Owing,
): Promise<number> {
  const { id: petitionId, number } = await listed(app, {
    title: `Cerere pentru ${authority} până ${dueOn}`,
    ...petition,
    authority,
  })
  const now = app.clock.now()
  const { calendar, timeZone } = app.services
  const organisationId = await authorityId(app, authority)
  const startsOn = addDays(dueOn, -30)
  await transact(app.services.db, async (tx) => {
    const id = newId(now)
    await sql`INSERT INTO petitions.case (id, petition_id, organisation_id, state, created_at)
      VALUES (${id}, ${petitionId}, ${organisationId}, 'registered', ${now})`.execute(tx)
    const kept = await startClock(
      tx,
      calendar,
      {
        name: clock,
        subject: { kind: CASE, id },
        organisationId,
        by: clock.startsWith('promised') ? { promisedBy: authority } : { basis },
        unit: 'days',
        length: daysBetween(startsOn, dueOn),
        startsOn,
      },
      now,
    )
    await next?.(tx, kept, dayOf(now, timeZone))
  })
  return number
}

const basis = {
  act: { ro: 'Codul', ru: 'Кодекс', en: 'The Code' },
  article: { ro: 'art. 60', ru: 'ст. 60', en: 'art. 60' },
}
