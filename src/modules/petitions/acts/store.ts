import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

export interface PetitionOfSubject {
  /** Of what the act was done to. */
  id: string
  number: number
  slug: string
  /** Null while it is not public. */
  title: string | null
  authority: { slug: string; name: Localised } | null
}

const SOURCES = {
  petition: sql`SELECT id, id AS petition_id, NULL::uuid AS organisation_id FROM petitions.petition`,
  case: sql`SELECT id, petition_id, organisation_id FROM petitions.case`,
  hold: sql`SELECT id, petition_id, NULL::uuid AS organisation_id FROM petitions.hold`,
  invalidation: sql`SELECT id, petition_id, NULL::uuid AS organisation_id FROM petitions.invalidation`,
  paper: sql`SELECT id, petition_id, NULL::uuid AS organisation_id FROM petitions.paper_batch`,
}
export type Source = keyof typeof SOURCES

/** The petitions that these rows belong to. */
export async function petitionsOf(db: Db, source: Source, ids: string[]): Promise<PetitionOfSubject[]> {
  const { rows } = await sql<PetitionOfSubject>`
    SELECT s.id, p.number, p.slug, CASE WHEN p.published_at IS NOT NULL THEN p.title END AS title,
      CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('slug', o.slug, 'name', o.name) END AS authority
    FROM (${SOURCES[source]}) s JOIN petitions.petition p ON p.id = s.petition_id
    LEFT JOIN organisations.organisation o ON o.id = s.organisation_id
    WHERE s.id = ANY(${ids}::uuid[])`.execute(db)
  return rows
}
