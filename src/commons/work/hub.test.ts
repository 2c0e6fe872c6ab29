import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { moderationDesk } from '#test/moderation-desk.ts'
import { owing } from '#test/owing.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import type { HubView } from './hub.ts'

let app: TestApp
let officer: TestPerson
let both: TestPerson

before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z', demoPeople: false })
  const chisinau = { name: 'officer' as const, organisationId: await authorityId(app, 'primaria-chisinau') }
  officer = await signedIn(app, { name: 'Ana Funcționar', email: 'ana@primaria.example', roles: [chisinau] })
  both = await signedIn(app, {
    name: 'Două Roluri',
    email: 'doua@primaria.example',
    roles: [{ name: 'moderator', placeKey: 'md-cu' }, chisinau],
  })
})
after(() => app.close())

test('with nothing to do the hub says so, by role and authority', async () => {
  const hub = await hubOf(officer)
  assert.deepEqual([hub.waiting, hub.overdue], [0, 0])
  assert.deepEqual(
    hub.roles.map(({ role, of }) => [role, of]),
    [['officer', ['Primăria municipiului Chișinău']]],
  )
  assert.deepEqual(waiting(hub, '/work/cases'), { count: 0, overdue: 0, dueOn: null, daysLeft: null })
  const page = (await app.get('/ro/work', officer.headers)).body
  assert.match(page, /Nimic nu așteaptă; nimic întârziat/)
  for (const { workspaces } of hub.roles) for (const { path, about } of workspaces) assert.ok(about.length > 10, path)
  assert.match(page, /Funcționar al autorității/)
})

test('how many wait, how many are late, and the nearest term to come; late work leads', async () => {
  await owing(app, { authority: 'primaria-chisinau', dueOn: '2026-11-20' })
  await owing(app, { authority: 'primaria-chisinau', dueOn: '2026-11-24' })
  await owing(app, { authority: 'primaria-chisinau', dueOn: '2026-12-10' })
  await owing(app, { authority: 'primaria-cahul', dueOn: '2026-11-19' })
  const hub = await hubOf(officer)
  assert.deepEqual(waiting(hub, '/work/cases'), { count: 3, overdue: 1, dueOn: '2026-11-24', daysLeft: 1 })
  assert.deepEqual([hub.waiting, hub.overdue], [3, 1])
  assert.equal(hub.roles[0]?.workspaces[0]?.path, '/work/cases')
  const page = (await app.get('/ro/work', officer.headers)).body
  assert.match(page, /unul întârziat/)
  assert.match(page, /3 lucruri așteaptă/)
  assert.match(page, /24\u00a0noiembrie 2026 \(mâine\)/)
})

test('who has two roles sees each with its own, the late one first', async () => {
  const desk = await moderationDesk(app)
  await desk.waiting({ placeKey: 'md-cu-botanica' })
  await desk.waiting({ placeKey: 'md-bs' })
  const hub = await hubOf(both)
  assert.deepEqual(
    hub.roles.map(({ role }) => role),
    ['officer', 'moderator'],
  )
  const queue = waiting(hub, '/work/moderation')
  assert.deepEqual([queue?.count, queue?.overdue], [0, 0], 'her own authority is asked: another moderator decides')
  assert.ok(waiting(await hubOf(desk.ana), '/work/moderation')?.dueOn)
  app.clock.advance(30 * 86_400)
  assert.deepEqual(waiting(await hubOf(desk.ana), '/work/moderation'), {
    count: 2,
    overdue: 2,
    dueOn: null,
    daysLeft: null,
  })
})

async function hubOf(person: TestPerson): Promise<HubView> {
  return (await app.get('/api/v1/work', { ...person.headers, 'accept-language': 'ro' })).json()
}

function waiting(hub: HubView, path: string) {
  return hub.roles.flatMap(({ workspaces }) => workspaces).find((one) => one.path === path)?.waiting
}
