import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pauseClock, stopClock } from '#commons/lifecycle/clocks.ts'
import { addDays } from '#commons/lifecycle/plain-day.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { type Owing, owing } from '#test/owing.ts'
import type { OwedList } from './replies.ts'

/** A Wednesday: the week ends on Friday the 27th. */
const TODAY = '2026-11-25'
let app: TestApp
before(async () => {
  app = await testApp({ now: '2026-11-25T10:00:00Z' })
})
after(() => app?.close())

const stopped: Owing['next'] = (tx, clock, today) => stopClock(tx, app.services.calendar, clock, today)
const paused: Owing['next'] = (tx, clock, today) => pauseClock(tx, app.services.calendar, clock, today, 'defects')

const list = async (query = ''): Promise<OwedList> => (await app.get(`/api/v1/petitions/owed${query}`)).json()

test('without a running clock the page says so and leads on', async () => {
  const page = await app.get('/ru/petitions/owed')
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /Сейчас ни у одного органа власти срок не идёт/)
  assert.doesNotMatch((await app.get('/ro')).body, /Ce au întârziat autoritățile/)
})

test('overdue first, then this working week, then later, then what stands; stopped and hidden ones never', async () => {
  const later = await owing(app, { authority: 'primaria-balti', dueOn: '2026-11-30' })
  const friday = await owing(app, { authority: 'primaria-balti', dueOn: '2026-11-27', clock: 'promised-answer' })
  const today = await owing(app, { authority: 'primaria-chisinau', dueOn: TODAY })
  const oldest = await owing(app, { authority: 'primaria-chisinau', dueOn: '2026-11-13' })
  const over = await owing(app, { authority: 'primaria-balti', dueOn: '2026-11-24' })
  const standing = await owing(app, { authority: 'primaria-balti', dueOn: '2026-12-04', next: paused })
  await owing(app, { authority: 'primaria-balti', dueOn: '2026-11-20', next: stopped })
  await owing(app, { authority: 'primaria-balti', dueOn: '2026-11-20', state: 'moderation' })
  const reply = await list()
  assert.deepEqual(
    reply.items.map(({ petition, due }) => [petition.number, due]),
    [
      [oldest, 'overdue'],
      [over, 'overdue'],
      [today, 'this-week'],
      [friday, 'this-week'],
      [later, 'later'],
      [standing, 'paused'],
    ],
  )
  assert.deepEqual(reply.totals, { overdue: 2, 'this-week': 2, later: 1, paused: 1 })
  assert.equal(reply.weekEndsOn, '2026-11-27')
  assert.deepEqual(reply.items.map(({ clock }) => [clock.kind, clock.daysLeft, clock.dueOn]).slice(0, 4), [
    ['legal', -12, '2026-11-13'],
    ['legal', -1, '2026-11-24'],
    ['legal', 0, TODAY],
    ['promised', 2, '2026-11-27'],
  ])
  const page = (await app.get('/ro/petitions/owed')).body
  assert.match(page, /Întârziat cu 12 zile/)
  assert.match(page, /Termen legal: Codul, art\. 60/)
  assert.match(page, /Termen promis: Primăria municipiului Bălți/)
  assert.match((await app.get('/ro')).body, /Ce au întârziat autoritățile/)
})

test('by authority: its own rows and numbers, and who else owes', async () => {
  const reply = await list('?authority=primaria-chisinau')
  assert.deepEqual(
    reply.items.map(({ authority }) => authority.slug),
    ['primaria-chisinau', 'primaria-chisinau'],
  )
  assert.deepEqual(reply.totals, { overdue: 1, 'this-week': 1, later: 0, paused: 0 })
  assert.deepEqual(
    reply.authorities.map(({ slug, owed }) => [slug, owed]),
    [
      ['primaria-balti', 4],
      ['primaria-chisinau', 2],
    ],
  )
  const page = (await app.get('/en/petitions/owed?authority=primaria-soroca')).body
  assert.match(page, /This authority has no term that runs now/)
  assert.equal((await app.get('/api/v1/petitions/owed?authority=%27')).statusCode, 422)
})

test('parts by cursor, over the border to what stands, without a row lost or doubled', async () => {
  for (let n = 0; n < 35; n++) await owing(app, { authority: 'primaria-orhei', dueOn: addDays('2027-01-11', n % 3) })
  for (let n = 0; n < 35; n++) await owing(app, { authority: 'primaria-orhei', dueOn: '2026-12-10', next: paused })
  const seen: number[] = []
  let after: string | null = ''
  while (after !== null) {
    const part: OwedList = await list(after && `?after=${after}`)
    assert.equal(part.total, 76)
    seen.push(...part.items.map(({ petition }) => petition.number))
    after = part.next
  }
  assert.equal(seen.length, 76)
  assert.equal(new Set(seen).size, 76)
  for (const bad of ['x', Buffer.from("2026-11-25 '").toString('base64url')])
    assert.equal((await app.get(`/api/v1/petitions/owed?after=${bad}`)).statusCode, 422)
})
