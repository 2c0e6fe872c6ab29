import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Overrides } from '../../table-schema.ts'

export interface PushedField {
  id: string
  type?: string
}
export type PushedRecord = Record<string, unknown>

export interface PushedTable {
  fields: PushedField[]
  key: string[]
}

/** Locked until the act is over. */
export async function lockPushedTable(tx: Tx, distribution: string): Promise<PushedTable | undefined> {
  const { rows } = await sql<PushedTable>`
    SELECT fields, key FROM open_data.pushed_table WHERE distribution_id = ${distribution} FOR UPDATE`.execute(tx)
  return rows[0]
}

/** That its rows or fields changed just now. */
export async function keepPushedTable(
  tx: Tx,
  distribution: string,
  { fields, key, tokenId, now }: PushedTable & { tokenId: string; now: Date },
): Promise<void> {
  await sql`
    INSERT INTO open_data.pushed_table (distribution_id, fields, key, token_id, changed_at, begun_at)
    VALUES (${distribution}, ${JSON.stringify(fields)}::jsonb, ${key}::text[], ${tokenId}, ${now}, ${now})
    ON CONFLICT (distribution_id) DO UPDATE SET fields = excluded.fields, key = excluded.key, token_id = excluded.token_id,
      changed_at = greatest(excluded.changed_at, open_data.pushed_table.changed_at + interval '1 millisecond'), refusal = NULL`.execute(
    tx,
  )
}

export interface KeyedRecord {
  key: string | null
  record: PushedRecord
}

/** @returns how many of them were new, those whose key is there already left alone or replaced */
export async function addRows(
  tx: Tx,
  distribution: string,
  rows: KeyedRecord[],
  { replace }: { replace: boolean },
): Promise<number> {
  const conflict = replace ? sql`DO UPDATE SET record = r.record || excluded.record` : sql`DO NOTHING`
  const added = await sql`
    INSERT INTO open_data.pushed_row AS r (distribution_id, key, record)
    SELECT ${distribution}, one ->> 'key', one -> 'record' FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) one
    ON CONFLICT (distribution_id, key) ${conflict} RETURNING 1`.execute(tx)
  return added.rows.length
}

/** @returns how many of them were there */
export async function changeRows(tx: Tx, distribution: string, rows: KeyedRecord[]): Promise<number> {
  const changed = await sql`
    UPDATE open_data.pushed_row r SET record = r.record || (one -> 'record')
    FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) one
    WHERE r.distribution_id = ${distribution} AND r.key = one ->> 'key' RETURNING 1`.execute(tx)
  return changed.rows.length
}

export async function countRows(tx: Tx, distribution: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM open_data.pushed_row WHERE distribution_id = ${distribution}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Rows in which every field has one of its values. */
export async function deleteRows(tx: Tx, distribution: string, filters: [string, string[]][]): Promise<void> {
  const fits = filters.map(([field, values]) => sql`record ->> ${field} = ANY(${values}::text[])`)
  await sql`
    DELETE FROM open_data.pushed_row WHERE distribution_id = ${distribution} ${fits.length > 0 ? sql`AND ${sql.join(fits, sql` AND `)}` : sql``}`.execute(
    tx,
  )
}

export async function deletePushedTable(tx: Tx, distribution: string): Promise<void> {
  await sql`DELETE FROM open_data.pushed_table WHERE distribution_id = ${distribution}`.execute(tx)
}

export interface ToBuild {
  distribution: string
  dataset: string
  fields: PushedField[]
  tokenId: string
  changedAt: Date
  /** Of this table: one that was taken away and begun anew is another. */
  begunAt: Date
}

/**
 * Tables to which nothing was sent for a while; one to which rows come all the time is not waited for longer than ten minutes. Those of which no
 * file could be made come after the others.
 */
export async function tablesToBuild(db: Db, quietSince: Date, builtBefore: Date): Promise<ToBuild[]> {
  const { rows } = await sql<ToBuild>`
    SELECT t.distribution_id AS distribution, d.name AS dataset, t.fields, t.token_id AS "tokenId", t.changed_at AS "changedAt",
      t.begun_at AS "begunAt"
    FROM open_data.pushed_table t JOIN open_data.distribution x ON x.id = t.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE (t.built_at IS NULL OR t.built_at < t.changed_at) AND t.refusal IS NULL 
      AND (t.changed_at <= ${quietSince} OR coalesce(t.built_at, t.begun_at) <= ${builtBefore}) AND x.removed_at IS NULL AND d.state <> 'review'
    ORDER BY coalesce(t.failed_at, t.changed_at), t.distribution_id LIMIT 20`.execute(db)
  return rows
}

/** Whether it is still there, locked until the act is over: what was recalled while its rows were read is not sent. */
export async function stillCollected(tx: Tx, { distribution, begunAt }: ToBuild): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM open_data.pushed_table WHERE distribution_id = ${distribution} AND begun_at = ${begunAt} FOR UPDATE`.execute(
    tx,
  )
  return rows.length > 0
}

/** In the order in which they came first. */
export async function* rowsOf(db: Db, distribution: string): AsyncGenerator<PushedRecord[]> {
  for (let after = '0'; ; ) {
    const { rows } = await sql<{ number: string; record: PushedRecord }>`
      SELECT number::text AS number, record FROM open_data.pushed_row
      WHERE distribution_id = ${distribution} AND number > ${after}::bigint ORDER BY number LIMIT 2000`.execute(db)
    if (rows.length === 0) return
    yield rows.map(({ record }) => record)
    after = rows.at(-1)?.number as string
  }
}

/** @param refusal why no file was made, a code; null when one was */
export async function keepBuilt(
  db: Db | Tx,
  distribution: string,
  changedAt: Date,
  refusal: string | null,
): Promise<void> {
  await sql`
    UPDATE open_data.pushed_table SET built_at = ${changedAt}, refusal = ${refusal}, failed_at = NULL
    WHERE distribution_id = ${distribution} AND (${refusal}::text IS NULL OR changed_at = ${changedAt})`.execute(db)
}

/** No file could be made, by no fault of the rows: it is tried again, after others. */
export async function keepFailed(db: Db, distribution: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.pushed_table SET failed_at = ${now} WHERE distribution_id = ${distribution}`.execute(db)
}

/** How the columns of a version that is not read yet are to be read. */
export async function keepOverrides(tx: Tx, version: string, overrides: Overrides): Promise<void> {
  await sql`
    UPDATE open_data.version SET overrides = ${JSON.stringify(overrides)}::jsonb WHERE id = ${version} AND state = 'waiting'`.execute(
    tx,
  )
}
