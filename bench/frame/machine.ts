import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'
import { sql } from 'kysely'
import type { Db } from '#kernel/database/database.ts'

/** On what it was measured, without any name of the machine. */
export async function machineOf(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`SELECT current_setting('server_version') AS version`.execute(db)
  return [
    `${availableParallelism()} cores (${cpus()[0]?.model.trim() || 'unknown'})`,
    `${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    `${type()} ${release()}`,
    `PostgreSQL ${rows[0]?.version}`,
    `Node ${process.versions.node}`,
  ].join(', ')
}

/** How many processes wanted a core in the last minute: above the number of cores others were measured too. */
export function loadNow(): string {
  return (loadavg()[0] ?? 0).toFixed(2)
}
