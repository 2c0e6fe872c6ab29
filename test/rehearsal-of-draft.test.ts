import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type Action, type Endpoint, isInApi } from '#kernel/http/endpoint.ts'
import { modules } from '#src/modules.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { honestBody } from '#test/honest-body.ts'
import { authorityId, moderatorOf, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { madeRehearsal } from '#test/rehearsals.ts'

const TITLE = 'Bugetul despre care nimeni nu știe încă'
const endpoints: Endpoint[] = modules.flatMap((module) => module.endpoints ?? [])

let app: TestApp
let doina: TestPerson
const strangers: Record<string, TestPerson | null> = { nobody: null }
let draft: number
let rehearsal: number
let idea: number

before(async () => {
  // Copies are kept: what an officer saw must not be shown to the next.
  app = await testApp({ now: '2026-11-24T08:00:00Z', publicSeconds: 60 })
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina', email: 'doina@example.md' })
  strangers.citizen = await signedIn(app, { name: 'Maria', email: 'maria@example.md' })
  strangers.officer = await officerOf(app, 'primaria-balti', { name: 'Ion', email: 'ion@example.md' })
  strangers.moderator = await moderatorOf(app, 'md', { name: 'Elena', email: 'elena@example.md' })
  const at = { blueprint: 'budgeting.town', organisation: await authorityId(app, 'primaria-chisinau'), place: 'md-cu' }
  const facts = { titleRo: TITLE, summaryRo: 'Locuitorii propun și aleg pe ce se cheltuie banii.' }
  const begun = await app.post(
    '/ro/work/processes',
    { ...at, ...facts, firstDay: '2027-03-01', 'idempotency-key': 'draft' },
    doina.headers,
  )
  draft = Number(/processes\/(\d+)$/.exec(String(begun.headers.location))?.[1])
  const asked = { people: '100', turnout: '40', model: 'budgeting.even', seed: '7', 'idempotency-key': 'r' }
  rehearsal = await madeRehearsal(app, await app.post(`/ro/work/processes/${draft}/rehearsal`, asked, doina.headers))
  const ideas = await app.get(`/api/v1/processes/${rehearsal}/ideas`, doina.headers)
  idea = ideas.json().items[0].number
})
after(() => app.close())

/** The path of an endpoint about the rehearsal, or about an idea in it. */
function pathOf(endpoint: { path: string }): string {
  const given: Record<string, string> = {
    number: String(endpoint.path.includes('ideas/:number') ? idea : rehearsal),
    id: '01940000-0000-7000-8000-000000000000',
    name: 'a.jpg',
  }
  return endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => given[name] ?? '1')
}

/** Addresses at which an endpoint answers a GET. */
function addressesOf(endpoint: Endpoint): string[] {
  if (endpoint.kind !== 'page' && endpoint.kind !== 'resource') return []
  const path = pathOf(endpoint)
  const plain = endpoint.kind === 'resource' && !endpoint.localised
  return [plain ? path : `/ro${path}`, ...(isInApi(endpoint) ? [`/api/v1${path}`] : [])]
}

const named = endpoints.filter(({ path }) => /^\/(work\/published-)?(ideas|processes)\/:number(\/|$)/.test(path))

test('the rehearsal of a draft is nothing at any address for who does not see the draft', async () => {
  assert.ok(named.length > 30)
  // Its officer looks first, so that there would be copies.
  for (const endpoint of named)
    for (const address of addressesOf(endpoint)) {
      const own = await app.get(address, doina.headers)
      if (own.statusCode === 200) assert.equal(own.headers['cache-control'], 'private, no-store', address)
      for (const [who, person] of Object.entries(strangers)) {
        const reply = await app.get(address, person?.headers)
        assert.ok([404, 422].includes(reply.statusCode), `${address} ${who}: ${reply.statusCode}`)
        assert.ok(!reply.body.includes(TITLE), `${address} ${who}`)
      }
    }
})

test('its officers see it as everybody will see that of a public process', async () => {
  const { body } = await app.get(`/ro/processes/${rehearsal}/result`, doina.headers)
  assert.match(body, /Repetiție: aici nimeni nu a votat așa/)
  const { slug } = (await app.get(`/api/v1/processes/${rehearsal}`, doina.headers)).json()
  for (const page of ['', '/ideas', '/projects', '/ballots', '/evaluation']) {
    const at = page ? String(rehearsal) : `${rehearsal}-${slug}`
    const shown = await app.get(`/ro/processes/${at}${page}`, doina.headers)
    assert.equal(shown.statusCode, 200, page)
    assert.ok(shown.body.includes(TITLE), page)
  }
  for (const file of ['ballots.csv', 'envelopes/1/election.pb'])
    assert.equal((await app.get(`/processes/${rehearsal}/${file}`, doina.headers)).statusCode, 200, file)
  assert.equal((await app.get(`/api/v1/ideas/${idea}`, doina.headers)).statusCode, 200)
})

test('its officer who has not shown the second factor is led there, not told that nothing is there', async () => {
  const roles = [{ name: 'officer' as const, organisationId: await authorityId(app, 'primaria-chisinau') }]
  const weak = await signedIn(app, { name: 'Petru', email: 'petru@example.md', roles, secondFactor: false })
  const led = await app.get(`/ro/processes/${rehearsal}/result`, weak.headers)
  assert.deepEqual([led.statusCode, led.headers['cache-control']], [303, 'no-store'])
  assert.match(String(led.headers.location), /\/sign-in\/second-factor\?next=.*result$/)
  const told = await app.get(`/api/v1/ideas/${idea}`, weak.headers)
  assert.deepEqual([told.statusCode, told.json().code], [401, 'access.second-factor-needed'])
})

test('a form at such an address comes back to nobody else', async () => {
  const own = await app.post(`/ro/processes/${rehearsal}/ballot`, {}, doina.headers)
  const others = await app.post(`/ro/processes/${rehearsal}/ballot`, {}, strangers.citizen?.headers)
  assert.notEqual(own.statusCode, 303)
  assert.equal(others.statusCode, 404)
  assert.ok(!others.body.includes(TITLE))
})

test('nothing is done there by anybody else, whatever they send', async () => {
  // Acts that come in crowds say of a vote that is over that it is over.
  const acts = named.filter((one): one is Action => one.kind === 'action' && !one.runMany)
  assert.ok(acts.length > 20)
  for (const action of acts)
    for (const [who, person] of Object.entries(strangers)) {
      const headers = {
        ...person?.headers,
        'sec-fetch-site': 'same-origin',
        'idempotency-key': `${action.name}-${who}`,
      }
      const reply = await app.postJson(`/api/v1${pathOf(action)}`, honestBody(action.body), headers)
      assert.equal(reply.statusCode, 404, `${action.name} ${who}: ${reply.body}`)
    }
})

test('no list, feed or download that everybody gets names it', async () => {
  const everybodys = endpoints.filter(({ path, audience }) => audience === 'public' && !path.includes(':'))
  for (const endpoint of everybodys)
    for (const address of addressesOf(endpoint)) {
      const { body } = await app.get(address)
      assert.ok(!body.includes(TITLE) && !body.includes(`processes/${rehearsal}/`), address)
    }
})

test('once the process is public its rehearsal has an address like any other', async () => {
  assert.match(
    (await app.get(`/ro/work/processes/${draft}/rehearsal`, doina.headers)).body,
    /o văd, ca pe ciornă, numai cei care lucrează la el/,
  )
  await sql`
    UPDATE processes.process SET state = 'running', published_at = ${app.clock.now()} WHERE number = ${draft}`.execute(
    app.services.db,
  )
  assert.equal((await app.get(`/api/v1/processes/${rehearsal}/result`)).statusCode, 200)
  assert.equal((await app.get(`/api/v1/ideas/${idea}`)).statusCode, 200)
})
