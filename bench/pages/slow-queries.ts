import type pg from 'pg'
import { connect } from '#kernel/database/database.ts'
import { type AppDeps, buildApp } from '#src/app.ts'
import type { Room } from '../frame/bench.ts'
import type { Draw } from './draw.ts'
import { numbersFrom } from './texts.ts'

export interface SlowQuery {
  /** From sending to the last row, the median of several times alone. */
  ms: number
  statement: string
  /** As EXPLAIN ANALYZE says, with the parameters that were slow. */
  plan: string
}

interface Seen {
  statement: string
  parameters: unknown[]
  ms: number
}

const SHOWN = 5
const CANDIDATES = 15
const REPEATED = 5

/**
 * The slowest queries behind the pages. The app runs in this process with a pool of its own, whose connections tell how long each
 * query took; pages are asked for one at a time and nothing is kept. The slowest are then run again alone, so that
 * neither a page of the disk nor another process is taken for the query.
 */
export async function slowestQueries(deps: AppDeps, room: Room, draws: Draw[]): Promise<SlowQuery[]> {
  const seen = new Map<string, Seen>()
  const database = connect(room.databaseUrl, { max: 1, name: `punte-${process.pid}` })
  database.pool.on('connect', (client) => watch(client, seen))
  const app = await buildApp({ ...deps, database })
  const random = numbersFrom(4)
  const each = { full: 150, quick: 80, tiny: 3 }[room.size]
  for (const { next, headers } of draws)
    for (let n = 0; n < each; n++) {
      const url = next(random)
      const answer = await app.server.inject({ url, headers })
      if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`)
    }
  await app.close()
  await database.close()
  const candidates = [...seen.values()].sort((a, b) => b.ms - a.ms).slice(0, CANDIDATES)
  const slow: SlowQuery[] = []
  for (const one of candidates) slow.push(await again(room, one))
  return slow.sort((a, b) => b.ms - a.ms).slice(0, SHOWN)
}

function watch(client: pg.PoolClient, seen: Map<string, Seen>): void {
  const query = client.query.bind(client) as (...words: unknown[]) => Promise<unknown>
  client.query = (async (...words: unknown[]) => {
    const [statement, parameters] = words
    const begun = performance.now()
    const result = await query(...words)
    const ms = performance.now() - begun
    if (typeof statement === 'string' && ms > (seen.get(statement)?.ms ?? 0))
      seen.set(statement, { statement, parameters: parameters as unknown[], ms })
    return result
  }) as typeof client.query
}

async function again({ database }: Room, { statement, parameters }: Seen): Promise<SlowQuery> {
  const client = await database.pool.connect()
  try {
    const times: number[] = []
    for (let n = 0; n < REPEATED; n++) {
      const begun = performance.now()
      await client.query(statement, parameters)
      times.push(performance.now() - begun)
    }
    const explained = await client.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, BUFFERS) ${statement}`,
      parameters,
    )
    const lines = statement.split('\n').map((line) => line.trim())
    return {
      ms: times.sort((a, b) => a - b)[REPEATED >> 1] as number,
      statement: lines.filter(Boolean).join('\n'),
      plan: explained.rows.map((row) => row['QUERY PLAN']).join('\n'),
    }
  } finally {
    client.release()
  }
}
