import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

export async function keepPackageExtras(tx: Tx, id: string, extras: Record<string, unknown>): Promise<void> {
  await sql`UPDATE open_data.dataset SET extras = ${JSON.stringify(extras)}::jsonb WHERE id = ${id}`.execute(tx)
}

export async function keepResourceExtras(tx: Tx, id: string, extras: Record<string, unknown>): Promise<void> {
  await sql`UPDATE open_data.distribution SET extras = ${JSON.stringify(extras)}::jsonb WHERE id = ${id}`.execute(tx)
}

/** Of which dataset a distribution or a table is, and of which distribution. @returns undefined for one that was removed */
export async function placeOfResource(
  db: Db | Tx,
  id: string,
): Promise<{ dataset: string; distribution: string } | undefined> {
  const { rows } = await sql<{ dataset: string; distribution: string }>`
    SELECT d.name AS dataset, x.id AS distribution FROM open_data.distribution x JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE x.removed_at IS NULL AND x.id = coalesce((SELECT distribution_id FROM open_data.data_table WHERE id = ${id}), ${id}::uuid)`.execute(
    db,
  )
  return rows[0]
}

/** By id or by what stands in addresses. */
export async function organisationIdOf(db: Db | Tx, idOrSlug: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM organisations.organisation WHERE id::text = ${idOrSlug.toLowerCase()} OR slug = ${idOrSlug}`.execute(
    db,
  )
  return rows[0]?.id
}

/** Nothing of it was ever public, no file was sent, nobody looks at it to publish it, and no plan or wish counts on it. @returns whether there was such a draft */
export async function deleteEmptyDraft(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM open_data.dataset d WHERE d.id = ${id} AND d.state = 'draft' AND d.published_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM open_data.distribution x JOIN open_data.version v ON v.distribution_id = x.id WHERE x.dataset_id = d.id
    ) AND NOT EXISTS (SELECT 1 FROM open_data.holding h WHERE h.dataset_id = d.id)
      AND NOT EXISTS (SELECT 1 FROM open_data.wish w WHERE w.dataset_id = d.id)
      AND NOT EXISTS (SELECT 1 FROM open_data.wish_answer a WHERE a.dataset_id = d.id)`.execute(tx)
  if (rows.length === 0) return false
  await sql`DELETE FROM open_data.dataset_history WHERE dataset_id = ${id}`.execute(tx)
  await sql`DELETE FROM open_data.upload u USING open_data.distribution x WHERE x.id = u.distribution_id AND x.dataset_id = ${id}`.execute(
    tx,
  )
  await sql`DELETE FROM open_data.distribution WHERE dataset_id = ${id}`.execute(tx)
  await sql`DELETE FROM open_data.dataset WHERE id = ${id}`.execute(tx)
  return true
}

/** The version is published once it is read. */
export async function askToPublish(
  tx: Tx,
  { distribution, version }: { distribution: string; version: number },
  tokenId: string,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO open_data.publish_when_read (version_id, token_id, asked_at)
    SELECT id, ${tokenId}, ${now} FROM open_data.version WHERE distribution_id = ${distribution} AND seq = ${version}
    ON CONFLICT (version_id) DO UPDATE SET token_id = excluded.token_id, asked_at = excluded.asked_at, refusal = NULL`.execute(
    tx,
  )
}

export interface ToPublish {
  versionId: string
  tokenId: string
  dataset: string
  distribution: string
  seq: number
  readAt: Date
}

/** What is read and was asked for, the first asked first; what failed comes after the others. */
export async function readyToPublish(db: Db): Promise<ToPublish[]> {
  const { rows } = await sql<ToPublish>`
    SELECT p.version_id AS "versionId", p.token_id AS "tokenId", d.name AS dataset, x.id AS distribution, v.seq, v.read_at AS "readAt"
    FROM open_data.publish_when_read p JOIN open_data.version v ON v.id = p.version_id
    JOIN open_data.distribution x ON x.id = v.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE p.refusal IS NULL AND v.state = 'read' AND d.state <> 'review' ORDER BY coalesce(p.failed_at, p.asked_at), v.seq LIMIT 100`.execute(
    db,
  )
  return rows
}

/** Whether everybody has a newer version of the same file already. */
export async function isOvertaken(tx: Tx, versionId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM open_data.version v JOIN open_data.distribution x ON x.id = v.distribution_id
    JOIN open_data.version now ON now.id = x.current_version_id WHERE v.id = ${versionId} AND now.seq > v.seq`.execute(
    tx,
  )
  return rows.length > 0
}

/** It could not be done, by no fault of the file: it is tried again, after others. */
export async function keepFailed(db: Db, versionId: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.publish_when_read SET failed_at = ${now} WHERE version_id = ${versionId}`.execute(db)
}

/** Published, failed or recalled: nothing more to ask for. */
export async function forgetAnswered(db: Db): Promise<void> {
  await sql`
    DELETE FROM open_data.publish_when_read p USING open_data.version v
    WHERE v.id = p.version_id AND v.state NOT IN ('waiting', 'reading', 'read')`.execute(db)
}

/** It was not allowed: a person decides. @param refusal a code */
export async function keepRefusal(tx: Tx, versionId: string, refusal: string): Promise<void> {
  await sql`UPDATE open_data.publish_when_read SET refusal = ${refusal} WHERE version_id = ${versionId}`.execute(tx)
}
