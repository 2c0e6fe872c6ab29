import { sql } from 'kysely'
import type { Services } from '#kernel/http/context.ts'

/** Deletes requests that nobody confirmed in time, with the name and address that somebody typed. */
export async function forgetRequests(services: Services): Promise<void> {
  await sql`DELETE FROM petitions.signature_request WHERE expires_at <= ${services.clock.now()}`.execute(services.db)
}
