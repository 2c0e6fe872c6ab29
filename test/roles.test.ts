import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { grantAdministrator } from '#commons/work/roles/grant-administrator.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { moderatorOf, signedIn, type TestPerson } from '#test/people.ts'

let app: TestApp
let admin: TestPerson
before(async () => {
  app = await testApp()
  admin = await signedIn(app, { name: 'Ana Admin', email: 'ana@admin.example', roles: [{ name: 'administrator' }] })
  // The demo has an administrator of its own.
  await sql`
    UPDATE access.role SET ended_at = ${app.clock.now()} WHERE role = 'administrator' AND account_id <> ${admin.accountId}`.execute(
    app.services.db,
  )
})
after(() => app?.close())

const grant = (fields: Record<string, string>, lang = 'ro') =>
  app.post(`/${lang}/work/roles/new`, fields, admin.headers)
const held = async (accountId: string) =>
  (
    await sql<{ id: string; role: string; placeKey: string | null }>`
      SELECT id, role, place_key AS "placeKey" FROM access.role WHERE account_id = ${accountId} AND ended_at IS NULL ORDER BY role`.execute(
      app.services.db,
    )
  ).rows
const end = (id: string, by: TestPerson = admin) =>
  app.post(`/ro/work/roles/${id}/end`, { reason: 'Nu mai lucrează aici' }, by.headers)

test('a role is given to an account and works at once; nothing of the address is recorded', async () => {
  const person = await signedIn(app, { name: 'Ion Rusu', email: 'ion.rusu@exemplu.md' })
  const given = await grant({ email: 'Ion.Rusu@EXEMPLU.md', role: 'moderator', place: 'md-ba' })
  assert.equal(given.statusCode, 303)
  assert.deepEqual(
    (await held(person.accountId)).map(({ role, placeKey }) => [role, placeKey]),
    [['moderator', 'md-ba']],
  )
  const list = await app.get('/ro/work/roles', admin.headers)
  assert.match(list.body, /i…@exemplu\.md/)
  assert.ok(!list.body.includes('ion.rusu'))
  const trail = await sql<{ act: string; data: unknown }>`
    SELECT act, data FROM audit.act WHERE subject_id = ${person.accountId}`.execute(app.services.db)
  assert.deepEqual(trail.rows, [{ act: 'work.grant-role', data: { role: 'moderator', place: 'md-ba' } }])
  const again = await grant({ email: 'ion.rusu@exemplu.md', role: 'moderator', place: 'md-ba' })
  assert.equal(again.statusCode, 409)
  assert.match(again.body, /are deja acest rol/)
})

test('what is wrong is said next to its field', async () => {
  const body = async (fields: Record<string, string>, lang = 'ro') => {
    const reply = await grant(fields, lang)
    assert.equal(reply.statusCode, 422)
    return reply.body
  }
  assert.match(
    await body({ email: 'nimeni@exemplu.md', role: 'administrator' }),
    /Nimeni nu a intrat în cont cu această adresă/,
  )
  assert.match(
    await body({ email: 'nobody@exemplu.md', role: 'administrator' }, 'ru'),
    /С этим адресом ещё никто не входил/,
  )
  assert.match(await body({ email: 'ion.rusu@exemplu.md', role: 'moderator' }), /href="#f-place"/)
  assert.match(await body({ email: 'ion.rusu@exemplu.md', role: 'officer' }), /href="#f-authority"/)
  assert.match(await body({ email: 'ion.rusu@exemplu.md', role: 'officer', authority: 'x' }), /href="#f-authority"/)
  assert.match(await body({ email: 'ion.rusu@exemplu.md', role: 'king' }), /Alegeți un rol/)
})

test('a role ends at once and stays in the list of those that ended', async () => {
  const officer = await signedIn(app, { name: 'Olga', email: 'olga@exemplu.md' })
  await grant({ email: 'olga@exemplu.md', role: 'officer', authority: 'primaria-balti' })
  const [role] = await held(officer.accountId)
  const page = await app.get(`/ro/work/roles/${role?.id}/end`, admin.headers)
  assert.match(page.body, /Primăria municipiului Bălți/)
  assert.equal((await end(role?.id as string)).statusCode, 303)
  assert.deepEqual(await held(officer.accountId), [])
  const twice = await end(role?.id as string)
  assert.equal(twice.statusCode, 409)
  const ended = (await app.get('/api/v1/work/roles?ended=yes', admin.headers)).json()
  assert.ok(ended.items.some((one: { id: string }) => one.id === role?.id))
  assert.equal((await end('01940000-0000-7000-8000-000000000000')).statusCode, 404)
})

test('an administrator resets the second factor of an official who lost the phone', async () => {
  const officer = await moderatorOf(app, 'md', { name: 'Petru', email: 'petru@exemplu.md' })
  const [role] = await held(officer.accountId)
  const reset = () => app.post(`/ro/work/roles/${role?.id}/second-factor-reset`, {}, admin.headers)
  assert.equal((await reset()).statusCode, 404)
  await sql`
    INSERT INTO people.second_factor (account_id, secret, confirmed_at, created_at)
    VALUES (${officer.accountId}, '\\x00', ${app.clock.now()}, ${app.clock.now()})`.execute(app.services.db)
  const page = await app.get(`/ro/work/roles/${role?.id}/end`, admin.headers)
  assert.ok(page.body.includes('Anulează al doilea factor'))
  assert.equal((await reset()).statusCode, 303)
  const left = await sql`SELECT FROM people.second_factor WHERE account_id = ${officer.accountId}`.execute(
    app.services.db,
  )
  assert.equal(left.rows.length, 0)
  assert.equal((await app.get('/ro/work', officer.headers)).statusCode, 303)
  const mail = (await app.mails()).find(({ to }) => to === 'petru@exemplu.md')
  assert.match(mail?.subject ?? '', /anulat de un administrator/)
})

test('the last administrator stays', async () => {
  const [own] = await held(admin.accountId)
  const refused = await end(own?.id as string)
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /Este ultimul administrator/)
  assert.equal((await held(admin.accountId)).length, 1)
})

test('of two administrators who end each other at the same moment one stays', async () => {
  for (let round = 0; round < 5; round += 1) {
    const other = await signedIn(app, {
      name: `Alt ${round}`,
      email: `alt${round}@admin.example`,
      roles: [{ name: 'administrator' }],
    })
    const [[own], [others]] = await Promise.all([held(admin.accountId), held(other.accountId)])
    const replies = await Promise.all([end(others?.id as string, admin), end(own?.id as string, other)])
    const { rows } = await sql<{ left: number }>`
      SELECT count(*) AS left FROM access.role WHERE role = 'administrator' AND ended_at IS NULL`.execute(
      app.services.db,
    )
    assert.equal(rows[0]?.left, 1, JSON.stringify(replies.map(({ statusCode }) => statusCode)))
    assert.equal(replies.filter(({ statusCode }) => statusCode === 303).length, 1)
    // Who was ended begins the next round with the role again.
    await sql`UPDATE access.role SET ended_at = NULL, ended_by = NULL WHERE id = ${own?.id}`.execute(app.services.db)
    await sql`UPDATE access.role SET ended_at = ${app.clock.now()} WHERE id = ${others?.id}`.execute(app.services.db)
  }
})

test('an administrator whose account was erased does not count as one who stays', async () => {
  const gone = await signedIn(app, {
    name: 'Plecat',
    email: 'plecat@admin.example',
    roles: [{ name: 'administrator' }],
  })
  await sql`UPDATE people.account SET erased_at = ${app.clock.now()} WHERE id = ${gone.accountId}`.execute(
    app.services.db,
  )
  const [own] = await held(admin.accountId)
  assert.equal((await end(own?.id as string)).statusCode, 409)
})

test('whoever runs the machine names the first administrator, twice without harm', async () => {
  const deps = { db: app.services.db, secrets: app.services.secrets }
  assert.equal(await grantAdministrator(deps, 'first@authority.example', app.clock.now()), true)
  assert.equal(await grantAdministrator(deps, 'First@authority.example', app.clock.now()), false)
  const person = await signedIn(app, { name: 'Prima', email: 'first@authority.example' })
  assert.deepEqual(
    (await held(person.accountId)).map(({ role }) => role),
    ['administrator'],
  )
})
