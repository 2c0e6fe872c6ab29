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

/** Replaces words in all entries of a kind. @returns puts them back */
export async function rewordEntries(
  app: TestApp,
  kind: string,
  from: string,
  to: string,
): Promise<() => Promise<void>> {
  const { pool } = app.deps.database
  const reword = async (one: string, other: string) => {
    await pool.query('ALTER TABLE ledger.entry DISABLE TRIGGER entry_is_append_only')
    await pool.query(
      `UPDATE ledger.entry SET body = convert_to(replace(convert_from(body, 'UTF8'), $2, $3), 'UTF8') WHERE kind = $1`,
      [kind, one, other],
    )
    await pool.query('ALTER TABLE ledger.entry ENABLE TRIGGER entry_is_append_only')
  }
  await reword(from, to)
  return () => reword(to, from)
}

const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`
