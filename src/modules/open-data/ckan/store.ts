import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'
import type { Dataset, Distribution } from '../dataset.ts'
import type { VersionState } from '../ingest/version.ts'
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
  /** Those that were sent, by their distributions. */
  files: ReadonlyMap<string, SentFile>
  /** The series in which it stands. */
  seriesId: string | null
  /** Who asks works for its institution, and sees drafts too. */
  isOwn: boolean
}

/** What was sent of a distribution. */
export interface SentFile {
  datasetId: string
  distributionId: string
  /** Of the version that everybody gets, or, before there is one, of the newest. */
  fileName: string
  sha256: string
  size: number
  /** Everybody gets it as it came: it is public, and the guard keeps nothing of it back. */
  isGiven: boolean
  /** The newest version, and how far it has come. */
  seq: number
  state: VersionState
  /** Why a program's wish to publish it was refused; a code. */
  refusal: string | null
}

/** Of distributions of which a file was sent at all. */
export async function filesOfAll(db: Db | Tx, datasetIds: string[]): Promise<SentFile[]> {
  const { rows } = await sql<SentFile>`
    SELECT x.dataset_id AS "datasetId", x.id AS "distributionId", f.file_name AS "fileName", f.sha256, f.size, n.seq, n.state, p.refusal,
      f.id = x.current_version_id AND f.gives_original AND d.state = 'published' AND d.access_rights = 'PUBLIC' AS "isGiven"
    FROM open_data.distribution x JOIN open_data.dataset d ON d.id = x.dataset_id
    CROSS JOIN LATERAL (SELECT * FROM open_data.version v WHERE v.distribution_id = x.id ORDER BY v.seq DESC LIMIT 1) n
    JOIN open_data.version f ON f.id = coalesce(x.current_version_id, n.id)
    LEFT JOIN open_data.publish_when_read p ON p.version_id = n.id
    WHERE x.dataset_id = ANY(${datasetIds}::uuid[]) AND x.removed_at IS NULL`.execute(db)
  return rows
}

/** Names of all published datasets, sorted. @param limit null for all */
export async function publishedNames(db: Db, limit: number | null, offset: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM open_data.dataset WHERE state = 'published' ORDER BY name LIMIT ${limit} OFFSET ${offset}`.execute(
    db,
  )
  return rows.map(({ name }) => name)
}

export async function organisationsOf(db: Db, ids: string[]): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`
    SELECT id, slug, name, created_at AS "createdAt" FROM organisations.organisation WHERE id = ANY(${ids}::uuid[])`.execute(
    db,
  )
  return rows
}

export interface ResourceTerm {
  field: 'name' | 'description' | 'url' | 'format'
  /** Stands somewhere in it, in any spelling. */
  term: string
}

/** Files and addresses of published datasets that fit all terms, the newest first. */
export async function matchingResources(
  db: Db,
  terms: ResourceTerm[],
  limit: number,
  offset: number,
): Promise<{ count: number; found: { id: string; datasetId: string }[] }> {
  const texts = {
    name: sql`x.title::text`,
    description: sql`x.description::text`,
    url: sql`x.url`,
    format: sql`x.format`,
  }
  const fits = terms.map(
    ({ field, term }) => sql`position(unaccent(lower(${term})) IN unaccent(lower(${texts[field]}))) > 0`,
  )
  const from = sql`
    FROM open_data.distribution x JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE x.removed_at IS NULL AND d.state = 'published' AND ${sql.join(fits, sql` AND `)}`
  const counted = await sql<{ count: number }>`SELECT count(*)::integer AS count ${from}`.execute(db)
  const { rows } = await sql<{ id: string; datasetId: string }>`
    SELECT x.id, d.id AS "datasetId" ${from} ORDER BY x.modified_at DESC, x.id LIMIT ${limit} OFFSET ${offset}`.execute(
    db,
  )
  return { count: counted.rows[0]?.count ?? 0, found: rows }
}

/** Institutions that answer now, and those that ended and have public datasets. */
export async function listedOrganisations(db: Db): Promise<Organisation[]> {
  const { rows } = await sql<Organisation>`
    SELECT id, slug, name, created_at AS "createdAt" FROM organisations.organisation o
    WHERE (o.is_authority AND o.ended_at IS NULL)
      OR EXISTS (SELECT 1 FROM open_data.dataset d WHERE d.organisation_id = o.id AND d.state = 'published')`.execute(
    db,
  )
  return rows
}
