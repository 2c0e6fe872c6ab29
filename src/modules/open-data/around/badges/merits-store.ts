import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

/** Days on which new versions of a dataset's files were published since a moment, each once, oldest first. */
export async function updateDays(db: Db, datasetId: string, since: Date, timeZone: string): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    SELECT DISTINCT (v.published_at AT TIME ZONE ${timeZone})::date::text AS day
    FROM open_data.distribution x JOIN open_data.version v ON v.distribution_id = x.id
    WHERE x.dataset_id = ${datasetId} AND v.state IN ('published', 'superseded') AND v.published_at > ${since} ORDER BY day`.execute(
    db,
  )
  return rows.map(({ day }) => day)
}

/** By which discussions know it, and its points; null before these were counted. */
export async function numberAndPoints(db: Db, datasetId: string): Promise<{ number: number; points: number | null }> {
  const { rows } = await sql<{ number: number; points: number | null }>`
    SELECT d.number, s.points FROM open_data.dataset d LEFT JOIN open_data.dataset_score s ON s.dataset_id = d.id WHERE d.id = ${datasetId}`.execute(
    db,
  )
  return rows[0] as { number: number; points: number | null }
}
