import { sql } from 'kysely'
import { recordAct } from '#commons/audit/record.ts'
import type { Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import { newId } from '#kernel/ids.ts'
import type { AuthorityKind } from './authorities.ts'

export interface BroughtAuthority {
  /** Of its address here; another one with it is this one. */
  slug: string
  kind: AuthorityKind
  name: Localised
  placeKey: string
}

/**
 * An authority that comes with the data of another system. One that is here by its address, or by its Romanian name, is that one. It has no
 * official address until an administrator gives one.
 */
export async function bringAuthority(
  tx: Tx,
  { slug, kind, name, placeKey }: BroughtAuthority,
  now: Date,
): Promise<{ id: string; isNew: boolean }> {
  const known = await knownAuthority(tx, slug, name.ro)
  if (known) return { id: known, isNew: false }
  const id = newId(now)
  const { rows } = await sql`
    INSERT INTO organisations.organisation (id, slug, kind, is_authority, name, place_key, created_at)
    VALUES (${id}, ${slug}, ${kind}, true, ${JSON.stringify(name)}::jsonb, ${placeKey}, ${now})
    ON CONFLICT (slug) DO NOTHING RETURNING id`.execute(tx)
  // An association has the address already.
  if (rows.length === 0) return bringAuthority(tx, { slug: `${slug}-1`, kind, name, placeKey }, now)
  await recordAct(tx, {
    by: null,
    act: 'organisations.add',
    subject: { kind: 'authority', id: slug },
    data: { after: { kind, name, place: placeKey, email: null } },
    now,
  })
  return { id, isNew: true }
}

/** The authority that a name of another system means, if it is here. */
export async function knownAuthority(tx: Tx, slug: string, nameRo: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM organisations.organisation WHERE is_authority AND (slug = ${slug} OR lower(name->>'ro') = lower(${nameRo}))
    ORDER BY slug = ${slug} DESC, id LIMIT 1`.execute(tx)
  return rows[0]?.id
}
