import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { publicStates } from '../petition.ts'
import { refreshListing, refreshListingCounts } from './refresh-listing.ts'

const BATCH = 500

/**
 * Makes every listing anew, some at a time: a week moves on at midnight, terms run out, names of authorities change. Then
 * forgets words that stand in no text any more, such as what was masked.
 */
export async function refreshEveryListing(services: Services): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const ids = await nextPetitions(services, after)
    if (ids.length === 0) break
    await transact(services.db, async (tx) => {
      const now = services.clock.now()
      await refreshListing(tx, ids, now)
      await refreshListingCounts(tx, ids, { now, timeZone: services.timeZone })
    })
    after = ids.at(-1) as string
  }
  await sql`
    DELETE FROM petitions.listing_word
    WHERE word NOT IN (SELECT word FROM ts_stat('SELECT words FROM petitions.listing_text'))`.execute(services.db)
}

export const nightlyListings: Job = {
  name: 'petitions.refresh-listings',
  // Shortly after midnight in Chișinău, in winter and in summer.
  schedule: '5 21,22 * * *',
  repeat: 'it writes what is so now, from the other tables',
  run: refreshEveryListing,
}

async function nextPetitions({ db }: Services, after: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT p.id FROM petitions.petition p LEFT JOIN petitions.listing l ON l.petition_id = p.id
    WHERE p.id > ${after} AND (p.state = ANY(${[...publicStates]}::text[]) OR l.petition_id IS NOT NULL)
    ORDER BY p.id LIMIT ${BATCH}`.execute(db)
  return rows.map(({ id }) => id)
}
