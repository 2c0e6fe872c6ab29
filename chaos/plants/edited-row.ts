import type { Plant } from './plant.ts'

/** Somebody with access to the database gives a petition a signature more. */
export const editedRow: Plant = {
  name: 'edited-row',
  foundBy: ['counts', 'verifier'],
  faults: [],
  async end({ room: { database } }) {
    const { rowCount } = await database.pool.query(
      `UPDATE petitions.signature_count SET email = email + 1 WHERE petition_id = (SELECT petition_id FROM petitions.signature_count LIMIT 1)`,
    )
    if (rowCount !== 1) throw new Error('there was no count to edit')
  },
}
