import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'

export interface SignedCheckpoint {
  size: number
  root: Buffer
  /** Signed by the log alone. */
  note: string
  signedAt: Date
}

const columns = sql`size, root, note, signed_at AS "signedAt"`

/** The newest tree that was signed; undefined before the log has begun. */
export async function newestCheckpoint(db: Db | Tx): Promise<SignedCheckpoint | undefined> {
  const { rows } = await sql<SignedCheckpoint>`
    SELECT ${columns} FROM ledger.checkpoint ORDER BY size DESC LIMIT 1`.execute(db)
  return rows[0]
}

/**
 * Puts a checkpoint after another: the compare-and-swap that lets one sequencer sign and no other.
 *
 * @returns false when something else came after it already
 */
export async function addCheckpoint(db: Db, after: number, next: SignedCheckpoint): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO ledger.checkpoint (size, after_size, root, note, signed_at)
    VALUES (${next.size}, ${after}, ${next.root}, ${next.note}, ${next.signedAt})
    ON CONFLICT DO NOTHING RETURNING size`.execute(db)
  return rows.length === 1
}

/** The name stays the one that came first. */
export async function nameLog(db: Db, origin: string): Promise<void> {
  await sql`UPDATE ledger.log SET origin = ${origin} WHERE origin IS NULL`.execute(db)
}

export interface KeptEntry {
  index: number
  body: Buffer
}

/** Entries from an index on, in their order. */
export async function readEntries(db: Db, from: number, limit: number): Promise<KeptEntry[]> {
  const { rows } = await sql<KeptEntry>`
    SELECT index, body FROM ledger.entry WHERE index >= ${from} ORDER BY index LIMIT ${limit}`.execute(db)
  return rows
}

/** Seconds that the oldest acknowledged entry waits for a checkpoint; 0 when all are published. */
export async function oldestUnpublished(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{ since: Date | null }>`
    SELECT appended_at AS since FROM ledger.entry
    WHERE index = (SELECT coalesce(max(size), 0) FROM ledger.checkpoint)`.execute(db)
  return rows[0]?.since ? Math.max(0, (now.getTime() - rows[0].since.getTime()) / 1000) : 0
}

export interface Cosigned {
  witness: string
  line: string
}

export async function cosignaturesOf(db: Db, size: number): Promise<Cosigned[]> {
  const { rows } = await sql<Cosigned>`
    SELECT witness, line FROM ledger.cosignature WHERE size = ${size} ORDER BY witness`.execute(db)
  return rows
}

export async function keepCosignature(db: Db, size: number, { witness, line }: Cosigned, now: Date): Promise<void> {
  await sql`
    INSERT INTO ledger.cosignature (size, witness, line, signed_at) VALUES (${size}, ${witness}, ${line}, ${now})
    ON CONFLICT DO NOTHING`.execute(db)
}

/** Size of the newest checkpoint that a witness signed; 0 where there is none. */
export async function lastCosigned(db: Db, witness: string): Promise<number> {
  const { rows } = await sql<{ size: number | null }>`
    SELECT max(size) AS size FROM ledger.cosignature WHERE witness = ${witness}`.execute(db)
  return rows[0]?.size ?? 0
}
