import type { Fault } from './faults/fault.ts'
import { killPostgres } from './faults/kill-postgres.ts'
import { killWeb } from './faults/kill-web.ts'
import { killWorker } from './faults/kill-worker.ts'
import { pauseWeb } from './faults/pause-web.ts'
import { pauseWorker } from './faults/pause-worker.ts'
import { restartDatabase } from './faults/restart-database.ts'
import { twoWorkers } from './faults/two-workers.ts'

/** In the order in which they come. */
export const faults: Fault[] = [killWeb, killPostgres, killWorker, pauseWeb, restartDatabase, pauseWorker, twoWorkers]

/** Those that take no more than a few seconds and lose most; the database last, so that the same web and worker must get over it. */
export const shortFaults: Fault[] = [killWorker, killWeb, killPostgres]
