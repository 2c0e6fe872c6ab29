import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#kernel/ports.ts'
import type { Room } from '../../bench/frame/bench.ts'
import { startProgram } from '../../bench/frame/processes.ts'
import { Member } from './member.ts'
import { Postgres } from './postgres.ts'

/** An installation as an operator runs it: web, worker (with the sequencer in it) and database, each processes of their own. */
export interface Site {
  origin: string
  web: Member
  worker: Member
  postgres: Postgres
  /** A worker more, until it is ended. */
  startWorker(): Member
  /** @throws Error when it does not answer for half a minute */
  untilServing(): Promise<void>
  end(signal?: 'SIGKILL'): Promise<void>
}

/** @param room its database is migrated and seeded */
export async function startSite(room: Room): Promise<Site> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const members: Member[] = []
  const member = (command: 'web' | 'worker') => {
    const started = new Member(command, () =>
      startProgram(command, { databaseUrl: room.databaseUrl, folder: room.folder, port }),
    )
    members.push(started)
    return started
  }
  const { rows } = await room.database.pool.query('SHOW data_directory')
  return {
    origin,
    web: member('web'),
    worker: member('worker'),
    postgres: new Postgres(room.folder, rows[0].data_directory),
    startWorker: () => member('worker'),
    untilServing: () => untilServing(`${origin}/readyz`),
    end: async (signal) => {
      await Promise.all(members.map((one) => one.end(signal)))
    },
  }
}

async function untilServing(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
    await answer?.arrayBuffer().catch(() => undefined)
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error(`${url} did not answer for half a minute.`)
}
