import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '#kernel/database/database.ts'
import { startEmbedded } from '#kernel/database/embedded-postgres.ts'
import { migrate } from '#kernel/database/migrate.ts'
import { migrateJobs } from '#kernel/jobs/worker.ts'
import { migrationsDir } from '#src/app.ts'
import { startArrivals } from './arrivals.ts'
import type { Room, Size } from './bench.ts'
import { startBareServer, startClient, startServer, startWorker } from './processes.ts'
import { startReaders } from './readings.ts'

/**
 * A PostgreSQL of this run alone, as durable as in production (fsync and checksums on), migrated; everything is ended
 * and deleted afterwards, also when the run fails or is stopped.
 */
export async function withRoom<T>(
  options: { size: Size; stopped: AbortSignal; tell: (line: string) => void },
  use: (room: Room) => Promise<T>,
): Promise<T> {
  const { size, stopped, tell } = options
  const closers: (() => Promise<unknown>)[] = []
  const closing = <C extends { close(): Promise<unknown> }>(opened: C): C => {
    closers.push(() => opened.close())
    return opened
  }
  // Named like the folders of tests: when this run is killed, the next `npm test` stops its server and sweeps it up.
  const folder = await mkdtemp(join(tmpdir(), `punte-test-${process.pid}-`))
  closers.push(() => rm(folder, { recursive: true, force: true }))
  try {
    const server = await startEmbedded({ dataDir: folder, log: () => undefined })
    closers.push(() => server.stop())
    await migrate(server.url, migrationsDir)
    await migrateJobs(server.url)
    const database = closing(connect(server.url, { max: 8, name: `punte-${process.pid}` }))
    // Seeding takes statements that no reader would wait for.
    Object.assign(database.pool.options, { statement_timeout: 0 })
    const room: Room = {
      size,
      database,
      databaseUrl: server.url,
      folder,
      tell,
      startServer: async (env) => closing(await startServer({ databaseUrl: server.url, folder }, env)),
      startWorker: () => closing(startWorker({ databaseUrl: server.url, folder })),
      startArrivals: () => closing(startArrivals(folder)),
      startReaders: () => closing(startReaders()),
      startBareServer: async () => closing(await startBareServer()),
      startClient: async () => closing(await startClient()),
    }
    const over = new Promise<never>((_, reject) => {
      stopped.addEventListener('abort', () => reject(stopped.reason))
    })
    return await Promise.race([use(room), over])
  } finally {
    for (const close of closers.reverse()) await close().catch((error) => tell(`while ending: ${error}`))
  }
}
