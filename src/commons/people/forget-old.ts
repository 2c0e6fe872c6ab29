import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import type { Services } from '#kernel/http/context.ts'
import type { Job } from '#kernel/jobs/jobs.ts'

const DAY = 86_400

/** Deletes what nobody needs any more: codes a day after they ended, sessions and tokens a month after. */
export async function forgetOld(services: Services): Promise<void> {
  const now = services.clock.now()
  const [yesterday, lastMonth] = [after(now, -DAY), after(now, -30 * DAY)]
  await sql`DELETE FROM people.sign_in WHERE expires_at < ${yesterday}`.execute(services.db)
  await sql`DELETE FROM people.session WHERE expires_at < ${lastMonth} OR ended_at < ${lastMonth}`.execute(services.db)
  // The record of officials' acts names those that could act for an institution.
  await sql`DELETE FROM people.api_token WHERE scopes = '{}' AND (expires_at < ${lastMonth} OR ended_at < ${lastMonth})`.execute(
    services.db,
  )
}

export const forgetOldJob: Job<unknown> = {
  name: 'people.forget-old',
  schedule: '23 * * * *',
  repeat: 'deletes what is old, which is the same once or twice',
  run: forgetOld,
}
