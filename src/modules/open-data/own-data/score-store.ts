import { sql } from 'kysely'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Db } from '#kernel/database/database.ts'
import type { Context } from '#kernel/http/context.ts'

export async function pointsOfDatasets(db: Db, ids: string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; points: number }>`
    SELECT dataset_id AS id, points FROM open_data.dataset_score WHERE dataset_id = ANY(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, points }) => [id, points]))
}

export interface ScoreOnDay {
  day: PlainDay
  institution: string
  datasets: number
  points: number
}

/** Of each institution on each day that is over. */
export async function* scoresByDay({ db, now, timeZone }: Context): AsyncGenerator<ScoreOnDay> {
  for (let after: PlainDay = '0001-01-01'; ; ) {
    const { rows } = await sql<ScoreOnDay>`
      SELECT s.day::text AS day, o.slug AS institution, s.datasets, s.points FROM open_data.score_day s
      JOIN organisations.organisation o ON o.id = s.organisation_id
      WHERE s.day IN (SELECT DISTINCT day FROM open_data.score_day WHERE day > ${after}::date AND day < ${dayOf(now, timeZone)}::date ORDER BY day LIMIT 30)
      ORDER BY s.day, o.slug`.execute(db)
    yield* rows
    const last = rows.at(-1)?.day
    if (last === undefined) return
    after = last
  }
}
