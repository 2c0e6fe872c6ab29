import { setTimeout as sleep } from 'node:timers/promises'
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
  const stopping = new AbortController()
  const tasks = Object.fromEntries(
    options.jobs.map((job: Job<any>) => [
      job.name,
      (payload: unknown) => runJob(job, services, payload, stopping.signal),
    ]),
  )
  const runner = await run({
    connectionString: options.directUrl,
    concurrency: 2,
    noHandleSignals: true,
    noPreparedStatements: true,
    logger: new Logger(() => (level, message) => {
      // A failed job has been logged by runJob; the words of graphile-worker repeat its error's message.
      if (level === 'error' && !message.startsWith('Failed task')) services.log.error({ message }, 'worker')
    }),
    taskList: tasks,
    parsedCronItems: parseCronItems(
      options.jobs.flatMap((job) => (job.schedule ? [{ task: job.name, match: job.schedule }] : [])),
    ),
  })
  runner.promise.catch((error) => services.log.error({ err: error }, 'worker ended'))
  const wanted = options.timers.filter((timer) => services.demo || !timer.demo)
  const timers = wanted.map((timer) => keepGoing(timer, options.directUrl, services, stopping.signal))
  let stopped: Promise<void> | null = null
  const stop = async () => {
    stopping.abort()
    await Promise.all(timers.map((timer) => timer.stop()))
    await runner.stop()
  }
  return {
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}

async function runJob(job: Job<any>, services: Services, payload: unknown, stopping: AbortSignal): Promise<void> {
  try {
    // Aborted, it has not begun, and is run again by whoever comes next.
    while (await services.standstill.since()) await sleep(500, undefined, { signal: stopping })
    await job.run(services, payload, stopping)
  } catch (error) {
    services.log.error({ err: error, job: job.name }, 'job failed')
    throw error
  }
}

function keepGoing(timer: Timer, directUrl: string, services: Services, stopping: AbortSignal): Worker {
  let stopped = false
  let wake = () => {}
  const lock = new SessionLock(directUrl, timer.name)
  const loop = (async () => {
    while (!stopped) {
      try {
        if ((await mayRun(timer, services)) && (await lock.hold())) await timer.run(services, stopping)
      } catch (error) {
        services.log.error({ err: error, timer: timer.name }, 'timer failed')
        // Another process may have more luck.
        await lock.release()
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
    await lock.release()
  })()
  return {
    async stop() {
      stopped = true
      wake()
      await loop
    },
  }
}

async function mayRun(timer: Timer, { standstill }: Services): Promise<boolean> {
  return timer.whileStill === true || (await standstill.since()) === null
}

/** An advisory lock that ends with its connection, so a killed process never leaves it behind. */
class SessionLock {
  private client: pg.Client | null = null
  private held = false

  private readonly url: string
  private readonly name: string

  constructor(url: string, name: string) {
    this.url = url
    this.name = name
  }

  /** @returns whether the lock is ours, taking it when it is free */
  async hold(): Promise<boolean> {
    this.client ??= await this.connect()
    if (this.held) return true
    const { rows } = await this.client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken', [
      `punte timer ${this.name}`,
    ])
    this.held = rows[0].taken
    return this.held
  }

  async release(): Promise<void> {
    const { client } = this
    this.forget()
    await client?.end().catch(() => {})
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: `punte ${this.name}`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    // With the connection the lock is gone: somebody else may hold it by now.
    const lost = () => {
      if (this.client === client) this.forget()
    }
    client.on('error', lost)
    client.on('end', lost)
    await client.connect()
    return client
  }

  private forget(): void {
    this.client = null
    this.held = false
  }
}
