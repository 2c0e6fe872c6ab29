import { sql } from 'kysely'
import type { TestApp } from './app.ts'
import type { TestPerson } from './people.ts'

/** As if the round of today had been killed before its letters left. */
export async function breakOffDigests(app: TestApp): Promise<void> {
  const day = app.clock.now().toISOString().slice(0, 10)
  await sql`UPDATE notices.digest_round SET finished_at = NULL WHERE day = ${day}`.execute(app.services.db)
  await sql`UPDATE notices.digest SET sent_at = NULL WHERE day = ${day}`.execute(app.services.db)
}

/** As if an administrator had ended all roles of somebody. */
export async function endRoles(app: TestApp, { accountId }: TestPerson): Promise<void> {
  await sql`UPDATE access.role SET ended_at = ${app.clock.now()} WHERE account_id = ${accountId}`.execute(
    app.services.db,
  )
}
