import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { after } from '#kernel/clock.ts'
import { eachApart } from '#kernel/each-apart.ts'
import type { Services } from '#kernel/http/context.ts'
import { freeScans } from './same-sheets.ts'
import { paperScanDays } from './settings.ts'

/** Deletes scans of petitions closed, or refused for good, long ago; counts, who made them and the public record stay. */
export async function forgetScans(services: Services): Promise<void> {
  const now = services.clock.now()
  const days = await services.settings.valueOn(paperScanDays, dayOf(now, services.timeZone))
  const { rows } = await sql<{ id: string; batchId: string; sha256: string }>`
    SELECT s.id, s.batch_id AS "batchId", s.sha256 FROM petitions.paper_scan s JOIN petitions.paper_batch b ON b.id = s.batch_id
    JOIN petitions.petition p ON p.id = b.petition_id
    WHERE p.state IN ('closed', 'archived', 'refused-finally') AND coalesce(p.closed_at, p.refused_at) < ${after(now, -days * 86_400)}`.execute(
    services.db,
  )
  await eachApart(rows, async ({ id, batchId, sha256 }) => {
    // The file first: whatever stops us between the two, the next run finds the row.
    await services.files.remove(sha256)
    await sql`DELETE FROM petitions.paper_scan WHERE id = ${id}`.execute(services.db)
    await freeScans(services.db, batchId)
  })
}
