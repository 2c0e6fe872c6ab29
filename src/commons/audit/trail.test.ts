import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { recordAct, recordReading } from './record.ts'

let app: TestApp
let admin: TestPerson
let other: TestPerson
const role = { name: 'administrator', placeKey: null, organisationId: null } as const

before(async () => {
  app = await testApp()
  admin = await signedIn(app, { name: '=cmd|calc', email: 'ana@admin.example', roles: [{ name: 'administrator' }] })
  other = await signedIn(app, { name: 'Oleg', email: 'oleg@admin.example', roles: [{ name: 'administrator' }] })
  for (let n = 0; n < 120; n += 1) {
    app.clock.advance(1)
    const person = n % 2 === 0 ? admin : other
    await transact(app.services.db, (tx) =>
      recordAct(tx, {
        by: n % 10 === 9 ? null : { person: { ...person, name: null, level: 'email', roles: [] }, role },
        act: n % 3 === 0 ? 'settings.change' : 'made.up',
        subject: { kind: 'thing', id: `a:${n}` },
        data: { n },
        now: app.clock.now(),
      }),
    )
  }
  // The last hour of 22 November and the first of 23 November in Chișinău (UTC+2).
  for (const at of ['2026-11-22T21:30:00Z', '2026-11-22T22:30:00Z'])
    await transact(app.services.db, (tx) =>
      recordAct(tx, { by: null, act: 'made.night', subject: { kind: 'night', id: at }, now: new Date(at) }),
    )
  app.clock.set('2026-11-25T10:00:00Z')
})
after(() => app?.close())

interface Item {
  id: string
  act: string
  words: string
  by: { accountId: string } | null
  subject: { kind: string; id: string }
}
const trail = async (query = ''): Promise<{ items: Item[]; next: string | null; acts: { act: string }[] }> =>
  (await app.get(`/api/v1/work/audit${query}`, { ...admin.headers, 'accept-language': 'en' })).json()

test('the trail goes on by cursor from the newest to the oldest, each act once', async () => {
  const all: Item[] = []
  let next: string | null = null
  do {
    const part = await trail(next ? `?after=${next}` : '')
    assert.ok(part.items.length <= 50)
    all.push(...part.items)
    next = part.next
  } while (next)
  assert.equal(all.length, 122)
  assert.equal(new Set(all.map(({ id }) => id)).size, 122)
  assert.equal(all[0]?.subject.id, '2026-11-22T22:30:00Z')
  assert.equal(all.at(-1)?.subject.id, 'a:0')
})

test('filters find by person, act, room, subject and day, alone and together', async () => {
  const ids = async (query: string) => (await trail(query)).items.map(({ subject }) => subject.id)
  assert.ok((await trail('?who=oleg@admin.example')).items.every(({ by }) => by?.accountId === other.accountId))
  assert.equal((await trail('?who=oleg@admin.example')).items.length, 48)
  assert.deepEqual(await ids('?who=nobody@admin.example'), [])
  assert.deepEqual(await ids('?who=%27%3B--'), [])
  assert.ok((await trail('?act=settings.change')).items.every(({ act }) => act === 'settings.change'))
  assert.equal((await trail('?act=settings')).items.length, 40)
  assert.deepEqual(await ids('?act=set'), [])
  assert.deepEqual(await ids('?subject=thing:a:7'), ['a:7'])
  assert.deepEqual(await ids('?from=2026-11-23'), ['2026-11-22T22:30:00Z'])
  assert.deepEqual(await ids('?subject=night&to=2026-11-22'), ['2026-11-22T21:30:00Z'])
  assert.deepEqual(await ids('?act=settings.change&subject=thing:a:6&from=2026-11-22&to=2026-11-22'), ['a:6'])
  const page = (await app.get(`/en/work/audit?who=${other.accountId}`, admin.headers)).body
  assert.match(page, /Who: Oleg/, 'a name, where the link beside it gave an account')
})

test('acts are said in words, one without a message by its code', async () => {
  const { items, acts } = await trail()
  assert.equal(items.find(({ act }) => act === 'settings.change')?.words, 'Changed a rule of the house')
  assert.equal(items.find(({ act }) => act === 'made.up')?.words, 'made.up')
  assert.deepEqual(
    acts.map(({ act }) => act),
    ['made.night', 'made.up', 'settings.change'],
  )
})

test('wrong days and cursors are refused', async () => {
  for (const query of [
    '?from=2026-02-30',
    '?after=x',
    '?after=MjAyNi0xMy0wMVQwMDowMDowMFogMDE5NDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw',
  ])
    assert.equal((await app.get(`/api/v1/work/audit${query}`, admin.headers)).statusCode, 422, query)
})

test('the file holds everything that fits, guarded', async () => {
  const file = await app.get('/ro/work/audit.csv?act=settings', admin.headers)
  assert.equal(file.statusCode, 200)
  assert.match(String(file.headers['content-type']), /text\/csv/)
  assert.match(String(file.headers['content-disposition']), /attachment/)
  assert.equal(file.headers['cache-control'], 'private, no-store')
  const lines = file.body.trimEnd().split('\r\n')
  assert.equal(lines.length, 41)
  assert.match(lines[0] ?? '', /^\ufeffCând,Cine,/)
  assert.ok(lines.some((line) => line.includes("'=cmd|calc")))
  assert.ok(!lines.some((line) => line.includes(',=cmd')))
})

test('a long file is read part by part', async () => {
  await sql`
    INSERT INTO audit.act (id, role, act, subject_kind, subject_id, acted_at)
    SELECT gen_random_uuid(), 'system', 'long.file', 'row', n::text, ${app.clock.now()} FROM generate_series(1, 2500) n`.execute(
    app.services.db,
  )
  const lines = (await app.get('/ro/work/audit.csv?act=long.file', admin.headers)).body.trimEnd().split('\r\n')
  const ids = lines.slice(1).map((line) => line.split(',')[8])
  assert.equal(ids.length, 2500)
  assert.equal(new Set(ids).size, 2500)
})

test('the record cannot be changed', async () => {
  await assert.rejects(sql`UPDATE audit.act SET act = 'x'`.execute(app.services.db), /append-only/)
  await assert.rejects(sql`DELETE FROM audit.act`.execute(app.services.db), /append-only/)
  await transact(app.services.db, (tx) =>
    recordReading(tx, {
      by: { person: { ...admin, name: null, level: 'email', roles: [] }, role },
      mailboxId: other.mailboxId,
      subject: { kind: 'thing', id: '1' },
      purpose: 'petitions.answer',
      now: app.clock.now(),
    }),
  )
  await assert.rejects(sql`UPDATE audit.reading SET purpose = 'x'`.execute(app.services.db), /append-only/)
  await assert.rejects(sql`DELETE FROM audit.reading`.execute(app.services.db), /append-only/)
})
