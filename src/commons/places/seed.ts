import { sql } from 'kysely'
import { places } from '#jurisdiction/md/index.ts'
import type { Db } from '#kernel/database/database.ts'

/** Writes the jurisdiction's places into the database: new ones are added, names and validity follow the data. */
export async function seedPlaces(db: Db, options: { demo: boolean }): Promise<void> {
  const rows = places
    .filter((place) => options.demo || !place.demo)
    .map((place, position) => ({
      key: place.key,
      parent_key: place.parent,
      type: place.type,
      name: place.name,
      iso: place.iso ?? null,
      cuatm: place.cuatm ?? null,
      cuatm_statistical: place.cuatmStatistical ?? null,
      demo: place.demo ?? false,
      valid_from: place.validFrom,
      valid_to: place.validTo,
      position,
    }))
  await sql`
    INSERT INTO places.place (key, parent_key, type, name, iso, cuatm, cuatm_statistical, demo, valid_from, valid_to, position)
    SELECT key, parent_key, type, name, iso, cuatm, cuatm_statistical, demo, valid_from, valid_to, position
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (key text, parent_key text, type text, name jsonb, iso text, cuatm text,
      cuatm_statistical text, demo boolean, valid_from date, valid_to date, position integer)
    ON CONFLICT (key) DO UPDATE SET parent_key = excluded.parent_key, type = excluded.type, name = excluded.name, iso = excluded.iso,
      cuatm = excluded.cuatm, cuatm_statistical = excluded.cuatm_statistical, valid_from = excluded.valid_from,
      valid_to = excluded.valid_to, position = excluded.position`.execute(db)
}
