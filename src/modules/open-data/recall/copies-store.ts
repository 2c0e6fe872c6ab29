import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

/** Who sends these bytes and who removes them wait for each other: nobody's new version is left without its file. */
export async function holdBytes(tx: Tx, hash: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`open-data bytes ${hash}`}, 0))`.execute(tx)
}

/** Files that are still to be removed, the oldest first. */
export async function copiesLeft(db: Db, most: number): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`
    SELECT hash FROM open_data.recalled_copy WHERE cleared_at IS NULL GROUP BY hash ORDER BY min(recalled_at), hash LIMIT ${most}`.execute(
    db,
  )
  return rows.map(({ hash }) => hash)
}

export async function markCleared(tx: Tx, hash: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.recalled_copy SET cleared_at = ${now} WHERE hash = ${hash} AND cleared_at IS NULL`.execute(
    tx,
  )
}

/** The same bytes came again and were refused: they lie on the disk once more. */
export async function clearAgain(tx: Tx, hash: string): Promise<void> {
  await sql`UPDATE open_data.recalled_copy SET cleared_at = NULL WHERE hash = ${hash}`.execute(tx)
}

/** Of these files, those that a version which stands has. */
export async function namedHere(db: Db | Tx, hashes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ hash: string }>`
    SELECT hash FROM unnest(${[...hashes]}::text[]) AS asked (hash)
    WHERE EXISTS (SELECT 1 FROM open_data.version WHERE sha256 = hash AND state <> 'recalled')
      OR EXISTS (
        SELECT 1 FROM open_data.table_version t JOIN open_data.version v ON v.id = t.version_id WHERE t.sha256 = hash AND v.state <> 'recalled')
      OR EXISTS (SELECT 1 FROM open_data.reject_report WHERE sha256 = hash)`.execute(db)
  return new Set(rows.map(({ hash }) => hash))
}

/** What was taken down since a moment. */
export async function copiesSince(db: Db, since: Date): Promise<{ hash: string; recalledAt: Date }[]> {
  const { rows } = await sql<{ hash: string; recalledAt: Date }>`
    SELECT hash, recalled_at AS "recalledAt" FROM open_data.recalled_copy WHERE recalled_at >= ${since} ORDER BY recalled_at`.execute(
    db,
  )
  return rows
}

/** Whether somebody took these bytes down for a reason that still holds. @param reasons of the own institution's acts; personal data of anybody's */
export async function isRecalled(
  db: Db | Tx,
  sha256: string,
  organisationId: string,
  reasons: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM open_data.recall r JOIN open_data.version v ON v.id = r.version_id
    JOIN open_data.distribution x ON x.id = v.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE v.sha256 = ${sha256} AND (r.reason = 'personal-data' OR (d.organisation_id = ${organisationId} AND r.reason = ANY(${[...reasons]}::text[])))
    LIMIT 1`.execute(db)
  return rows.length > 0
}

/** More files of a version, if it was taken down. @returns false where it was not */
export async function addCopiesOfRecalled(tx: Tx, versionId: string, hashes: string[], now: Date): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO open_data.recalled_copy (hash, version_id, recalled_at)
    SELECT DISTINCT hash, r.version_id, ${now}::timestamptz FROM open_data.recall r, unnest(${hashes}::text[]) AS made (hash) WHERE r.version_id = ${versionId}
    ON CONFLICT ON CONSTRAINT recalled_copy_once DO UPDATE SET cleared_at = NULL, recalled_at = excluded.recalled_at RETURNING hash`.execute(
    tx,
  )
  return rows.length > 0
}
