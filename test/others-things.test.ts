import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Endpoint, isInApi } from '#kernel/http/endpoint.ts'
import { newId } from '#kernel/ids.ts'
import { modules } from '#src/modules.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, addNeed, deliverAll, makeBudget } from '#test/budgets.ts'
import { addPublicTable } from '#test/data-files.ts'
import { addDataset, addHolding, addSeries } from '#test/datasets.ts'
import { addIdeaComment } from '#test/discussions.ts'
import { honestBody } from '#test/honest-body.ts'
import { everyCheck, moderationDesk } from '#test/moderation-desk.ts'
import { authorityId, moderatorOf, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { begin } from '#test/petitions.ts'
import { addReuse } from '#test/reuses.ts'
import { addChallenge, addProposal, addRequest, addWish } from '#test/wishes.ts'

/** Every endpoint of something that belongs to somebody. Paths that name nothing are for test/who-may-enter.test.ts. */
const endpoints: Endpoint[] = modules
  .flatMap((module) => module.endpoints ?? [])
  .filter(({ audience, path }) => audience === 'personal' && path.includes(':'))

/** What is nobody's: a secret link is itself the permission, a citizen acts in the own name, a role is for the whole house, a tour for all. */
const NOBODYS = [
  /^\/(co-authors|digest-off|follow|following|reply|signatures|support|supporters|unsubscribe)\/:token/,
  /^\/follow\/:kind\/:subject/,
  /^\/petitions\/:number\/(follow|my-signature|supporting-organisation)(\/withdrawal)?$/,
  /^\/ideas\/:number\/(support|withdrawn-support)$/,
  /^\/processes\/:number\/(ideas|needs)/,
  /^\/needs\/:number\/points$/,
  /^\/data\/wishes\/:number\/(flag|support|withdrawn-support)$/,
  /^\/data\/challenges\/:number\/teams$/,
  /^\/data\/teams\/:team\/join\/:token$/,
  /^\/work\/(authorities|challenges|challenge-proposals|data-recalls|data-sources|data-to-publish|roles|settings)\//,
  /^\/demo\/tour\//,
  /^\/processes\/:number\/(ballot|my-ballot|my-roll|token)/,
  /^\/processes\/:number\/delivery\/:project\/answer$/,
  /^\/discussions\/:kind\/:number\/(comment|comments\/:comment\/(answer|my-view|useful|withdrawn-useful))$/,
]
/** Whose the things are: the longest path that fits. A new thing needs a line here. */
const OWNERS: Record<string, 'starter' | 'moderator' | 'officer'> = {
  '/petitions/drafts/:draft': 'starter',
  '/petitions/:number': 'starter',
  '/petitions/:number/supporting-organisations': 'moderator',
  '/ideas/:number': 'starter',
  '/processes/:number/delivery/:project/statement': 'starter',
  '/account/sessions/:session': 'starter',
  '/account/tokens/:token': 'starter',
  '/account/signatures/:id': 'starter',
  '/discussions/:kind/:number/comments/:comment': 'starter',
  '/data/challenges/proposals/:proposal': 'starter',
  '/data/requests/:number/mine': 'starter',
  '/data/teams/:team': 'starter',
  '/data/wishes/:number/appeal': 'starter',
  '/data/wishes/:number/withdrawal': 'starter',
  '/work/cases/:case': 'officer',
  '/work/data/:dataset': 'officer',
  '/work/data-series/:series': 'officer',
  '/data/reuses/:number': 'starter',
  '/work/data-reuses/:number': 'officer',
  '/work/data-breaches/:breach': 'officer',
  '/work/data-inventory/:holding': 'officer',
  '/work/data-requests/:number': 'officer',
  '/work/data-wishes/:number': 'officer',
  '/work/published-data-wishes/:number': 'moderator',
  '/work/comments/:comment': 'moderator',
  '/work/paper/batches/:batch': 'officer',
  '/work/processes/:number': 'officer',
  '/work/ideas/:number': 'officer',
  '/work/answers/:number': 'officer',
  '/work/answers-to-record/:case': 'moderator',
  '/work/moderation': 'moderator',
  '/work/published-ideas': 'moderator',
  '/work/published-needs': 'moderator',
  '/work/imported-vote/:number': 'officer',
  '/needs/:number': 'starter',
  '/work/fraud/holds/:id': 'moderator',
  '/work/fraud/invalidations/:id': 'moderator',
}

/** Where one field depends on another. */
const BODIES: Record<string, Record<string, unknown>> = {
  '/delivery/:project/decision': {},
  '/opinions/:aspect': { checked: ['owner', 'use', 'disputes'] },
  '/data/teams/:team/prototype': { url: 'https://example.md/harta' },
  '/decision': { decision: 'published', checks: everyCheck, reason: null, text: null },
  '/petitions/:number/masks': { document: null, reference: 'Nr. 7' },
  '/result/dice': { dice: '16243516243516243516' },
  '/counter': { personalNumber: null, birthDate: null, place: null, code: null },
  '/roll': { source: 'declared', eligibleOn: null, correctionsUntil: null },
  '/roll/lists': { how: 'whole', reason: null, file: { name: 'a.csv', content: 'aWRucA==' } },
  '/similar': { differs: 'yes' },
  '/work/data-inventory/:holding': {
    openness: 'open',
    dueOn: '2027-05-01',
    dataset: null,
    reason: null,
    legalBasis: null,
  },
  '/address': { url: 'https://date.example/buget.csv' },
  '/ideas/:number/text': { text: 'Zece bănci cu spătar, patru dintre ele cu umbră.' },
  '/mine/text': { title: 'Un trotuar pe strada noastră', why: 'Copiii merg la școală pe carosabil. '.repeat(4) },
}
/** To end what is not one's own ends nothing, and says so to nobody. */
const ENDINGS = ['/account/sessions/:session/ending', '/account/tokens/:token/ending', '/work/moderation/:item/release']

let app: TestApp
let owners: Record<'starter' | 'moderator' | 'officer', TestPerson>
const strangers: Record<string, TestPerson | null> = { nobody: null }
const things: Record<string, string> = {
  name: 'x',
  phase: '1',
  project: '1',
  envelope: '1',
  run: '1',
  request: '1',
  aspect: 'land',
}
const idOf: Record<string, string> = {}

before(async () => {
  app = await testApp()
  const { pool } = app.deps.database
  const now = app.clock.now()
  const desk = await moderationDesk(app)
  const chisinau = await authorityId(app, 'primaria-chisinau')
  const officer = await signedIn(app, {
    name: 'De la Chișinău',
    email: 'officer@example.md',
    roles: [{ name: 'officer', organisationId: chisinau }],
  })
  const dataset = await addDataset(app, { name: 'al-chisinaului', formats: ['CSV'] })
  things.dataset = dataset.name
  things.distribution = dataset.files[0] as string
  owners = { starter: desk.starter, moderator: desk.ana, officer }
  idOf.reuses = String(await addReuse(app, dataset, { mailboxId: desk.starter.mailboxId, waits: true }))
  idOf['data-reuses'] = idOf.reuses
  const budget = await makeBudget(app, { projects: [{ title: 'Bănci', cost: 100 }] })
  idOf.processes = String(budget.number)
  await deliverAll(app, budget)
  await pool.query('UPDATE budgeting.idea SET author_mailbox_id = $1 WHERE process_id = $2', [
    desk.starter.mailboxId,
    budget.id,
  ])
  const ofProject = "SELECT project_id, gen_random_uuid(), 'Fundația', 'ro',"
  things.milestone = (
    await pool.query(
      `INSERT INTO budgeting.milestone ${ofProject} '2027-01-01', '2027-01-01', NULL FROM budgeting.delivery RETURNING id`,
    )
  ).rows[0].id
  things.line = (
    await pool.query(
      `INSERT INTO budgeting.money_line (project_id, id, what, lang, planned, paid, changed_at) ${ofProject} 100, 0, $1 FROM budgeting.delivery RETURNING id`,
      [now],
    )
  ).rows[0].id
  idOf.ideas = String((await addIdea(app, budget, { state: 'review', mailboxId: desk.starter.mailboxId })).number)
  const quick = await makeBudget(app, { blueprint: 'budgeting.quick' })
  idOf.answers = String((await addIdea(app, quick, { state: 'to-answer', mailboxId: desk.starter.mailboxId })).number)
  idOf.needs = String((await addNeed(app, await makeBudget(app, { needs: true }))).number)
  await pool.query('UPDATE budgeting.need SET author_mailbox_id = $1 WHERE number = $2', [
    desk.starter.mailboxId,
    idOf.needs,
  ])
  const wish = String(await addWish(app, desk.starter))
  Object.assign(idOf, { wishes: wish, 'data-wishes': wish, 'published-data-wishes': wish })
  idOf.requests = String(await addRequest(app, desk.starter))
  idOf['data-requests'] = idOf.requests
  things.team = (await addChallenge(app, desk.starter)).team
  things.invitation = (
    await pool.query(
      'INSERT INTO open_data.team_invitation (id, team_id, made_at) VALUES (gen_random_uuid(), $1, $2) RETURNING id',
      [things.team, now],
    )
  ).rows[0].id
  things.proposal = await addProposal(app, desk.starter)
  const waiting = await desk.waiting()
  things.number = String(waiting.number)
  things.item = waiting.item
  things.draft = (await begin(app, desk.starter)).split('/').at(-1) as string
  const make = async (statement: string, values: unknown[]) =>
    (await pool.query(`${statement} RETURNING id`, values)).rows[0].id
  things.case = await make(
    "INSERT INTO petitions.case (id, petition_id, organisation_id, state, created_at) VALUES (gen_random_uuid(), $1, $2, 'registered', $3)",
    [waiting.id, chisinau, now],
  )
  things.batch = await make(
    "INSERT INTO petitions.paper_batch (id, petition_id, organisation_id, state, sheets, received_on, scans_salt, scans_hash, created_at) VALUES (gen_random_uuid(), $1, $2, 'counting', 1, '2026-11-20', '', '', $3)",
    [waiting.id, chisinau, now],
  )
  const data = await addPublicTable(app, 'a,b\n1,2\n')
  Object.assign(things, {
    dataset: data.dataset,
    distribution: data.distribution,
    version: '1',
    table: data.distribution,
  })
  things.holding = await addHolding(app, { title: 'Registrul arborilor', dueOn: '2027-03-01' })
  things.series = await addSeries(app, { name: 'anuale', members: ['al-chisinaului', data.dataset] })
  const idea = await addIdea(app, await makeBudget(app))
  things.kind = 'ideas'
  things.idea = String(idea.number)
  things.comment = await addIdeaComment(app, idea, { mailboxId: desk.starter.mailboxId })
  idOf.holds = await make(
    "INSERT INTO petitions.hold (id, petition_id, kind, hash, opened_at, due_on) VALUES (gen_random_uuid(), $1, 'source', 'x', $2, '2026-11-30')",
    [waiting.id, now],
  )
  idOf.invalidations = await make(
    `INSERT INTO petitions.invalidation (id, petition_id, condition, reason, state, signatures_found, requests_found, account_id, created_at)
     VALUES (gen_random_uuid(), $1, '{"name":"x"}', 'automated', 'counted', 1, 0, $2, $3)`,
    [waiting.id, desk.ana.accountId, now],
  )
  const own = { ...desk.starter.headers, 'sec-fetch-site': 'same-origin' }
  const signed = await app.postJson(
    '/api/v1/petitions/1/my-signature',
    { name: 'Sofia Autor', place: 'md-cu-botanica' },
    own,
  )
  assert.equal(signed.statusCode, 200, signed.body)
  idOf.signatures = (await pool.query('SELECT id FROM petitions.signature')).rows[0].id
  things.session = (
    await pool.query('SELECT id FROM people.session WHERE account_id = $1', [desk.starter.accountId])
  ).rows[0].id
  const citizen = await signedIn(app, { name: 'Alt Cetățean', email: 'citizen@example.md' })
  Object.assign(strangers, {
    citizen,
    moderator: await moderatorOf(app, 'md-ba', { name: 'De la Bălți', email: 'm@example.md' }),
    officer: await officerOf(app, 'primaria-balti', { name: 'Tot de la Bălți', email: 'o@example.md' }),
    administrator: await signedIn(app, {
      name: 'Administrator',
      email: 'a@example.md',
      roles: [{ name: 'administrator' }],
    }),
  })
})
after(() => app?.close())

const owned = endpoints.filter(({ path }) => !NOBODYS.some((pattern) => pattern.test(path)))
const NONE = '01940000-0000-7000-8000-000000000000'

function pathOf({ path }: Endpoint): string {
  if (path.startsWith('/discussions/'))
    return path.replaceAll(/:(\w+)/g, (_, name: string) => things[name === 'number' ? 'idea' : name] ?? NONE)
  return path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const of = idOf[path.split('/').at(path.split('/').indexOf(`:${name}`) - 1) as string]
    return (name === 'id' || name === 'number' ? (of ?? things[name]) : things[name]) ?? NONE
  })
}

function ask(endpoint: Endpoint, person: TestPerson | null) {
  const headers = { ...person?.headers, 'sec-fetch-site': 'same-origin', 'idempotency-key': newId(app.clock.now()) }
  if (endpoint.kind === 'action') {
    const own = Object.entries(BODIES).find(([end]) => endpoint.path.endsWith(end))?.[1]
    return app.postJson(`/api/v1${pathOf(endpoint)}`, honestBody(endpoint.body, own), headers)
  }
  return app.get(isInApi(endpoint) ? `/api/v1${pathOf(endpoint)}` : pathOf(endpoint), {
    ...person?.headers,
  } as Record<string, string>)
}

function ownerOf({ path }: Endpoint): TestPerson | undefined {
  const known = Object.keys(OWNERS)
    .filter((start) => path === start || path.startsWith(`${start}/`))
    .sort((a, b) => b.length - a.length)
  return known[0] === undefined ? undefined : owners[OWNERS[known[0]] as 'starter']
}

test('of each thing its owner is known, and may look at it', async () => {
  for (const endpoint of owned)
    assert.ok(ownerOf(endpoint), `${endpoint.path}: test/others-things.test.ts does not say whose it is`)
  const looked: string[] = []
  for (const endpoint of owned.filter(({ kind }) => kind === 'page')) {
    const reply = await ask(endpoint, ownerOf(endpoint) as TestPerson)
    if (reply.statusCode === 200) looked.push(endpoint.path)
  }
  // Each thing is there: what strangers are refused below is not merely missing.
  for (const path of [
    '/petitions/drafts/:draft/title',
    '/petitions/:number/mine',
    '/account/signatures/:id',
    '/work/cases/:case',
    '/work/data/:dataset/description',
    '/work/data/:dataset/distributions/:distribution',
    '/work/data-inventory/:holding',
    '/work/data-series/:series',
    '/work/comments/:comment',
    '/data/reuses/:number/mine',
    '/work/data-reuses/:number',
    '/work/paper/batches/:batch',
    '/work/moderation/:item',
    '/work/fraud/invalidations/:id',
    '/work/data/:dataset/files/:distribution/versions/:version/rejects/:table',
    '/work/processes/:number/projects/:project',
    '/work/processes/:number/money/envelopes/:envelope',
    '/work/processes/:number/roll',
    '/work/processes/:number/paper',
    '/work/processes/:number/counter',
    '/work/processes/:number/delivery/:project/decision',
    '/work/processes/:number/delivery/:project/milestones/:milestone',
    '/work/processes/:number/delivery/:project/money/:line',
    '/processes/:number/delivery/:project/statement',
    '/work/ideas/:number/cost',
    '/work/answers/:number',
    '/ideas/:number/appeal',
    '/needs/:number/hiding-appeal',
    '/data/requests/:number/mine',
    '/data/teams/:team',
    '/work/data-requests/:number',
    '/work/data-wishes/:number',
    '/work/published-data-wishes/:number',
  ])
    assert.ok(looked.includes(path), `${path} of ${looked.join(', ')}`)
})

test('nobody else sees or changes it: not a citizen, nor a moderator, officer or administrator of elsewhere', async () => {
  const before = await state()
  const open: string[] = []
  for (const endpoint of owned)
    for (const [who, person] of Object.entries(strangers)) {
      const { statusCode, body } = await ask(endpoint, person)
      const refused = person === null ? [401] : [403, 404]
      if (statusCode === 200 && ENDINGS.includes(endpoint.path)) continue
      if (!refused.includes(statusCode))
        open.push(`${endpoint.kind} ${endpoint.path} ${who} ${statusCode} ${body.slice(0, 300)}`)
    }
  assert.deepEqual(open, [])
  assert.deepEqual(await state(), before)
  assert.equal((await app.get('/api/v1/account', owners.starter.headers)).statusCode, 200, 'the session is still open')
})

async function state(): Promise<Record<string, unknown>> {
  const { pool } = app.deps.database
  const tables = await pool.query(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'kernel')",
  )
  const seen: Record<string, unknown> = {}
  // A session says when it was last seen.
  for (const { name } of tables.rows.filter(({ name }) => name !== 'people.session'))
    seen[name] = (await pool.query(`SELECT count(*) AS rows, max(xmin::text::bigint) AS newest FROM ${name}`)).rows[0]
  return seen
}
