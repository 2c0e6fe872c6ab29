import { join } from 'node:path'
import { systemClock } from '#kernel/clock.ts'
import { readConfig } from '#kernel/config/config.ts'
import { loadSecrets } from '#kernel/config/secrets.ts'
import { createLogger } from '#kernel/log.ts'
import type { AppDeps } from '#src/app.ts'
import type { Room } from './bench.ts'

/** What the measured server is built from: the same database, folder and secrets, in this process. */
export function depsOf(room: Room): AppDeps {
  const config = readConfig({
    DATABASE_URL: room.databaseUrl,
    PUNTE_DATA_DIR: join(room.folder, 'server'),
    PUNTE_DEMO: 'off',
  })
  return {
    config,
    database: room.database,
    secrets: loadSecrets(config.secretsDir),
    clock: systemClock,
    logger: createLogger('error'),
    publicSeconds: 0,
    checkReplies: false,
  }
}
