import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import { type BadgeName, badgeNames } from '../../around/badges/badges.ts'
import type { Description } from '../../dataset.ts'

/** A published dataset with all by which it is found. */
export interface Listed
  extends Pick<
    Description,
    'title' | 'description' | 'keywords' | 'themes' | 'licence' | 'frequency' | 'highValue' | 'placeKey'
  > {
  id: string
  name: string
  institutionId: string
  institution: { slug: string; name: Localised }
  /** Codes of file types, each once. */
  formats: string[]
  /** Titles of files and columns, and of its series. */
  others: string[]
  /** What is still to be said of it. */
  contactEmail: string | null
  contactUrl: string | null
  coversFrom: string | null
  coversTo: string | null
  extras: Record<string, unknown>
  createdAt: Date
  publishedAt: Date
  modifiedAt: Date
  /** When its newest data came; null where none is here. */
  dataAt: Date | null
  /** In which it stands. */
  series: { id: string; name: string; title: Localised } | null
  /** In the order of the rules. */
  badges: BadgeName[]
  /** Not public, or no longer: never in the catalogue's index, only found by programs of its institution. */
  hidden?: Hidden
}

/** Not published yet, or withdrawn. */
export type Hidden = 'draft' | 'withdrawn'

const BATCH = 1_000

/** All that is public, in batches, so that other work goes on between them. */
export async function* allListed(db: Db): AsyncGenerator<Listed[]> {
  for (let after = ''; ; ) {
    const rows = await selectListed(db, { after })
    if (rows.length > 0) yield rows
    if (rows.length < BATCH) return
    after = rows.at(-1)?.name as string
  }
}

/** Those of the names that are public now. */
export function listedByName(db: Db, names: string[]): Promise<Listed[]> {
  return selectListed(db, { names })
}

/** What some institutions have not published yet, or have withdrawn, the newest of a great many. */
export async function listedHidden(db: Db, institutionIds: string[], hidden: Hidden): Promise<Listed[]> {
  const found = await selectListed(db, { of: institutionIds, hidden })
  return found.map((one) => ({ ...one, hidden }))
}

type Which = { after: string } | { names: string[] } | { of: string[]; hidden: Hidden }

function chosenBy(which: Which): RawBuilder<unknown> {
  if ('names' in which) return sql`d.state = 'published' AND d.name = ANY (${which.names}::text[])`
  if ('after' in which) return sql`d.state = 'published' AND d.name > ${which.after} ORDER BY d.name LIMIT ${BATCH}`
  const states = which.hidden === 'draft' ? ['draft', 'review'] : ['withdrawn']
  return sql`d.state = ANY (${states}::text[]) AND d.organisation_id = ANY (${which.of}::uuid[])
    ORDER BY d.modified_at DESC, d.name LIMIT ${BATCH}`
}

async function selectListed(db: Db, which: Which): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    SELECT d.id, d.name, o.id AS "institutionId", d.extras, d.created_at AS "createdAt", d.title, d.description, d.keywords, d.themes, d.licence, d.frequency, d.high_value AS "highValue", d.place_key AS "placeKey",
      d.contact_email AS "contactEmail", d.contact_url AS "contactUrl", d.covers_from::text AS "coversFrom", d.covers_to::text AS "coversTo",
      coalesce(d.published_at, d.created_at) AS "publishedAt", d.modified_at AS "modifiedAt",
      jsonb_build_object('slug', o.slug, 'name', o.name) AS institution,
      CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('id', s.id, 'name', s.name, 'title', s.title) END AS series,
      coalesce(f.formats, '{}') AS formats,
      coalesce(f.titles, '{}') || coalesce(f.columns, '{}') || ARRAY(SELECT value FROM jsonb_each_text(coalesce(s.title, '{}'))) AS others, f.data_at AS "dataAt",
      coalesce((SELECT array_agg(b.badge ORDER BY array_position(${[...badgeNames]}::text[], b.badge)) FROM open_data.dataset_badge b
        WHERE b.dataset_id = d.id), '{}') AS badges
    FROM open_data.dataset d JOIN organisations.organisation o ON o.id = d.organisation_id
    LEFT JOIN open_data.series_member m ON m.dataset_id = d.id
    LEFT JOIN open_data.series s ON s.id = m.series_id
    LEFT JOIN LATERAL (
      SELECT array_agg(DISTINCT x.format) FILTER (WHERE x.format IS NOT NULL) AS formats,
        array_agg(DISTINCT said.text) FILTER (WHERE said.text IS NOT NULL) AS titles,
        array_agg(DISTINCT held.title) FILTER (WHERE held.title IS NOT NULL) AS columns, max(v.published_at) AS data_at
      FROM open_data.distribution x
      LEFT JOIN LATERAL (SELECT value AS text FROM jsonb_each_text(x.title)) said ON true
      LEFT JOIN open_data.version v ON v.id = x.current_version_id
      LEFT JOIN LATERAL (
        SELECT c->>'title' AS title FROM open_data.table_version t, jsonb_array_elements(t.columns) c
        WHERE t.version_id = v.id AND d.access_rights = 'PUBLIC'
      ) held ON true
      WHERE x.dataset_id = d.id AND x.removed_at IS NULL
    ) f ON true
    WHERE ${chosenBy(which)}`.execute(db)
  return rows
}

/** What is public, by little: another description has another time. */
export async function allStanding(db: Db): Promise<Pick<Listed, 'name' | 'id' | 'institutionId' | 'modifiedAt'>[]> {
  const { rows } = await sql<Pick<Listed, 'name' | 'id' | 'institutionId' | 'modifiedAt'>>`
    SELECT name, id, organisation_id AS "institutionId", modified_at AS "modifiedAt" FROM open_data.dataset
    WHERE state = 'published'`.execute(db)
  return rows
}

/** As they are called now. */
export async function institutionsById(db: Db, ids: string[]): Promise<({ id: string } & Listed['institution'])[]> {
  const { rows } = await sql<{ id: string } & Listed['institution']>`
    SELECT id, slug, name FROM organisations.organisation WHERE id = ANY (${ids}::uuid[])`.execute(db)
  return rows
}

/** Descriptions of some datasets, in Markdown; the index keeps none, because they are long. */
export async function descriptionsOf(db: Db, names: string[]): Promise<Map<string, Partial<Record<Lang, string>>>> {
  const { rows } = await sql<{ name: string; description: Partial<Record<Lang, string>> }>`
    SELECT name, description FROM open_data.dataset WHERE name = ANY (${names}::text[])`.execute(db)
  return new Map(rows.map(({ name, description }) => [name, description]))
}
