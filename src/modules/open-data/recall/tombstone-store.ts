import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import type { RecallReason } from './recall.ts'

/** What is left of a version that everybody could have and that was taken down. */
export interface Tombstone {
  dataset: string
  distributionId: string
  /** Of the distribution. */
  title: Localised
  seq: number
  /** Of the file as it came. */
  sha256: string
  size: number
  publishedAt: Date
  recalledAt: Date
  reason: RecallReason
  text: string
  /** Of the text; null where nobody said so. */
  lang: Lang | null
  byRole: 'officer' | 'administrator'
  institution: Localised
  /** Number of the version that everybody gets now. */
  now: number | null
}

async function tombstonesWhere(db: Db, condition: RawBuilder<unknown>): Promise<Tombstone[]> {
  const { rows } = await sql<Tombstone>`
    SELECT d.name AS dataset, x.id AS "distributionId", x.title, v.seq, v.sha256, v.size, v.published_at AS "publishedAt", r.recalled_at AS "recalledAt",
      r.reason, r.text, r.lang, r.by_role AS "byRole", o.name AS institution, n.seq AS now
    FROM open_data.recall r JOIN open_data.version v ON v.id = r.version_id JOIN open_data.distribution x ON x.id = v.distribution_id
    JOIN open_data.dataset d ON d.id = x.dataset_id JOIN organisations.organisation o ON o.id = d.organisation_id
    LEFT JOIN open_data.version n ON n.id = x.current_version_id
    WHERE r.reason <> 'draft' AND v.published_at IS NOT NULL AND ${condition}
    ORDER BY r.recalled_at DESC, v.seq DESC LIMIT 200`.execute(db)
  return rows
}

export function tombstonesOf(db: Db, datasetId: string): Promise<Tombstone[]> {
  return tombstonesWhere(db, sql`d.id = ${datasetId}`)
}

/** Files of a dataset of which something that was public was taken down. */
export async function recalledFilesOf(db: Db, datasetId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT x.id FROM open_data.recall r JOIN open_data.version v ON v.id = r.version_id JOIN open_data.distribution x ON x.id = v.distribution_id
    WHERE x.dataset_id = ${datasetId} AND r.reason <> 'draft' AND v.published_at IS NOT NULL`.execute(db)
  return rows.map(({ id }) => id)
}

/** Of a table of a public dataset. @param seq of the version that was asked for; absent: the one that was taken down last */
export async function tombstoneOfTable(db: Db, tableId: string, seq?: number): Promise<Tombstone | undefined> {
  const [last] = await tombstonesWhere(
    db,
    sql`d.state = 'published' AND d.access_rights = 'PUBLIC' AND (${seq ?? null}::integer IS NULL OR v.seq = ${seq ?? null})
      AND EXISTS (SELECT 1 FROM open_data.table_version t WHERE t.version_id = v.id AND t.table_id = ${tableId})`,
  )
  return last
}
