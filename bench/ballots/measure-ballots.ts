import { sql } from 'kysely'
import { depsOf } from '../frame/app-deps.ts'
import type { Room, Size } from '../frame/bench.ts'
import type { Figure } from '../frame/figure.ts'
import { drawBallots, drawBlinded, rsaRate } from './draw-ballots.ts'
import { type Post, postAll } from './post-all.ts'
import { seedVote, type Vote } from './seed-vote.ts'

/** What is asked for, acknowledged a second on two cores with the client. */
const ISSUED = 150
const CAST = 600
const CONNECTIONS = 64

/** Of each a tenth goes before and is not measured: compilers are warm then, and the signer has begun. */
const sizes: Record<Size, { tokens: number; ballots: number; seconds: number }> = {
  full: { tokens: 4_000, ballots: 12_000, seconds: 3 },
  quick: { tokens: 800, ballots: 2_400, seconds: 1 },
  tiny: { tokens: 20, ballots: 40, seconds: 0.1 },
}

/** How many tokens are issued and ballots cast a second; every acknowledged one is then looked for in rows and log. */
export async function measureBallots(room: Room): Promise<{ figures: Figure[]; notes: string[] }> {
  const { tokens, ballots, seconds } = sizes[room.size]
  const vote = await seedVote(depsOf(room), tokens)
  const cast = await drawBallots(vote, ballots)
  room.tell(`seeded ${tokens} voters and ${ballots} ballots`)
  const server = await room.startServer()
  const path = `/api/v1/processes/${vote.process.number}`
  const rsaBefore = rsaRate(seconds)
  const asked = vote.sessions.map((session) => ({
    path: `${path}/token`,
    headers: { cookie: `punte-session=${session}`, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ blinded: drawBlinded(), place: 'md-cu-botanica', oldEnough: true }),
  }))
  const issued = await warmThenMeasured(server.origin, asked, CONNECTIONS)
  room.tell(`issued ${issued.perSecond.toFixed(0)} a second`)
  const posts = cast.map((body) => ({ path: `${path}/casts`, headers: {}, body }))
  const taken = await warmThenMeasured(server.origin, posts, CONNECTIONS * 2)
  room.tell(`cast ${taken.perSecond.toFixed(0)} a second`)
  // Before and after: others may want the cores meanwhile.
  const rsa = (rsaBefore + rsaRate(seconds)) / 2
  await server.close()
  await everythingThere(vote, tokens, ballots)
  const figure = (name: string, ours: number, baseline: number, unit: Figure['unit'], isBar: boolean): Figure => ({
    figure: `ballots.${name}`,
    ours,
    baseline,
    unit,
    ...(isBar && { bar: { ratio: 1, atLeast: true } }),
  })
  return {
    figures: [
      figure('issue-rate', issued.perSecond, ISSUED, 'tokens/s', true),
      figure('issue-vs-rsa', issued.perSecond, rsa, 'tokens/s', false),
      figure('cast-rate', taken.perSecond, CAST, 'ballots/s', true),
      figure('cast-vs-rsa', taken.perSecond, rsa, 'ballots/s', false),
    ],
    notes: [
      `Tokens: p50 ${issued.p50.toFixed(0)} ms, p99 ${issued.p99.toFixed(0)} ms at ${CONNECTIONS} connections; ballots: p50 ${taken.p50.toFixed(0)} ms, p99 ${taken.p99.toFixed(0)} ms at ${CONNECTIONS * 2}. A core of this machine makes ${rsa.toFixed(0)} RSA signatures of 3072 bits a second. All ${tokens} tokens and ${ballots} ballots were found again.`,
    ],
  }
}

async function warmThenMeasured(origin: string, posts: Post[], connections: number) {
  const warm = Math.ceil(posts.length / 10)
  await postAll(origin, posts.slice(0, warm), connections)
  return postAll(origin, posts.slice(warm), connections)
}

async function everythingThere({ services: { db }, process }: Vote, tokens: number, ballots: number): Promise<void> {
  const { rows } = await sql<{ issued: number; cast: number; told: number }>`
    SELECT (SELECT count(*) FROM budgeting.token_issued WHERE process_id = ${process.id}) AS issued,
      (SELECT count(*) FROM budgeting.ballot b JOIN budgeting.token_proof p ON p.ballot_id = b.id
        WHERE b.process_id = ${process.id} AND b.replaced_at IS NULL) AS cast,
      (SELECT count(*) FROM ledger.entry WHERE kind = 'budgeting.ballot-cast') AS told`.execute(db)
  const found = rows[0]
  if (found?.issued !== tokens || found.cast !== ballots || found.told !== ballots)
    throw new Error(`acknowledged ${tokens} tokens and ${ballots} ballots, found ${JSON.stringify(found)}`)
}
