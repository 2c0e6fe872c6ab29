import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { pauseClock, startClock, stopClock } from '#commons/lifecycle/clocks.ts'
import { addDays, daysBetween } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { type ListedPetition, listed } from '#test/listed.ts'
import { authorityId } from '#test/people.ts'
import { CASE } from '../answering/case.ts'
import type { OwedList } from './replies.ts'

/** A Wednesday: the week ends on Friday the 27th. */
const TODAY = '2026-11-25'
let app: TestApp
before(async () => {
  app = await testApp({ now: '2026-11-25T10:00:00Z' })
})
after(() => app?.close())

interface Owing {
  authority: string
  dueOn: string
  name?: string
  state?: ListedPetition['state']
  became?: 'stop' | 'pause'
}

/** A petition before an authority whose clock is due on that day. */
async function owing({ authority, dueOn, name = 'answer', state = 'open', became }: Owing): Promise<number> {
  const petition = await listed(app, { title: `Cerere pentru ${authority} până ${dueOn}`, authority, state })
  const now = app.clock.now()
  const organisationId = await authorityId(app, authority)
  const startsOn = addDays(dueOn, -30)
  await transact(app.services.db, async (tx) => {
    const id = newId(now)
    await sql`INSERT INTO petitions.case (id, petition_id, organisation_id, state, created_at)
      VALUES (${id}, ${petition.id}, ${organisationId}, 'registered', ${now})`.execute(tx)
    const by = name.startsWith('promised')
      ? { promisedBy: authority }
      : {
          basis: {
            act: { ro: 'Codul', ru: 'Кодекс', en: 'The Code' },
            article: { ro: 'art. 60', ru: 'ст. 60', en: 'art. 60' },
          },
        }
    const { calendar } = app.services
    const subject = { kind: CASE, id }
    const length = daysBetween(startsOn, dueOn)
    const clock = await startClock(
      tx,
      calendar,
      { name, subject, organisationId, by, unit: 'days', length, startsOn },
      now,
    )
    if (became === 'stop') await stopClock(tx, calendar, clock, TODAY)
    if (became === 'pause') await pauseClock(tx, calendar, clock, TODAY, 'defects')
  })
  return petition.number
}

const list = async (query = ''): Promise<OwedList> => (await app.get(`/api/v1/petitions/owed${query}`)).json()

test('without a running clock the page says so and leads on', async () => {
  const page = await app.get('/ru/petitions/owed')
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /Сейчас ни у одного органа власти срок не идёт/)
  assert.doesNotMatch((await app.get('/ro')).body, /Ce au întârziat autoritățile/)
})

test('overdue first, then this working week, then later, then what stands; stopped and hidden ones never', async () => {
  const later = await owing({ authority: 'primaria-balti', dueOn: '2026-11-30' })
  const friday = await owing({ authority: 'primaria-balti', dueOn: '2026-11-27', name: 'promised-answer' })
  const today = await owing({ authority: 'primaria-chisinau', dueOn: TODAY })
  const oldest = await owing({ authority: 'primaria-chisinau', dueOn: '2026-11-13' })
  const over = await owing({ authority: 'primaria-balti', dueOn: '2026-11-24' })
  const paused = await owing({ authority: 'primaria-balti', dueOn: '2026-12-04', became: 'pause' })
  await owing({ authority: 'primaria-balti', dueOn: '2026-11-20', became: 'stop' })
  await owing({ authority: 'primaria-balti', dueOn: '2026-11-20', state: 'moderation' })
  const reply = await list()
  assert.deepEqual(
    reply.items.map(({ petition, due }) => [petition.number, due]),
    [
      [oldest, 'overdue'],
      [over, 'overdue'],
      [today, 'this-week'],
      [friday, 'this-week'],
      [later, 'later'],
      [paused, 'paused'],
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
  for (let n = 0; n < 35; n++) await owing({ authority: 'primaria-orhei', dueOn: addDays('2027-01-11', n % 3) })
  for (let n = 0; n < 35; n++) await owing({ authority: 'primaria-orhei', dueOn: '2026-12-10', became: 'pause' })
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
