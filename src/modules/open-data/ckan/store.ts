import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { Dataset, Distribution } from '../dataset.ts'
import type { PublicTable } from '../store.ts'

export interface Organisation {
  id: string
  slug: string
  name: Localised
  createdAt: Date
}

/** A published dataset with all that CKAN's package says of it. */
export interface Package {
  dataset: Dataset
  organisation: Organisation
  distributions: Distribution[]
  tables: Pick<PublicTable, 'id' | 'sheet' | 'distributionId' | 'rows' | 'sha256' | 'size'>[]
}

/** Names of all published datasets, sorted. @param limit null for all */
export async function publishedNames(db: Db, limit: number | null, offset: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM open_data.dataset WHERE state = 'published' ORDER BY name LIMIT ${limit} OFFSET ${offset}`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

export interface Search {
  /** Folded by PostgreSQL; each stands somewhere in the description. */
  words: string[]
  /** Slugs, names, licences … of which one must be it. */
  only: { field: 'organization' | 'name' | 'id' | 'license_id'; value: string }[]
  modifiedFrom: Date | null
  modifiedTo: Date | null
  sort: { by: 'metadata_modified' | 'metadata_created' | 'name' | 'title' | 'id'; descending: boolean }
  limit: number
  offset: number
}

export async function searchPublished(db: Db, search: Search): Promise<{ count: number; ids: string[] }> {
  const conditions = [
    sql`d.state = 'published'`,
    ...search.words.map(
      (word) =>
        sql`position(unaccent(lower(${word})) IN unaccent(lower(concat_ws(' ', d.name, d.title, d.description, d.keywords, o.name)))) > 0`,
    ),
    ...search.only.map(({ field, value }) => sql`${fields[field]} = ${value}`),
    ...(search.modifiedFrom ? [sql`d.modified_at >= ${search.modifiedFrom}`] : []),
    ...(search.modifiedTo ? [sql`d.modified_at <= ${search.modifiedTo}`] : []),
  ]
  const from = sql`FROM open_data.dataset d JOIN organisations.organisation o ON o.id = d.organisation_id WHERE ${sql.join(conditions, sql` AND `)}`
  const order = sql`${fields[search.sort.by]} ${search.sort.descending ? sql`DESC` : sql`ASC`}`
  const counted = await sql<{ count: number }>`SELECT count(*)::integer AS count ${from}`.execute(db)
  const { rows } = await sql<{ id: string }>`
    SELECT d.id ${from} ORDER BY ${order}, d.id LIMIT ${search.limit} OFFSET ${search.offset}`.execute(db)
  return { count: counted.rows[0]?.count ?? 0, ids: rows.map(({ id }) => id) }
}

const fields: Record<Search['only'][number]['field'] | Search['sort']['by'], RawBuilder<unknown>> = {
  id: sql`d.id::text`,
  name: sql`d.name`,
  title: sql`d.title ->> 'ro'`,
  license_id: sql`d.licence`,
  organization: sql`o.slug`,
  metadata_created: sql`d.created_at`,
  metadata_modified: sql`d.modified_at`,
}

export async function organisationsOf(db: Db, ids: string[]): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`
    SELECT id, slug, name, created_at AS "createdAt" FROM organisations.organisation WHERE id = ANY(${ids}::uuid[])`.execute(
    db,
  )
  return rows
}
