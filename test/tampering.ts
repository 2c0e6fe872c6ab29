import type { TestApp } from './app.ts'

/**
 * Takes the first entry of a kind out of the public log, as somebody with the database's own rights could.
 *
 * @returns puts it back
 */
export async function loseEntry(app: TestApp, kind: string): Promise<() => Promise<void>> {
  const { pool } = app.deps.database
  const trigger = (what: 'DISABLE' | 'ENABLE') =>
    pool.query(`ALTER TABLE ledger.entry ${what} TRIGGER entry_is_append_only`)
  await trigger('DISABLE')
  const { rows } = await pool.query(
    'DELETE FROM ledger.entry WHERE index = (SELECT min(index) FROM ledger.entry WHERE kind = $1) RETURNING *',
    [kind],
  )
  await trigger('ENABLE')
  return async () => {
    await pool.query('INSERT INTO ledger.entry SELECT (jsonb_populate_record(NULL::ledger.entry, $1)).*', [
      JSON.stringify({ ...rows[0], body: hex(rows[0].body), record: hex(rows[0].record) }),
    ])
  }
}

const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`
