import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Localised } from '#kernel/i18n/lang.ts'

/** What was wrong in a version. */
export interface Erratum {
  id: string
  distributionId: string
  /** Of the distribution. */
  title: Localised
  /** Number of the version that was wrong, and of the one that is right. */
  seq: number
  replacedBy: number | null
  text: Localised
  publishedAt: Date
}

async function errataWhere(db: Db | Tx, condition: RawBuilder<unknown>, most: number | null): Promise<Erratum[]> {
  const { rows } = await sql<Erratum>`
    SELECT e.id, x.id AS "distributionId", x.title, v.seq, r.seq AS "replacedBy", e.text, e.published_at AS "publishedAt"
    FROM open_data.erratum e JOIN open_data.version v ON v.id = e.version_id JOIN open_data.distribution x ON x.id = v.distribution_id
    LEFT JOIN open_data.version r ON r.id = e.replaced_by AND r.state IN ('published', 'superseded')
    WHERE ${condition} ORDER BY e.published_at DESC, e.id DESC LIMIT ${most}`.execute(db)
  return rows
}

/** Shown at once of a version or a dataset. */
const MOST = 100

/** What was wrong in it, or in those that it replaces. */
export function errataOfVersion(db: Db | Tx, versionId: string): Promise<Erratum[]> {
  return errataWhere(db, sql`e.version_id = ${versionId} OR e.replaced_by = ${versionId}`, MOST)
}

/** Of all files of a dataset that are in it. */
export function errataOfDataset(db: Db | Tx, datasetId: string): Promise<Erratum[]> {
  return errataWhere(db, sql`x.dataset_id = ${datasetId} AND x.removed_at IS NULL`, MOST)
}

/** Those that were published at such moments, also of files that were taken out since: a history keeps them. */
export function errataAt(db: Db | Tx, datasetId: string, moments: Date[]): Promise<Erratum[]> {
  return errataWhere(db, sql`x.dataset_id = ${datasetId} AND e.published_at = ANY(${moments}::timestamptz[])`, null)
}

export async function addErratum(
  tx: Tx,
  erratum: { id: string; versionId: string; text: Localised; replacedBy: string | null; accountId: string; now: Date },
): Promise<void> {
  const { id, versionId, text, replacedBy, accountId, now } = erratum
  await sql`
    INSERT INTO open_data.erratum (id, version_id, text, replaced_by, account_id, published_at)
    VALUES (${id}, ${versionId}, ${JSON.stringify(text)}::jsonb, ${replacedBy}, ${accountId}, ${now})`.execute(tx)
}

/** Other versions that everybody has had, which may be the right one. */
export async function otherPublicVersions(
  db: Db | Tx,
  distributionId: string,
  versionId: string,
): Promise<{ id: string; seq: number; publishedAt: Date }[]> {
  const { rows } = await sql<{ id: string; seq: number; publishedAt: Date }>`
    SELECT id, seq, published_at AS "publishedAt" FROM open_data.version
    WHERE distribution_id = ${distributionId} AND state IN ('published', 'superseded') AND id <> ${versionId} ORDER BY seq DESC LIMIT 50`.execute(
    db,
  )
  return rows
}

/** Whether a version is gone, and which one everybody gets instead. */
export async function standingOf(
  db: Db | Tx,
  versionId: string,
): Promise<{ recalled: boolean; newer: number | null } | undefined> {
  const { rows } = await sql<{ recalled: boolean; newer: number | null }>`
    SELECT v.state = 'recalled' AS recalled, CASE WHEN n.id <> v.id THEN n.seq END AS newer
    FROM open_data.version v JOIN open_data.distribution x ON x.id = v.distribution_id LEFT JOIN open_data.version n ON n.id = x.current_version_id
    WHERE v.id = ${versionId}`.execute(db)
  return rows[0]
}
