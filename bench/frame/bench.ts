import type { Database } from '#kernel/database/database.ts'
import type { Arrivals } from './arrivals.ts'
import type { Figure } from './figure.ts'
import type { Client, Target } from './processes.ts'
import type { Readers } from './readings.ts'

/** 'full' is what docs/performance.md reports; 'quick' is for trying a change; 'tiny' only shows that the bench works. */
export type Size = 'full' | 'quick' | 'tiny'

/** What a bench finds when it begins: an empty migrated database of its own, and processes to measure with. */
export interface Room {
  size: Size
  database: Database
  databaseUrl: string
  /** Folder of this run, gone at its end. */
  folder: string
  /** A line of progress for the person who waits. */
  tell(line: string): void
  /** Our server as its own process in production mode. @param env settings to change */
  startServer(env?: Record<string, string>): Promise<Target>
  /** Our worker beside it: publishes the ledger, folds counts. */
  startWorker(): { close(): Promise<void> }
  /** People who confirm at a constant rate, from their own process. */
  startArrivals(): Arrivals
  /** People who read at a constant rate, from their own process. */
  startReaders(): Readers
  /** A bare Fastify in its own process: what the same machine does with the same bytes and no work. */
  startBareServer(): Promise<Target>
  /** The load, from its own process. */
  startClient(): Promise<Client>
}

export interface Bench {
  name: string
  /** @returns figures, and lines of Markdown that explain them (plans of queries, notes on the run) */
  run(room: Room): Promise<{ figures: Figure[]; notes: string[] }>
}
