import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import Type from 'typebox'
import { RuleBroken } from '#kernel/errors.ts'
import { checked, form, text } from '#kernel/forms/fields.ts'
import { type Mounted, mounted } from '#test/mounted.ts'
import { action, page } from './endpoint.ts'
import { GroupCommit } from './group-commit.ts'

const Kept = Type.Object({ mark: Type.String() })
const showMarks = page({
  name: 'showMarks',
  path: '/marks',
  reply: Type.Object({}),
  load: async () => ({}),
  html: () => null as never,
})

const patient = { patience: 60_000, refusedAfter: 100, held: 5 }

/** Batches as they were run: how many acts each had. */
const batches: number[] = []
let hold = Promise.resolve()
let begun = 0
let asked = 0
const keepMark = action({
  name: 'keepMark',
  path: '/marks',
  body: form({
    mark: checked(text({ max: 20 }), () => {
      // The act joins the queue right after its body was read.
      asked += 1
      return null
    }),
  }),
  reply: Kept,
  form: showMarks,
  done: () => '/marks',
  runMany: async (ctx, acts) => {
    begun += 1
    await hold
    const marks = acts.map(({ body }) => body.mark)
    batches.push(marks.length)
    const { rows } = await sql<{ mark: string }>`
      INSERT INTO mark (mark) SELECT mark FROM unnest(${marks}::text[]) AS row (mark) WHERE mark <> 'refused' RETURNING mark`.execute(
      ctx.tx,
    )
    return marks.map((mark) =>
      rows.some((row) => row.mark === mark)
        ? { value: { mark, more: 'dropped' } as { mark: string } }
        : { refusal: new RuleBroken('kernel.key-reused') },
    )
  },
})

let app: Mounted
before(async () => {
  app = await mounted([showMarks, keepMark], {
    groupCommit: { most: 10, atOnce: 2, waiting: 12, gather: 5, ...patient },
  })
  await sql`CREATE TABLE mark (mark text PRIMARY KEY CONSTRAINT mark_not_bad CHECK (mark <> 'bad'))`.execute(
    app.database.db,
  )
})
after(() => app.close())

const send = (mark: string) =>
  app.server.inject({
    method: 'POST',
    url: '/api/v1/marks',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    payload: JSON.stringify({ mark }),
  })
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}
const kept = async () =>
  (await sql<{ mark: string }>`SELECT mark FROM mark ORDER BY mark`.execute(app.database.db)).rows.map(
    ({ mark }) => mark,
  )

test('many requests share a transaction, and each gets its own outcome', async () => {
  const replies = await Promise.all(['a', 'b', 'refused', 'c'].map(send))
  assert.deepEqual(
    replies.map(({ statusCode }) => statusCode),
    [200, 200, 409, 200],
  )
  assert.deepEqual(replies[0]?.json(), { mark: 'a' }, 'cleaned by the schema')
  assert.deepEqual(batches.splice(0), [4])
  assert.deepEqual(await kept(), ['a', 'b', 'c'])
})

test('an act that the database refuses takes no other with it', async () => {
  const replies = await Promise.all(['d', 'bad', 'e'].map(send))
  assert.deepEqual(
    replies.map(({ statusCode }) => statusCode),
    [200, 500, 200],
  )
  assert.deepEqual(batches.splice(0), [3, 1, 1, 1])
  assert.deepEqual(await kept(), ['a', 'b', 'c', 'd', 'e'])
})

test('what comes while a batch is under way waits together; past the queue it is told to come again', async () => {
  let letGo = () => {}
  hold = new Promise((resolve) => {
    letGo = resolve
  })
  begun = asked = 0
  const first = send('f0')
  await until(() => begun === 1)
  const waiting = Array.from({ length: 9 }, (_, at) => send(`g${at}`))
  // The tenth fills a batch, which goes beside the first; then twelve may wait.
  const more = Array.from({ length: 13 }, (_, at) => send(`h${String(at).padStart(2, '0')}`))
  await until(() => begun === 2 && asked === 23)
  const refused = await send('late')
  assert.equal(refused.statusCode, 503)
  assert.match(String(refused.headers['retry-after']), /^[1-5]$/)
  assert.equal(refused.json().code, 'kernel.busy')
  await turnsAwayFromSockets()
  const place = await heldUntil(letGo)
  const replies = await Promise.all([first, ...waiting, ...more])
  assert.ok(replies.every(({ statusCode }) => statusCode === 200))
  assert.ok(!(await kept()).includes('late'))
  // There was room when its time was over.
  assert.equal(place.status, 200)
  assert.ok((await kept()).includes('held'))
  const sizes = batches.splice(0).sort((a, b) => a - b)
  assert.deepEqual([sizes[0], ...sizes.slice(-2)], [1, 10, 10])
  assert.equal(
    sizes.reduce((sum, size) => sum + size),
    24,
  )
})

test('where batches take long, fewer may wait than where they are fast', async () => {
  let slow = 0
  const answer = async (acts: number[]) => {
    await new Promise((resolve) => setTimeout(resolve, slow))
    return acts.map((value) => ({ value }))
  }
  const options = { most: 10, atOnce: 1, waiting: 1_000_000, gather: 0, ...patient }
  const crowd = new GroupCommit(answer, { ...options, patience: 20_000 })
  const fill = (to: GroupCommit<number, number>, acts: number) =>
    Promise.all(Array.from({ length: acts }, (_, at) => to.add(at)))
  assert.equal(crowd.free, 1_000_000, 'nothing is known yet')
  slow = 20
  await fill(crowd, 10)
  // Ten in 20 ms; timers may be late, not early by more than a millisecond.
  assert.ok(crowd.free >= 10 && crowd.free <= 11_000, String(crowd.free))
  const learnt = crowd.free
  await fill(crowd, 1)
  assert.equal(crowd.free, learnt, 'a single act says nothing of what a batch could do')
  slow = 1_000
  await fill(crowd, 10)
  assert.ok(crowd.free < learnt)

  const impatient = new GroupCommit(answer, { ...options, patience: 0 })
  slow = 0
  await fill(impatient, 10)
  assert.equal(impatient.free, 10, 'a whole batch may always wait')
})

test('a lost connection is the loss of all, and nothing is tried again behind their backs', async () => {
  const runs: number[] = []
  const crowd = new GroupCommit<number, number>(
    async (acts) => {
      runs.push(acts.length)
      throw Object.assign(new Error('Connection terminated unexpectedly'))
    },
    { most: 10, atOnce: 1, waiting: 10, gather: 1, ...patient },
  )
  const settled = await Promise.allSettled([crowd.add(1), crowd.add(2)])
  assert.ok(settled.every(({ status }) => status === 'rejected'))
  assert.deepEqual(runs, [2])
})

/** Real connections are refused before a route is met, with what the route would have said. */
async function turnsAwayFromSockets(): Promise<void> {
  const origin = await app.server.listen({ host: '127.0.0.1', port: 0 })
  const post = (path: string) => fetch(`${origin}${path}`, { method: 'POST', headers: { 'accept-language': 'ro' } })
  const [api, page, other] = await Promise.all(['/api/v1/marks', '/ro/marks', '/api/v1/marksman'].map(post))
  assert.deepEqual([api?.status, page?.status, other?.status], [503, 503, 404])
  assert.match(String(api?.headers.get('retry-after')), /^[1-5]$/)
  assert.match(String(page?.headers.get('retry-after')), /^[1-5]$/)
  assert.equal(page?.headers.get('x-frame-options'), 'DENY')
  assert.equal(page?.headers.get('x-download-options'), null, 'met no hook of the routes')
  assert.equal(page?.headers.get('cache-control'), 'no-store')
  assert.match(String(page?.headers.get('content-type')), /^text\/html/)
  assert.match(String(await api?.text()), /"code":"kernel.busy"/)
  assert.match(String(await page?.text()), /<!doctype html>/)
}

/** One comes while the queue is full, and is not refused before its time: when there is room by then, it is served. */
async function heldUntil(letGo: () => void): Promise<Response> {
  const address = app.server.server.address() as { port: number }
  const came = once(app.server.server, 'request')
  const held = fetch(`http://127.0.0.1:${address.port}/api/v1/marks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ mark: 'held' }),
  })
  await came
  letGo()
  return held
}
