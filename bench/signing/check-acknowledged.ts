import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'
import { tokenHash } from '#kernel/ids.ts'
import { recordOf } from '#modules/petitions/ledger-entries.ts'

interface Signed {
  token: string
  id: string
  unit: string
  key: Buffer
}

/**
 * Whether everything that was acknowledged is there: one signature a token, one entry of the public log a signature, no index left out.
 *
 * @param acknowledged file of tokens
 * @returns how many were acknowledged
 * @throws Error that says what is missing or twice
 */
export async function checkAcknowledged(db: Db, acknowledged: string): Promise<number> {
  const tokens = readFileSync(acknowledged, 'latin1').split('\n').slice(0, -1)
  if (new Set(tokens).size !== tokens.length) throw new Error('a token was acknowledged twice')
  const { rows } = await sql<Signed>`
    SELECT encode(l.token_hash, 'hex') AS token, s.id, s.unit_key AS unit, s.record_key AS key
    FROM petitions.receipt_link l JOIN petitions.signature s ON s.petition_id = l.petition_id AND s.id = l.signature_id`.execute(
    db,
  )
  const signed = new Map(rows.map((row) => [row.token, row]))
  const lost = tokens.filter((token) => !signed.has(tokenHash(token).toString('hex')))
  if (lost.length > 0) throw new Error(`${lost.length} acknowledged signatures are not in the database`)
  if (new Set(rows.map(({ id }) => id)).size !== rows.length) throw new Error('two receipts lead to one signature')

  const entries = await sql<{ index: number; record: Buffer }>`
    SELECT index, record FROM ledger.entry WHERE kind = 'petitions.signature-confirmed' ORDER BY index`.execute(db)
  const times = new Map<string, number>()
  for (const { record } of entries.rows)
    times.set(record.toString('base64'), (times.get(record.toString('base64')) ?? 0) + 1)
  const wrong = rows.filter(
    (row) => times.get(recordOf(row.key, { id: row.id, unitKey: row.unit }).toString('base64')) !== 1,
  )
  if (wrong.length > 0) throw new Error(`${wrong.length} signatures have not exactly one entry`)
  if (entries.rows.length !== rows.length) throw new Error(`${rows.length} signatures, ${entries.rows.length} entries`)
  const { rows: log } = await sql<{ gaps: number }>`
    SELECT next_index - (SELECT count(*) FROM ledger.entry) AS gaps FROM ledger.log`.execute(db)
  if (log[0]?.gaps !== 0) throw new Error('indexes are not contiguous')
  return tokens.length
}
