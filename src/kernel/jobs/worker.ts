import { Logger, makeWorkerUtils, parseCronItems, run } from 'graphile-worker'
import pg from 'pg'
import type { Services } from '#kernel/http/context.ts'
import type { Job, Timer } from './jobs.ts'

export interface Worker {
  /** Ends what is running, then returns. */
  stop(): Promise<void>
}

/** Creates graphile-worker's own schema; part of migrating. */
export async function migrateJobs(url: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: url, logger: silent })
  await utils.migrate()
  await utils.release()
}

const silent = new Logger(() => () => {})

/** @param directUrl reaches PostgreSQL itself: LISTEN and advisory locks do not survive a transaction pooler */
export async function startWorker(options: {
  directUrl: string
  services: Services
  jobs: Job[]
  timers: Timer[]
}): Promise<Worker> {
  const { services } = options
  const tasks = Object.fromEntries(
    options.jobs.map((job: Job<any>) => [job.name, (payload: unknown) => job.run(services, payload)]),
  )
  const runner = await run({
    connectionString: options.directUrl,
    concurrency: 2,
    noHandleSignals: true,
    noPreparedStatements: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') services.log.error({ message }, 'job')
    }),
    taskList: tasks,
    parsedCronItems: parseCronItems(
      options.jobs.flatMap((job) => (job.schedule ? [{ task: job.name, match: job.schedule }] : [])),
    ),
  })
  const timers = options.timers.map((timer) => keepGoing(timer, options.directUrl, services))
  return {
    async stop() {
      await Promise.all(timers.map((timer) => timer.stop()))
      await runner.stop()
    },
  }
}

function keepGoing(timer: Timer, directUrl: string, services: Services): Worker {
  let stopped = false
  let wake = () => {}
  const loop = (async () => {
    let lock: pg.Client | null = null
    while (!stopped) {
      try {
        lock ??= await takeLock(directUrl, timer.name)
        if (lock) await timer.run(services)
      } catch (error) {
        services.log.error({ err: error, timer: timer.name }, 'timer failed')
        await lock?.end().catch(() => {})
        lock = null
      }
      if (!stopped) {
        await new Promise<void>((resolve) => {
          const timeout = setTimeout(resolve, timer.everySeconds * 1000)
          wake = () => {
            clearTimeout(timeout)
            resolve()
          }
        })
      }
    }
    await lock?.end().catch(() => {})
  })()
  return {
    async stop() {
      stopped = true
      wake()
      await loop
    },
  }
}

/** A session lock: it ends with the connection, so a killed process never leaves it behind. */
async function takeLock(url: string, name: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: url, application_name: `punte ${name}` })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken', [
    `punte timer ${name}`,
  ])
  if (rows[0].taken) return client
  await client.end()
  return null
}
