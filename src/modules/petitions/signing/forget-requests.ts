import { sql } from 'kysely'
import type { Services } from '#kernel/http/context.ts'

/** Deletes requests to sign that nobody confirmed in time, with the name and address in them. Safe to repeat. */
export async function forgetRequests({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<void> {
  await sql`DELETE FROM petitions.signature_request WHERE expires_at <= ${clock.now()}`.execute(db)
}
