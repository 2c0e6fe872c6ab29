import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { WaitsFor } from './waits-for.ts'

/** How a version came that nobody sent. */
export type Came = 'address' | 'import'

/** It is to be published by itself once it is read, where nothing speaks against it. */
export async function keepUnsent(tx: Tx, versionId: string, came: Came, now: Date): Promise<void> {
  await sql`
    INSERT INTO open_data.unsent_version (version_id, came, came_at) VALUES (${versionId}, ${came}, ${now})
    ON CONFLICT (version_id) DO NOTHING`.execute(tx)
}

export interface Unsent {
  versionId: string
  came: Came
  dataset: string
  distributionId: string
  seq: number
}

/** Read by now, well or not, the first come first and those that failed after the others; what waits to be published with its dataset is left alone. */
export async function readUnsent(db: Db, limit: number): Promise<Unsent[]> {
  const { rows } = await sql<Unsent>`
    SELECT u.version_id AS "versionId", u.came, d.name AS dataset, x.id AS "distributionId", v.seq
    FROM open_data.unsent_version u JOIN open_data.version v ON v.id = u.version_id
    JOIN open_data.distribution x ON x.id = v.distribution_id JOIN open_data.dataset d ON d.id = x.dataset_id
    WHERE u.waits IS NULL AND v.state NOT IN ('waiting', 'reading') AND d.state <> 'review'
    ORDER BY coalesce(u.failed_at, u.came_at), u.version_id LIMIT ${limit}`.execute(db)
  return rows
}

/** It could not be decided, by no fault of the file: it is tried again, after others. */
export async function keepFailed(db: Db, versionId: string, now: Date): Promise<void> {
  await sql`UPDATE open_data.unsent_version SET failed_at = ${now} WHERE version_id = ${versionId}`.execute(db)
}

/** An officer decides. */
export async function letWait(tx: Tx, versionId: string, waits: WaitsFor): Promise<void> {
  await sql`UPDATE open_data.unsent_version SET waits = ${waits} WHERE version_id = ${versionId}`.execute(tx)
}

export async function forgetUnsent(tx: Tx, versionId: string): Promise<void> {
  await sql`DELETE FROM open_data.unsent_version WHERE version_id = ${versionId}`.execute(tx)
}

/** Those that an officer has published, had read anew, or that were taken down: nothing waits any more. */
export async function forgetDecided(db: Db): Promise<void> {
  await sql`
    DELETE FROM open_data.unsent_version u USING open_data.version v
    WHERE v.id = u.version_id AND u.waits IS NOT NULL AND v.state NOT IN ('read', 'failed')`.execute(db)
}
