import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

export const authorityKinds = [
  'city-hall',
  'praetor',
  'raion-council',
  'ministry',
  'parliament',
  'agency',
  'other',
] as const
export type AuthorityKind = (typeof authorityKinds)[number]

export interface Authority {
  id: string
  slug: string
  kind: AuthorityKind
  name: Localised
  placeKey: string
  email: string | null
  demo: boolean
  endedAt: Date | null
}

const columns = sql`id, slug, kind, name, place_key AS "placeKey", email, demo, ended_at AS "endedAt"`

/** Authorities that answer now, by address of their page. */
export function currentAuthorities(db: Db | Tx): Promise<Authority[]> {
  return selectAuthorities(db, sql`ended_at IS NULL ORDER BY slug`)
}

/** A part of the list in order of slugs, also of those that ended. */
export function authoritiesAfter(
  db: Db,
  options: { after: string | null; limit: number; ended: boolean },
): Promise<Authority[]> {
  const { after, limit, ended } = options
  return selectAuthorities(
    db,
    sql`(ended_at IS NULL OR ${ended}) AND (${after}::text IS NULL OR slug > ${after}) ORDER BY slug LIMIT ${limit}`,
  )
}

export async function countAuthorities(db: Db, options: { ended: boolean }): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    SELECT count(*) AS total FROM organisations.organisation WHERE is_authority AND (ended_at IS NULL OR ${options.ended})`.execute(
    db,
  )
  return rows[0]?.total ?? 0
}

export async function findAuthority(db: Db | Tx, slug: string): Promise<Authority | undefined> {
  return (await selectAuthorities(db, sql`slug = ${slug}`))[0]
}

/** Also those that ended, by name. */
export function authoritiesById(db: Db | Tx, ids: string[]): Promise<Authority[]> {
  return selectAuthorities(db, sql`id = ANY(${ids}::uuid[]) ORDER BY name->>'ro'`)
}

/** Whoever publishes data: authorities, and the platform itself. */
export function publishersById(db: Db | Tx, ids: string[]): Promise<Authority[]> {
  return selectOrganisations(db, sql`id = ANY(${ids}::uuid[])`)
}

function selectAuthorities(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Authority[]> {
  return selectOrganisations(db, sql`is_authority AND ${condition}`)
}

async function selectOrganisations(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Authority[]> {
  const { rows } = await sql<Authority>`
    SELECT ${columns} FROM organisations.organisation WHERE ${condition}`.execute(db)
  return rows
}
