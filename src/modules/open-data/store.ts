import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Dataset, Distribution } from './dataset.ts'
import type { Column } from './table-schema.ts'

const datasetColumns = sql`d.id, d.name, d.organisation_id AS "organisationId", d.state, d.title, d.description, d.keywords, d.themes, d.licence,
  d.frequency, d.access_rights AS "accessRights", d.contact_name AS "contactName", d.contact_email AS "contactEmail", d.contact_url AS "contactUrl",
  d.place_key AS "placeKey", d.covers_from::text AS "coversFrom", d.covers_to::text AS "coversTo", d.high_value AS "highValue", d.extras,
  d.created_at AS "createdAt", d.modified_at AS "modifiedAt", d.published_at AS "publishedAt", d.publish_at AS "publishAt",
  d.withdrawn_at AS "withdrawnAt", d.withdrawn_reason AS "withdrawnReason"`
const distributionColumns = sql`id, dataset_id AS "datasetId", position, title, description, url, format, licence,
  current_version_id AS "currentVersionId", extras, created_at AS "createdAt", modified_at AS "modifiedAt"`

/** By the name that stands in addresses, in whatever state. */
export function findDataset(db: Db | Tx, name: string): Promise<Dataset | undefined> {
  return oneDataset(db, sql`d.name = ${name}`)
}

export function findDatasetById(db: Db | Tx, id: string): Promise<Dataset | undefined> {
  return oneDataset(db, sql`d.id = ${id}`)
}

/** The same, locked until the act is over. */
export function lockDataset(tx: Tx, name: string): Promise<Dataset | undefined> {
  return oneDataset(tx, sql`d.name = ${name} FOR NO KEY UPDATE`)
}

async function oneDataset(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Dataset | undefined> {
  const { rows } = await sql<Dataset>`SELECT ${datasetColumns} FROM open_data.dataset d WHERE ${condition}`.execute(db)
  return rows[0]
}

/** In their order, without those that were removed. */
export async function distributionsOf(db: Db | Tx, datasetId: string): Promise<Distribution[]> {
  const { rows } = await sql<Distribution>`
    SELECT ${distributionColumns} FROM open_data.distribution
    WHERE dataset_id = ${datasetId} AND removed_at IS NULL ORDER BY position`.execute(db)
  return rows
}

/** A table as the public may read it: of the current version of a distribution of a published dataset. */
export interface PublicTable {
  id: string
  /** Empty for a file that is one table. */
  sheet: string
  versionId: string
  /** Of the Parquet file. */
  sha256: string
  size: number
  rows: number
  rejected: number
  columns: Column[]
  distributionId: string
  datasetId: string
  dataset: string
}

const publicTables = sql`
  SELECT t.id, v.sheet, v.version_id AS "versionId", v.sha256, v.size, v.rows, v.rejected, v.columns, x.id AS "distributionId",
    d.id AS "datasetId", d.name AS dataset
  FROM open_data.data_table t
  JOIN open_data.distribution x ON x.id = t.distribution_id AND x.removed_at IS NULL
  JOIN open_data.table_version v ON v.version_id = x.current_version_id AND v.table_id = t.id
  JOIN open_data.dataset d ON d.id = x.dataset_id AND d.state = 'published'`

export async function findPublicTable(db: Db | Tx, id: string): Promise<PublicTable | undefined> {
  const { rows } = await sql<PublicTable>`${publicTables} WHERE t.id = ${id}`.execute(db)
  return rows[0]
}

/** All tables of a published dataset, in the order of its distributions and their sheets. */
export async function publicTablesOf(db: Db | Tx, datasetId: string): Promise<PublicTable[]> {
  const { rows } = await sql<PublicTable>`
    ${publicTables} WHERE d.id = ${datasetId} ORDER BY x.position, v.position`.execute(db)
  return rows
}
