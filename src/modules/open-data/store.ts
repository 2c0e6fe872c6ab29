import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { prepared } from '#kernel/database/prepared.ts'
import type { Dataset, Distribution } from './dataset.ts'
import type { Column } from './table-schema.ts'

const datasetColumns = sql`d.id, d.name, d.organisation_id AS "organisationId", d.state, d.title, d.description, d.keywords, d.themes, d.licence,
  d.frequency, d.access_rights AS "accessRights", d.contact_name AS "contactName", d.contact_email AS "contactEmail", d.contact_url AS "contactUrl",
  d.place_key AS "placeKey", d.covers_from::text AS "coversFrom", d.covers_to::text AS "coversTo", d.high_value AS "highValue", d.extras, d.harvested,
  d.created_at AS "createdAt", d.modified_at AS "modifiedAt", d.published_at AS "publishedAt", d.publish_at AS "publishAt",
  d.withdrawn_at AS "withdrawnAt", d.withdrawn_reason AS "withdrawnReason",
  d.withdrawn_lang AS "withdrawnLang"`
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

export async function publishedDatasets(db: Db | Tx, ids: string[]): Promise<Dataset[]> {
  const { rows } = await sql<Dataset>`
    SELECT ${datasetColumns} FROM open_data.dataset d WHERE d.id = ANY(${ids}::uuid[]) AND d.state = 'published'`.execute(
    db,
  )
  return rows
}

/** The same in whatever state. */
export async function datasetsById(db: Db | Tx, ids: string[]): Promise<Dataset[]> {
  const { rows } = await sql<Dataset>`
    SELECT ${datasetColumns} FROM open_data.dataset d WHERE d.id = ANY(${ids}::uuid[])`.execute(db)
  return rows
}

/** The published ones by their names, in no order. */
export async function publishedByName(db: Db, names: string[]): Promise<Dataset[]> {
  const { rows } = await sql<Dataset>`
    SELECT ${datasetColumns} FROM open_data.dataset d WHERE d.name = ANY(${names}::text[]) AND d.state = 'published'`.execute(
    db,
  )
  return rows
}

/** In their order, without those that were removed. */
export function distributionsOf(db: Db | Tx, datasetId: string): Promise<Distribution[]> {
  return distributionsOfAll(db, [datasetId])
}

/** The same of several datasets. */
export async function distributionsOfAll(db: Db | Tx, datasetIds: string[]): Promise<Distribution[]> {
  const { rows } = await sql<Distribution>`
    SELECT ${distributionColumns} FROM open_data.distribution
    WHERE dataset_id = ANY(${datasetIds}::uuid[]) AND removed_at IS NULL ORDER BY position`.execute(db)
  return rows
}

/** One of a dataset, also one that was removed: its versions had been public, and are still here. */
export async function everDistributionOf(
  db: Db | Tx,
  datasetId: string,
  id: string,
): Promise<(Distribution & { removed: boolean }) | undefined> {
  const { rows } = await sql<Distribution & { removed: boolean }>`
    SELECT ${distributionColumns}, removed_at IS NOT NULL AS removed FROM open_data.distribution
    WHERE dataset_id = ${datasetId} AND id::text = ${id}`.execute(db)
  return rows[0]
}

/** A table as the public may read it: of a version, mostly the current one, of a distribution of a published dataset. */
export interface PublicTable {
  id: string
  /** Empty for a file that is one table. */
  sheet: string
  versionId: string
  /** Of the version in its distribution, from 1. */
  seq: number
  /** What everybody gets who names no version. */
  isCurrent: boolean
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

const tableColumns = sql`t.id, v.sheet, v.version_id AS "versionId", n.seq, n.id = x.current_version_id AS "isCurrent", v.sha256, v.size, v.rows,
  v.rejected, x.id AS "distributionId", d.id AS "datasetId", d.name AS dataset`
const tablesOf = (version: RawBuilder<unknown>) => sql`
  FROM open_data.data_table t
  JOIN open_data.distribution x ON x.id = t.distribution_id AND x.removed_at IS NULL
  JOIN open_data.version n ON ${version}
  JOIN open_data.table_version v ON v.version_id = n.id AND v.table_id = t.id
  JOIN open_data.dataset d ON d.id = x.dataset_id`
const currentTables = tablesOf(sql`n.id = x.current_version_id`)
/** One that everybody has, or has had. */
const tablesOfSeq = (seq: number) =>
  tablesOf(sql`n.distribution_id = x.id AND n.seq = ${seq} AND n.state IN ('published', 'superseded')`)
/** What is restricted is described, not given. */
const isPublic = sql`d.state = 'published' AND d.access_rights = 'PUBLIC'`
const inOrder = sql`ORDER BY x.position, v.position`

/** @param seq of the version that is meant; absent: what everybody gets now */
export async function findPublicTable(db: Db | Tx, id: string, seq?: number): Promise<PublicTable | undefined> {
  const { rows } = await sql<PublicTable>`
    ${prepared} SELECT ${tableColumns}, v.columns ${seq === undefined ? currentTables : tablesOfSeq(seq)} WHERE ${isPublic} AND t.id = ${id}`.execute(
    db,
  )
  return rows[0]
}

/** All tables of a published dataset, in the order of its distributions and their sheets. */
export async function publicTablesOf(db: Db | Tx, datasetId: string): Promise<PublicTable[]> {
  const { rows } = await sql<PublicTable>`
    SELECT ${tableColumns}, v.columns ${currentTables} WHERE ${isPublic} AND d.id = ${datasetId} ${inOrder}`.execute(db)
  return rows
}

/** The same of several datasets, without their columns, of which a table has up to thousands. */
export async function publicTablesOfAll(db: Db | Tx, datasetIds: string[]): Promise<Omit<PublicTable, 'columns'>[]> {
  const { rows } = await sql<Omit<PublicTable, 'columns'>>`
    SELECT ${tableColumns} ${currentTables} WHERE ${isPublic} AND d.id = ANY(${datasetIds}::uuid[]) ${inOrder}`.execute(
    db,
  )
  return rows
}

/** Those of one in whatever state it is: what its page shows, or will once it is public. */
export async function currentTablesOf(db: Db | Tx, { id, accessRights }: Dataset): Promise<PublicTable[]> {
  if (accessRights !== 'PUBLIC') return []
  const { rows } = await sql<PublicTable>`
    SELECT ${tableColumns}, v.columns ${currentTables} WHERE d.id = ${id} ${inOrder}`.execute(db)
  return rows
}
