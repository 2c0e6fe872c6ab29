import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { connect } from '#kernel/database/database.ts'
import { newId } from '#kernel/ids.ts'
import type { Room } from '../frame/bench.ts'

const CONNECTIONS = 8

/**
 * What the database gives whoever inserts one signature a transaction and does nothing else: a table of the same columns, checks and
 * indexes, without its foreign keys, over eight connections.
 *
 * @returns rows a second
 */
export async function singleRows(room: Room, seconds: number): Promise<number> {
  const { db } = room.database
  await sql`CREATE SCHEMA IF NOT EXISTS bench`.execute(db)
  await sql`CREATE TABLE IF NOT EXISTS bench.signature (LIKE petitions.signature INCLUDING ALL)`.execute(db)
  const { rows } = await sql<{ id: string }>`SELECT id FROM petitions.petition LIMIT 1`.execute(db)
  const petitionId = rows[0]?.id
  const own = connect(room.databaseUrl, { max: CONNECTIONS, name: 'bench' })
  try {
    const until = performance.now() + seconds * 1000
    const insertAll = async () => {
      let done = 0
      for (; performance.now() < until; done++) await insert(own.pool, petitionId)
      return done
    }
    const done = await Promise.all(Array.from({ length: CONNECTIONS }, insertAll))
    return done.reduce((sum, n) => sum + n, 0) / seconds
  } finally {
    await own.close()
  }
}

async function insert(pool: ReturnType<typeof connect>['pool'], petitionId: string | undefined): Promise<void> {
  const now = new Date()
  await pool.query(
    `INSERT INTO bench.signature (petition_id, id, mailbox_id, level, signer_key, mailbox_key, person_key, signed_in, slot, name,
       show_name, wants_news, place_key, unit_key, record_key, source_hash, domain_hash, confirmed_at, confirmed_on)
     VALUES ($1, $2, $3, 'email', $4, $5, NULL, false, 1, $6, false, false, $7, $8, $9, $10, NULL, $11, $12)`,
    [
      petitionId,
      newId(now),
      newId(now),
      randomBytes(32),
      randomBytes(32),
      'Ana Rusu',
      'md-cu-botanica',
      'md-cu',
      randomBytes(32),
      randomBytes(32),
      now,
      now.toISOString().slice(0, 10),
    ],
  )
}
