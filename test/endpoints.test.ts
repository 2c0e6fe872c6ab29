import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { mermaid } from '#commons/lifecycle/lifecycle.ts'
import { settingsToken } from '#commons/notices/following/settings-link.ts'
import { unsubscribeToken } from '#commons/notices/subscriptions.ts'
import { readConfig } from '#kernel/config/config.ts'
import { type Endpoint, isInApi } from '#kernel/http/endpoint.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { newToken, tokenHash } from '#kernel/ids.ts'
import { root } from '#kernel/root.ts'
import { projectLife } from '#modules/budgeting/delivery/project.ts'
import { ideaLife } from '#modules/budgeting/idea.ts'
import { petitionLife } from '#modules/petitions/petition.ts'
import { translators } from '#src/app.ts'
import { modules } from '#src/modules.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, addImportedVote, addNeed, deliverAll, makeBudget, putOnBallot } from '#test/budgets.ts'
import { addPublicTable } from '#test/data-files.ts'
import { addDataset, addHolding, addSeries } from '#test/datasets.ts'
import { addIdeaComment } from '#test/discussions.ts'
import { signedIn } from '#test/people.ts'
import { begin, submit, supportByMail, supportPath } from '#test/petitions.ts'
import { addReuse } from '#test/reuses.ts'
import { addChallenge, addRequest, addWish } from '#test/wishes.ts'

const all = modules.flatMap((module) => (module.endpoints ?? []).map((endpoint) => ({ room: module.name, endpoint })))
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

let app: TestApp
/** A value for every parameter of a path. A new parameter needs a line here. */
const nowhere = '00000000-0000-7000-8000-000000000000'
const values: Record<string, string> = {
  number: '1',
  batch: nowhere,
  scan: nowhere,
  slug: 'primaria-balti',
  key: 'petitions.answer-days',
  case: nowhere,
  document: nowhere,
  draft: nowhere,
  file: nowhere,
  id: nowhere,
  item: nowhere,
  session: nowhere,
  step: '1',
  phase: '1',
  project: '1',
  envelope: '1',
  aspect: 'land',
  name: 'x',
  kind: 'ideas',
  subject: '1',
  mask: nowhere,
  list: nowhere,
  correction: nowhere,
  run: '1',
  pk: 'A'.repeat(43),
  milestone: nowhere,
  line: nowhere,
  picture: nowhere,
  dataset: 'buget-public',
  distribution: nowhere,
  version: '1',
  upload: nowhere,
  breach: nowhere,
  request: '1',
  source: nowhere,
  holding: nowhere,
  team: nowhere,
  invitation: nowhere,
  proposal: nowhere,
}
/** Where another thing than the usual one is needed, by the path. */
const instead: Record<string, Record<string, string>> = {}
/** Links of other kinds than a signature's, by the first part of the path. */
const tokens: Record<string, string> = {}

before(async () => {
  app = await testApp()
  await app.post('/ro/petitions/1/signature-request', {
    name: 'Maria Rusu',
    email: 'maria@example.md',
    place: 'md-cu-botanica',
    consent: 'yes',
  })
  const link = (await app.mails()).at(-1)?.text.match(/http:\/\/punte\.test(\S+)/)?.[1] ?? ''
  values.token = link.match(/signatures\/([\w-]+)/)?.[1] ?? ''
  await app.post(link, {})
  await app.post('/ro/petitions/1/follow', { email: 'ana@example.md' })
  tokens.follow = (await app.mails()).at(-1)?.text.match(/follow\/([\w-]+)/)?.[1] ?? ''
  await app.post(`/ro/follow/${tokens.follow}`, {})
  const { pool } = app.deps.database
  const subscription = await pool.query('SELECT id FROM notices.subscription')
  tokens.unsubscribe = unsubscribeToken(app.services.secrets.session, subscription.rows[0].id)
  const mailbox = await pool.query('SELECT id FROM people.mailbox LIMIT 1')
  tokens.following = settingsToken(app.services.secrets.session, mailbox.rows[0].id)
  tokens['digest-off'] = tokens.following
  tokens.reply = newToken()
  const now = app.clock.now()
  const one = await pool.query(
    "INSERT INTO petitions.case (id, petition_id, organisation_id, state, created_at) SELECT gen_random_uuid(), petition_id, organisation_id, 'registered', $1 FROM petitions.addressee LIMIT 1 RETURNING id",
    [now],
  )
  await pool.query('INSERT INTO petitions.reply_link VALUES ($1, $2, $3, $4)', [
    tokenHash(tokens.reply),
    one.rows[0].id,
    now,
    new Date(now.getTime() + 86_400_000),
  ])
  values.table = (await addPublicTable(app, 'a,b\n1,2\n')).distribution
  await addImportedVote(app)
  values.holding = await addHolding(app, { title: 'Registrul', dueOn: '2027-01-01', authority: 'primaria-balti' })
  const dataset = await addDataset(app, { name: 'buget-public', formats: ['CSV'] })
  values.distribution = dataset.files[0] as string
  values.series = await addSeries(app, { name: 'bugete', members: [dataset.name] })
  await addReuse(app, dataset)
  const budget = await makeBudget(app, { needs: true })
  await addNeed(app, budget)
  const quick = await makeBudget(app, { blueprint: 'budgeting.quick' })
  instead['/processes/:number/answers'] = { number: String(quick.number) }
  values.comment = await addIdeaComment(app, await addIdea(app, budget))
  await putOnBallot(app, budget, [{ title: 'Bănci', cost: 100 }])
  await deliverAll(app, budget)
  const starter = await signedIn(app, { name: 'Ana Moraru', email: 'ana.moraru@example.md' })
  await addWish(app, starter)
  await addRequest(app, starter, { published: true })
  await addChallenge(app, starter)
  const started = await submit(app, starter, await begin(app, starter))
  const support = await supportPath(app, starter, started)
  tokens.support = support.split('/').at(-1) as string
  const receipt = await supportByMail(app, support, { name: 'Maria Rusu', email: 'maria@example.md' })
  tokens.supporters = receipt.split('/').at(-1) as string
})
after(() => app.close())

function pathOf({ path, name }: Endpoint): string {
  return path.replaceAll(/:(\w+)/g, (_, param: string) => {
    const value =
      instead[path]?.[param] ?? ((param === 'token' && tokens[path.split('/')[1] as string]) || values[param])
    assert.ok(value, `${name}: test/endpoints.test.ts has no value for :${param}`)
    return value
  })
}

test('every endpoint says in three languages what it does, under a name of its own', () => {
  const names = all.map(({ endpoint }) => endpoint.name)
  assert.deepEqual(
    names.filter((name, at) => names.indexOf(name) !== at),
    [],
  )
  for (const { room, endpoint } of all)
    for (const lang of langs) {
      const summary = (translators[lang] as (key: string) => string)(`${room}.api.${endpoint.name}`)
      assert.ok(summary.length > 5, `${room}.api.${endpoint.name} in ${lang}`)
    }
})

test('every page is shown from what its schema names, as HTML in each language and as JSON', async () => {
  for (const { endpoint } of all) {
    if (endpoint.kind !== 'page') continue
    const at = pathOf(endpoint)
    for (const lang of langs) {
      let reply = await app.get(`/${lang}${at === '/' ? '' : at}`)
      if (reply.statusCode === 301) reply = await app.get(String(reply.headers.location))
      // Pages of people who signed in are tested by their rooms.
      if (reply.statusCode === 303 && endpoint.audience === 'personal') continue
      assert.equal(reply.statusCode, 200, `${endpoint.name} ${lang}: ${reply.body.slice(0, 300)}`)
      assert.match(reply.body, new RegExp(`<html lang="${lang}"`), endpoint.name)
      assert.doesNotMatch(
        reply.body,
        / style="|<script(?! (type="module" )?src=)|undefined|\[object Object\]/,
        endpoint.name,
      )
    }
    const json = await app.get(`/api/v1${at}`)
    assert.ok(json.statusCode === 200 || (json.statusCode === 401 && endpoint.audience === 'personal'), endpoint.name)
  }
})

test('an address has one page, and each form posts to an action that exists', () => {
  const seen = new Map<string, string>()
  for (const { endpoint } of all) {
    const methods = endpoint.kind === 'protocol' ? endpoint.methods : [endpoint.kind === 'action' ? 'POST' : 'GET']
    const bare = endpoint.kind === 'protocol' || (endpoint.kind === 'resource' && !endpoint.localised)
    // What has no language may stand where a page stands with its own, and lead there.
    const paths =
      endpoint.kind === 'protocol' ? [endpoint.path, ...endpoint.also] : [`${bare ? '' : '/ro'}${endpoint.path}`]
    for (const key of methods.flatMap((method) => paths.map((path) => `${method} ${path.replaceAll(/:\w+/g, ':')}`))) {
      assert.equal(seen.get(key), undefined, key)
      seen.set(key, endpoint.name)
    }
    for (const [, param] of endpoint.path.matchAll(/:(\w+)/g))
      assert.ok(Object.hasOwn(endpoint.params.fields, String(param)), `${endpoint.name} does not read :${param}`)
    if (endpoint.kind === 'action')
      assert.ok(
        all.some((one) => one.endpoint === endpoint.form),
        endpoint.form.name,
      )
  }
})

interface Operation {
  operationId: string
  summary: string
  tags: string[]
  parameters?: { in: string; name: string; required?: boolean; schema: object }[]
  requestBody?: object
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}

test('the description of the API names every operation, parameter and reply', async () => {
  const reply = await app.get('/api/v1/openapi.json')
  assert.equal(reply.statusCode, 200)
  const description = reply.json()
  assert.match(description.openapi, /^3\.1\.\d$/)
  assert.ok(description.info.title && description.info.version)
  assert.deepEqual(description.servers, [{ url: 'http://punte.test' }])
  assert.doesNotMatch(reply.body, /"\$ref"|"~|undefined/)
  const operations = Object.entries(description.paths as Record<string, Record<string, Operation>>).flatMap(
    ([at, methods]) => Object.entries(methods).map(([method, operation]) => ({ at, method, operation })),
  )
  const ids = operations.map(({ operation }) => operation.operationId)
  const expected = all.filter(({ endpoint }) => isInApi(endpoint)).map(({ endpoint }) => endpoint.name)
  assert.deepEqual(ids.toSorted(), expected.toSorted())
  for (const { at, method, operation } of operations) {
    const place = `${method} ${at}`
    assert.ok(operation.summary, place)
    const inPath = [...at.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const described = (operation.parameters ?? []).filter((one) => one.in === 'path')
    assert.deepEqual(described.map((one) => one.name).toSorted(), inPath.toSorted(), place)
    for (const one of operation.parameters ?? []) {
      assert.ok(Object.keys(one.schema).length > 0, `${place} ${one.name}`)
      if (one.in === 'path') assert.equal(one.required, true)
    }
    assert.ok(
      Object.keys(operation.responses).some((status) => /^2/.test(status)),
      place,
    )
    assert.ok(operation.responses.default, place)
    const schemas = Object.values(operation.responses).flatMap((one) =>
      Object.values(one.content ?? {}).map((kind) => kind.schema),
    )
    for (const schema of schemas) assert.ok(Object.keys(schema).length > 0, place)
  }
})

test('the page for developers lists every operation', async () => {
  const { operations } = (await app.get('/api/v1/developers')).json()
  const described = (await app.get('/api/v1/openapi.json')).json()
  const count = Object.values(described.paths as Record<string, object>).flatMap((methods) =>
    Object.keys(methods),
  ).length
  assert.equal(operations.length, count)
})

test('every room has its README, its manifest and its public face', () => {
  for (const room of globSync('src/modules/*/', { cwd: root }))
    for (const file of ['README.md', 'module.ts', 'public.ts'])
      assert.ok(existsSync(path.join(root, room, file)), `${path.join(room, file)} is missing`)
})

test('the drawing of the life of an idea is the life of an idea', () => {
  assert.ok(read('src/modules/budgeting/README.md').includes(mermaid(ideaLife).trim()))
})

test('the drawing of the life of a project is the life of a project', () => {
  assert.ok(read('src/modules/budgeting/README.md').includes(mermaid(projectLife).trim()))
})

test('the drawing of the life of a petition is the life of a petition', () => {
  assert.ok(read('src/modules/petitions/README.md').includes(mermaid(petitionLife).trim()))
})

test('every setting is documented, and nothing else', () => {
  const documented = [...read('docs/operations/settings.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
  const asked: string[] = []
  readConfig(new Proxy({}, { get: (_, name) => void asked.push(String(name)) }))
  assert.deepEqual(documented.toSorted(), [...new Set(asked)].toSorted())
})
