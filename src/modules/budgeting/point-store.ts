import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

export interface PublicPoint {
  placeKey: string
  latitude: number
  longitude: number
}

/** Points of ideas and needs of all processes of a place, the newest: what is known of where the place is. */
export async function pointsOfPlace(db: Db, placeKey: string, limit: number): Promise<PublicPoint[]> {
  const { rows } = await sql<PublicPoint>`
    SELECT o.place_key AS "placeKey", o.latitude, o.longitude FROM (
      SELECT process_id, place_key, latitude, longitude, created_at FROM budgeting.idea WHERE latitude IS NOT NULL AND hidden_reason IS NULL
      UNION ALL
      SELECT process_id, place_key, latitude, longitude, created_at FROM budgeting.need WHERE latitude IS NOT NULL AND hidden_reason IS NULL
    ) o
    WHERE o.process_id IN (SELECT id FROM processes.process WHERE place_key = ${placeKey} AND rehearsal_of IS NULL)
    ORDER BY o.created_at DESC LIMIT ${limit}`.execute(db)
  return rows
}
