import { killPostgres } from '../faults/kill-postgres.ts'
import type { Plant } from './plant.ts'

/** PostgreSQL says "committed" before it is on the disk: as much as it can keep in memory is lost when it dies. */
export const synchronousCommitOff: Plant = {
  name: 'synchronous-commit-off',
  foundBy: ['ok-once', 'provable'],
  faults: [killPostgres, killPostgres],
  async begin({ room }) {
    const { pool } = room.database
    for (const setting of ["synchronous_commit = 'off'", "wal_writer_delay = '10s'", "wal_writer_flush_after = '1GB'"])
      await pool.query(`ALTER SYSTEM SET ${setting}`)
    await pool.query('SELECT pg_reload_conf()')
    // What is lost is lost; but a process that starts now would refuse a database that is set so.
    return async () => {
      await pool.query('ALTER SYSTEM RESET synchronous_commit')
      await pool.query('SELECT pg_reload_conf()')
    }
  },
}
