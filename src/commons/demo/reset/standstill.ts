import type { Db } from '#kernel/database/database.ts'
import type { Standstill } from '#kernel/standstill.ts'
import { findInstallation } from './installation.ts'

/** How long a process may not know that a reset has begun or ended. */
export const KNOWN_FOR_MS = 1_000

/** The house stands still while its demo is put back. One small statement a second and process, whatever the crowd. */
export class DemoStandstill implements Standstill {
  private known: Promise<Date | null> = Promise.resolve(null)
  private askedAt = Number.NEGATIVE_INFINITY

  private readonly db: Db

  constructor(db: Db) {
    this.db = db
  }

  since(): Promise<Date | null> {
    if (performance.now() - this.askedAt >= KNOWN_FOR_MS) {
      this.askedAt = performance.now()
      const before = this.known
      // A database that is away is for the request itself to tell.
      this.known = findInstallation(this.db).then(
        (installation) => installation?.resetBegunAt ?? null,
        () => before,
      )
    }
    return this.known
  }
}
