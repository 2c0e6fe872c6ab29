import type { Plant } from './plant.ts'

/** Somebody with the rights of the database's owner takes an entry out of the log. */
export const droppedEntry: Plant = {
  name: 'dropped-entry',
  foundBy: ['ok-once', 'contiguous', 'counts', 'provable'],
  faults: [],
  async end({ room: { database } }) {
    await database.pool.query('ALTER TABLE ledger.entry DISABLE TRIGGER USER')
    const { rowCount } = await database.pool.query(
      `DELETE FROM ledger.entry WHERE index = (SELECT min(index) FROM ledger.entry WHERE kind = 'petitions.signature-confirmed')`,
    )
    await database.pool.query('ALTER TABLE ledger.entry ENABLE TRIGGER USER')
    if (rowCount !== 1) throw new Error('there was no entry to drop')
  },
}
