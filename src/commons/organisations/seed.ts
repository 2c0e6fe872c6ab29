import { sql } from 'kysely'
import { authorities } from '#jurisdiction/md/index.ts'
import type { Db } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'

const kinds = {
  cityHall: 'city-hall',
  sectorOffice: 'praetor',
  raionCouncil: 'raion-council',
  ministry: 'ministry',
  agency: 'agency',
  parliament: 'parliament',
} as const

/** Demo authorities; a real installation enters its own. Safe to repeat. */
export async function seedDemoAuthorities(db: Db, now: Date): Promise<void> {
  const rows = authorities.map((authority) => ({
    id: newId(now),
    slug: authority.key,
    kind: kinds[authority.kind],
    name: authority.name,
    place_key: authority.place,
    email: authority.email,
  }))
  await sql`
    INSERT INTO organisations.organisation (id, slug, kind, is_authority, name, place_key, email, demo, created_at)
    SELECT id, slug, kind, true, name, place_key, email, true, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (id uuid, slug text, kind text, name jsonb, place_key text, email text)
    ON CONFLICT (slug) DO NOTHING`.execute(db)
}
