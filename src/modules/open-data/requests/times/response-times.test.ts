import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId, makeAuthority } from '#test/people.ts'
import type { RequestTimes } from './replies.ts'

let app: TestApp
let people: string[]
before(async () => {
  app = await testApp({ now: '2026-11-25T10:00:00Z', demoPeople: false })
  const addresses = Array.from({ length: 40 }, (_, at) => ({ address: `om${at}@example.md`, lang: 'ro' as const }))
  people = await transact(app.services.db, (tx) =>
    keepMailboxes(tx, app.services.secrets.person, addresses, app.clock.now()),
  )
})
after(() => app.close())

let number = 0
/** Answered requests, each by the next of some people and so many days after it was sent. */
async function answered(
  slug: string,
  on: string,
  days: number[],
  { from = 0, by = days.length, kind = 'information' } = {},
): Promise<void> {
  const organisationId = await authorityId(app, slug)
  for (const [at, waited] of days.entries()) {
    number += 1
    await sql`
      INSERT INTO open_data.data_request (id, kind, state, organisation_id, mailbox_id, level, lang, sealed, may_publish, sent_at, incoming_number,
        registered_at, outcome, closed_at)
      VALUES (gen_random_uuid(), ${kind}, 'answered', ${organisationId}, ${people[from + (at % by)]}, 'email', 'ro', '', false,
        ${on}::timestamptz - make_interval(days => ${waited}), ${`${number}`}, ${on}::timestamptz, 'given', ${on}::timestamptz)`.execute(
      app.services.db,
    )
  }
}
const times = async (query = ''): Promise<RequestTimes> => (await app.get(`/api/v1/data/requests/times${query}`)).json()
const rows = ({ items }: RequestTimes) =>
  items.map(({ institution, answered, medianDays, inTimeAtLeast }) => [
    institution?.slug ?? 'all',
    answered,
    medianDays,
    inTimeAtLeast,
  ])
const twelve = Array.from({ length: 12 }, (_, at) => at + 1)

test('before anything can be told the page says what has to happen', async () => {
  assert.deepEqual(await times(), { k: 10, quarter: null, quarters: [], items: [] })
  assert.match((await app.get('/ro/data/requests/times')).body, /Încă nu se poate spune nimic/)
})

test('a quarter that is over is told where enough people asked, and a running one is not', async () => {
  await answered('primaria-chisinau', '2026-08-10T09:00:00Z', [...twelve, ...twelve])
  await answered('primaria-chisinau', '2026-10-02T09:00:00Z', twelve)
  const told = await times()
  assert.deepEqual(told.quarters, ['2026-Q3'])
  assert.deepEqual(rows(told), [
    ['all', 24, 7, 10],
    ['primaria-chisinau', 24, 7, 10],
  ])
  assert.match((await app.get('/en/data/requests/times')).body, /at least 10/)
  assert.deepEqual((await times('?quarter=1999-Q1')).quarter, '2026-Q3')
})

test('many requests of few people are not told, nor does the sum of all tell of them', async () => {
  await answered('primaria-balti', '2026-08-12T09:00:00Z', twelve, { from: 12, by: 3 })
  const told = rows(await times())
  assert.deepEqual(told, [['primaria-chisinau', 24, 7, 10]], 'the difference would tell of the three')
  await answered('parlamentul', '2026-08-12T09:00:00Z', twelve.slice(0, 9), { from: 20 })
  assert.deepEqual(rows(await times())[0], ['all', 45, 6, 30], 'the rest are twelve people of two institutions')
})

test('an institution that is no authority any more keeps its name, and never passes for all', async () => {
  const before = rows(await times())
  await makeAuthority(app, 'primaria-chisinau', false)
  assert.deepEqual(rows(await times()), before)
  await makeAuthority(app, 'primaria-chisinau', true)
})

test('the last moment of a quarter is that of the house', async () => {
  await answered('ministerul-mediului', '2026-06-30T20:59:59Z', twelve)
  await answered('ministerul-mediului', '2026-06-30T21:00:01Z', [1], { from: 30 })
  const second = await times('?quarter=2026-Q2')
  assert.deepEqual(rows(second)[1], ['ministerul-mediului', 12, 7, null])
  await answered('ministerul-mediului', '2026-05-30T20:59:59Z', [9], { from: 31, kind: 'reuse' })
  assert.ok((await times('?quarter=2026-Q2')).items.every(({ kind }) => kind === 'information'))
})
