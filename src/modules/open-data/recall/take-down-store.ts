import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import type { RecallReason } from './recall.ts'

/** A version that is taken down, and whose it is. */
export interface TakenVersion {
  id: string
  distributionId: string
  seq: number
  sha256: string
  /** Whether everybody could have it. */
  wasPublic: boolean
  datasetId: string
  dataset: string
  title: Localised
}

/**
 * A version and, where it is asked for, all others of the same bytes.
 *
 * @param of of one institution; null: of any
 */
export async function versionsToTake(
  db: Db | Tx,
  version: { id: string; sha256: string },
  options: { sameBytes: boolean; organisationId: string | null },
): Promise<TakenVersion[]> {
  const { rows } = await sql<TakenVersion>`
    SELECT v.id, v.distribution_id AS "distributionId", v.seq, v.sha256, x.title, d.id AS "datasetId", d.name AS dataset,
      v.published_at IS NOT NULL AND d.published_at IS NOT NULL AS "wasPublic"
    FROM open_data.version v JOIN open_data.distribution x ON x.id = v.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE v.state <> 'recalled' AND (v.id = ${version.id} OR (${options.sameBytes} AND v.sha256 = ${version.sha256}
      AND (${options.organisationId}::uuid IS NULL OR d.organisation_id = ${options.organisationId})))
    ORDER BY v.id`.execute(db)
  return rows
}

/** Other institutions that have the same bytes. */
export async function othersWithSameBytes(db: Db | Tx, sha256: string, organisationId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT d.organisation_id)::integer AS count
    FROM open_data.version v JOIN open_data.distribution x ON x.id = v.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE v.sha256 = ${sha256} AND v.state <> 'recalled' AND d.organisation_id <> ${organisationId}`.execute(db)
  return rows[0]?.count ?? 0
}

/** A version that everybody could have and that stands. */
export interface StandingVersion {
  id: string
  seq: number
  sha256: string
  publishedAt: Date
}

/** Those of a distribution, the newest first. */
export async function standingVersions(
  db: Db | Tx,
  distributionId: string,
  without: string[],
): Promise<StandingVersion[]> {
  const { rows } = await sql<StandingVersion>`
    SELECT id, seq, sha256, published_at AS "publishedAt" FROM open_data.version
    WHERE distribution_id = ${distributionId} AND state IN ('published', 'superseded') AND NOT id = ANY(${without}::uuid[])
    ORDER BY seq DESC`.execute(db)
  return rows
}

export interface TakingDown {
  actId: string
  reason: RecallReason | 'draft'
  text: string | null
  /** Of the text; null where nobody said so. */
  lang: Lang | null
  byRole: 'officer' | 'administrator'
  accountId: string
  now: Date
}

/** What is to be removed is written down before the rows that name it forget it. */
export async function markRecalled(tx: Tx, ids: string[], how: TakingDown): Promise<void> {
  const { actId, reason, text, lang, byRole, accountId, now } = how
  await sql`
    INSERT INTO open_data.recall (version_id, act_id, reason, text, lang, by_role, account_id, recalled_at)
    SELECT id, ${actId}, ${reason}, ${text}, ${lang}, ${byRole}, ${accountId}, ${now} FROM unnest(${ids}::uuid[]) AS taken (id)`.execute(
    tx,
  )
  await sql`
    INSERT INTO open_data.recalled_copy (hash, version_id, recalled_at)
    SELECT sha256, version_id, ${now} FROM (
      SELECT sha256, id AS version_id FROM open_data.version
      UNION SELECT sha256, version_id FROM open_data.table_version
      UNION SELECT sha256, version_id FROM open_data.reject_report
    ) named WHERE version_id = ANY(${ids}::uuid[])`.execute(tx)
}

/** Nothing of what a file held stays in our rows; that there was one, and its hash, does. */
export async function forgetContents(tx: Tx, ids: string[], { reason }: TakingDown): Promise<void> {
  const namesMayTell = reason === 'personal-data' || reason === 'draft'
  await sql`
    UPDATE open_data.version SET state = 'recalled', reading = NULL, failure = NULL, overrides = '{}', progress = 0, run_id = NULL, heard_at = NULL,
      file_name = CASE WHEN ${namesMayTell} THEN '—' ELSE file_name END
    WHERE id = ANY(${ids}::uuid[])`.execute(tx)
  await sql`DELETE FROM open_data.reject_report WHERE version_id = ANY(${ids}::uuid[])`.execute(tx)
  // The rows stay: they say which tables there were, and others of this room refer to them.
  await sql`UPDATE open_data.table_version SET columns = '[]' WHERE version_id = ANY(${ids}::uuid[])`.execute(tx)
  await sql`DELETE FROM open_data.search WHERE version_id = ANY(${ids}::uuid[])`.execute(tx)
  await sql`DELETE FROM open_data.upload WHERE version_id = ANY(${ids}::uuid[])`.execute(tx)
}

/** What programs sent before a recall becomes public by no clock: rows that are collected go, and of files that are still read a person decides. */
export async function stopPrograms(tx: Tx, ids: string[]): Promise<void> {
  await sql`
    DELETE FROM open_data.pushed_table t USING open_data.version v WHERE v.distribution_id = t.distribution_id AND v.id = ANY(${ids}::uuid[])`.execute(
    tx,
  )
  await sql`
    UPDATE open_data.publish_when_read p SET refusal = 'open-data.recall.meanwhile'
    FROM open_data.version v WHERE v.id = p.version_id
      AND v.distribution_id IN (SELECT distribution_id FROM open_data.version WHERE id = ANY(${ids}::uuid[]))`.execute(
    tx,
  )
}

/** Distributions of which one of these versions is what everybody gets. */
export async function distributionsGiving(
  tx: Tx,
  versionIds: string[],
): Promise<{ id: string; organisationId: string }[]> {
  const { rows } = await sql<{ id: string; organisationId: string }>`
    SELECT x.id, d.organisation_id AS "organisationId" FROM open_data.distribution x JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE x.current_version_id = ANY(${versionIds}::uuid[]) ORDER BY x.id`.execute(tx)
  return rows
}

/** A distribution gives another version from now on, or none. */
export async function giveInstead(tx: Tx, id: string, versionId: string | null, now: Date): Promise<void> {
  await sql`
    WITH fallen AS (
      UPDATE open_data.distribution SET modified_at = ${now}, current_version_id = ${versionId} WHERE id = ${id} RETURNING dataset_id
    ), given AS (
      UPDATE open_data.version SET state = 'published' WHERE id = ${versionId}
    )
    UPDATE open_data.dataset SET modified_at = ${now} WHERE id IN (SELECT dataset_id FROM fallen)`.execute(tx)
}

/** Datasets of which an act takes something down, locked until it is over; always in the same order. */
export async function lockDatasetsOf(tx: Tx, datasetIds: string[]): Promise<void> {
  await sql`
    SELECT 1 FROM open_data.dataset WHERE id = ANY(${datasetIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`.execute(tx)
}
