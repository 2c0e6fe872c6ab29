import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import { touchListing } from './find/touch-listing.ts'

/**
 * Writes what happened to a petition into its public timeline, in the act's own transaction. The page says it with the
 * message `petitions.<part>.event.<name>` for the kind `<part>.<name>`, with `data` as its arguments (a name
 * in several languages is said in the reader's): nothing personal in it.
 */
export async function recordEvent(
  tx: Tx,
  event: {
    petitionId: string
    kind: `${string}.${string}`
    data?: Record<string, string | number | Localised>
    now: Date
  },
): Promise<void> {
  await sql`
    INSERT INTO petitions.event (id, petition_id, kind, data, happened_at)
    VALUES (${newId(event.now)}, ${event.petitionId}, ${event.kind}, ${JSON.stringify(event.data ?? {})}::jsonb, ${event.now})`.execute(
    tx,
  )
  touchListing(tx, event.petitionId, event.now)
}
