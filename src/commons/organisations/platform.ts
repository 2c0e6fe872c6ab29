import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'

/** In addresses of its pages. */
export const PLATFORM = 'punte'

const name: Localised = { ro: 'Platforma Punte', ru: 'Платформа Punte', en: 'The Punte platform' }

/**
 * The platform itself, as whoever publishes what it knows of itself. No authority: nothing is asked of it, and nobody works for it.
 *
 * @param country key of the place of the country
 * @returns its id; the first call makes it
 */
export async function platformOrganisation(tx: Tx, country: string, now: Date): Promise<string> {
  await sql`
    INSERT INTO organisations.organisation (id, slug, kind, is_authority, name, place_key, created_at)
    VALUES (${newId(now)}, ${PLATFORM}, 'other', false, ${JSON.stringify(name)}::jsonb, ${country}, ${now})
    ON CONFLICT (slug) DO NOTHING`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM organisations.organisation WHERE slug = ${PLATFORM} AND NOT is_authority`.execute(tx)
  if (!rows[0]) throw new Error(`an authority is called ${PLATFORM}, as the platform should be`)
  return rows[0].id
}
