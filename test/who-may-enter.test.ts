import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { type RoleName, roles } from '#commons/access/permit.ts'
import type { Endpoint } from '#kernel/http/endpoint.ts'
import { modules } from '#src/modules.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'

/** Every endpoint of a workspace, of whatever room: no page is forgotten when one is added. */
const endpoints: Endpoint[] = modules
  .flatMap((module) => module.endpoints ?? [])
  .filter((endpoint) => endpoint.path === '/work' || endpoint.path.startsWith('/work/'))
const workspaces = modules.flatMap((module) => module.workspace ?? [])

/** Values that can be read, so that the refusal is about the person and not about the address. */
const SAMPLES: Record<string, string> = {
  number: '1',
  phase: '1',
  project: '1',
  aspect: 'land',
  envelope: '1',
  run: '1',
  request: '1',
  name: 'scan.pdf',
  key: 'petitions.answer-days',
  slug: 'primaria-balti',
  version: '1',
  item: '01940000-0000-7000-8000-000000000000',
  mask: '01940000-0000-7000-8000-000000000000',
  case: '01940000-0000-7000-8000-000000000000',
  document: '01940000-0000-7000-8000-000000000000',
}
const NOBODYS_ID = '01940000-0000-7000-8000-000000000000'

let app: TestApp
const people = {} as Record<RoleName | 'citizen' | 'halfway', TestPerson>
before(async () => {
  app = await testApp()
  const balti = await authorityId(app, 'primaria-balti')
  const email = (name: string) => `${name}@exemplu.md`
  people.citizen = await signedIn(app, { name: 'Cetățean', email: email('citizen') })
  people.moderator = await signedIn(app, {
    name: 'Moderator',
    email: email('moderator'),
    roles: [{ name: 'moderator', placeKey: 'md' }],
  })
  people.officer = await signedIn(app, {
    name: 'Funcționar',
    email: email('officer'),
    roles: [{ name: 'officer', organisationId: balti }],
  })
  people.administrator = await signedIn(app, {
    name: 'Administrator',
    email: email('administrator'),
    roles: [{ name: 'administrator' }],
  })
  people.halfway = await signedIn(app, {
    name: 'Fără al doilea factor',
    email: email('halfway'),
    roles: roles.map((name) => ({
      name,
      placeKey: name === 'moderator' ? 'md' : null,
      organisationId: name === 'officer' ? balti : null,
    })),
    secondFactor: false,
  })
})
after(() => app?.close())

const pathOf = ({ path }: Endpoint) => path.replaceAll(/:(\w+)/g, (_, name: string) => SAMPLES[name] ?? NOBODYS_ID)
const ask = (endpoint: Endpoint, person?: TestPerson) => {
  const path = isFile(endpoint) ? pathOf(endpoint) : `/ro${pathOf(endpoint)}`
  const headers = person?.headers ?? {}
  return endpoint.kind === 'action' ? app.post(path, { 'idempotency-key': 'a-key' }, headers) : app.get(path, headers)
}

function isFile(endpoint: Endpoint): boolean {
  return endpoint.kind === 'protocol' || (endpoint.kind === 'resource' && !endpoint.localised)
}

/** A browser is led to sign-in; a file without a language says 401. */
function asksWho(reply: LightMyRequestResponse, endpoint: Endpoint): void {
  assert.equal(reply.statusCode, isFile(endpoint) ? 401 : 303)
  if (!isFile(endpoint)) assert.match(String(reply.headers.location), /^\/ro\/sign-in/)
}

test('there are workspaces to guard', () => {
  assert.ok(endpoints.length > 10)
})

for (const endpoint of endpoints)
  describe(`${endpoint.kind} ${endpoint.name} at ${endpoint.path}`, () => {
    test('is personal', () => assert.equal(endpoint.audience, 'personal'))

    test('leads nobody to sign-in', async () => {
      asksWho(await ask(endpoint), endpoint)
      if (endpoint.kind === 'page') assert.equal((await app.get(`/api/v1${pathOf(endpoint)}`)).statusCode, 401)
    })

    test('refuses a citizen', async () => {
      assert.equal((await ask(endpoint, people.citizen)).statusCode, 403)
    })

    test('asks an official for the second factor', async () => asksWho(await ask(endpoint, people.halfway), endpoint))

    // The workspace that holds the page says which roles it is for.
    const holding = workspaces.filter(({ path }) => endpoint.path === path || endpoint.path.startsWith(`${path}/`))
    const welcome = new Set(holding.map(({ permission }) => permission.role))
    for (const role of roles)
      if (welcome.size > 0 && !welcome.has(role))
        test(`refuses a ${role}`, async () => {
          assert.equal((await ask(endpoint, people[role])).statusCode, 403)
        })
  })

test('the hub shows each official their own workspaces', async () => {
  const paths = async (person: TestPerson) =>
    (await app.get('/api/v1/work', person.headers))
      .json()
      .roles.flatMap((role: { workspaces: { path: string }[] }) => role.workspaces.map(({ path }) => path))
  const forAdministrator = await paths(people.administrator)
  for (const path of ['/work/settings', '/work/authorities', '/work/roles', '/work/audit', '/work/health'])
    assert.ok(forAdministrator.includes(path), path)
  assert.ok(!(await paths(people.officer)).includes('/work/settings'))
})

test('every workspace is a page that its role may open', async () => {
  for (const { path, permission } of workspaces)
    assert.equal((await app.get(`/ro${path}`, people[permission.role].headers)).statusCode, 200, path)
})
