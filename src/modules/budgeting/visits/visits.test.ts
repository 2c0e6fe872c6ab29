import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { Tally } from '#kernel/tally.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { agesOf } from '../ages/store.ts'
import type { BallotsBy } from '../budget.ts'
import { refreshStatistics } from '../statistics/refresh-statistics.ts'
import { keepCounted } from './keep-counted.ts'
import { keepVisits } from './keep-visits.ts'
import { visitsOf } from './store.ts'
import { tellVisits } from './tell-visits.ts'

let app: TestApp
let maria: TestPerson
before(async () => {
  app = await testApp()
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
})
after(() => app.close())
beforeEach(() => {
  app.clock.set('2026-11-22T10:00:00Z')
  app.services.pageViews.take()
})

const browser = { 'user-agent': 'Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0' }
const look = (path: string, person?: TestPerson) => app.get(path, { ...browser, ...person?.headers })
async function vote(ballots: BallotsBy): Promise<Process> {
  const process = await makeBudget(app, { ballots, projects: [{ title: 'Bănci în parc', cost: 5_000_000 }] })
  await goToPhase(app, process, 'vote')
  return process
}
const kept = async ({ id }: Process) => {
  await keepVisits(app.services)
  return visitsOf(app.services.db, id)
}
const told = async ({ number }: Process) => {
  await keepVisits(app.services)
  await refreshStatistics(app.services)
  return (await app.get(`/api/v1/processes/${number}/statistics`)).json().visits
}

test('on the way to the ballot of an account: the page, the sign-in, the ballot', async () => {
  const process = await vote('account')
  const path = `/ro/processes/${process.number}`
  await look(`/ro/processes/${process.number}-${process.slug}`)
  await look(`/en/processes/${process.number}-${process.slug}`)
  // Another address of it redirects, and is looked at where that leads.
  await look(path)
  await look(`${path}/ballot`)
  await look(`${path}/ballot`, maria)
  await look(`${path}/vote`)
  await app.get(`${path}/ballot`, maria.headers)
  await app.get(`/api/v1/processes/${process.number}`, browser)
  const day = app.clock.now().toISOString().slice(0, 10)
  assert.deepEqual(await kept(process), { page: { [day]: 2 }, identity: { [day]: 1 }, ballot: { [day]: 1 } })
  const { rows } = await app.deps.database.pool.query('SELECT * FROM budgeting.visit_day WHERE process_id = $1', [
    process.id,
  ])
  assert.deepEqual(Object.keys(rows[0]).sort(), ['process_id', 'views', 'visited_on', 'what'], 'nothing of who asked')
})

test('on the way to an anonymous ballot: the page, the blank ballot, the token', async () => {
  const process = await vote('token')
  const path = `/ro/processes/${process.number}`
  await look(`/ro/processes/${process.number}-${process.slug}`)
  await look(`${path}/vote`)
  await look(`${path}/vote`, maria)
  await look(`${path}/token`, maria)
  // Where nothing but the way to the blank ballot stands, none is opened.
  await look(`${path}/ballot`, maria)
  const day = app.clock.now().toISOString().slice(0, 10)
  assert.deepEqual(await kept(process), { page: { [day]: 1 }, identity: { [day]: 1 }, ballot: { [day]: 2 } })
})

test('nothing is counted before and after the vote, of rehearsals, and where the authority does not count', async () => {
  const process = await makeBudget(app, { projects: [{ title: 'Bănci în parc', cost: 5_000_000 }] })
  const page = `/ro/processes/${process.number}-${process.slug}`
  const none = { page: {}, identity: {}, ballot: {} }
  await look(page)
  assert.deepEqual(await kept(process), none)
  assert.equal(await told(process), null)
  await goToPhase(app, process, 'vote')
  await look(page)
  const settings = Object.assign(Object.create(app.services.settings), { valueOn: async () => false })
  await keepVisits({ ...app.services, settings })
  assert.deepEqual(await kept(process), none, 'switched off')
  await look(page)
  await look(`/ro/processes/${process.number}/ballot`)
  await goToPhase(app, process, 'result')
  assert.deepEqual(await kept(process), none, 'what was not kept before the close is forgotten')
  for (const path of ['', '/ballot', '/vote'])
    assert.equal((await look(`/ro/processes/9999999${path}`)).statusCode, 404, path)
  assert.deepEqual(app.services.pageViews.waiting(), [], 'made-up numbers use up no place')
})

test('many processes that serve pages keep all their views, and one whose database is away keeps them in memory', async () => {
  const process = await vote('account')
  const servers = Array.from({ length: 8 }, () => ({ ...app.services, pageViews: new Tally() }))
  for (const { pageViews } of servers) {
    pageViews.add(process.number, 'processes.page', 3)
    pageViews.add(process.number, 'budgeting.ballot')
  }
  await Promise.all(servers.map(keepVisits))
  const day = app.clock.now().toISOString().slice(0, 10)
  assert.deepEqual(await kept(process), { page: { [day]: 24 }, identity: {}, ballot: { [day]: 8 } })
  const broken = { ...app.services, pageViews: new Tally(), db: null as never }
  broken.pageViews.add(process.number, 'processes.page')
  await assert.rejects(keepVisits(broken))
  assert.deepEqual(broken.pageViews.waiting(), [{ number: process.number, together: 1 }])
})

test('views that cannot be kept do not take age groups with them when the process ends', async () => {
  const process = await vote('account')
  const pageViews = new Tally()
  const ageAnswers = new Tally()
  ageAnswers.add(process.number, 'account 25-34', 3)
  pageViews.take = () => {
    throw new Error('not now')
  }
  await keepCounted({ ...app.services, pageViews, ageAnswers }).stop()
  assert.deepEqual(await agesOf(app.services.db, process.id), { '25-34': 3 })
})

test('fewer than k views are not told, nor fewer than k more; days are told in steps', async () => {
  const process = await vote('account')
  const day = app.clock.now().toISOString().slice(0, 10)
  const count = (what: string, views: number) => app.services.pageViews.add(process.number, what, views)
  count('processes.page', 9)
  let visits = await told(process)
  assert.deepEqual(visits.views, [
    { step: 'page', views: null },
    { step: 'identity', views: null },
    { step: 'ballot', views: null },
  ])
  assert.deepEqual(visits.days, [])
  count('processes.page', 34)
  count('budgeting.identity', 12)
  count('budgeting.ballot', 10)
  visits = await told(process)
  assert.deepEqual(
    visits.views.map(({ views }: { views: number }) => views),
    [43, 12, 10],
  )
  assert.deepEqual(visits.days, [{ day, atLeast: 30 }])
  assert.equal(visits.cast, 0)
  count('processes.page', 9)
  visits = await told(process)
  assert.equal(visits.views[0].views, 43, 'nine more would be told apart')
  for (const lang of ['ro', 'ru', 'en']) {
    const page = await app.get(`/${lang}/processes/${process.number}/statistics`)
    assert.equal(page.statusCode, 200)
    assert.match(page.body, /id="visits"/)
  }
})

test('how many voted online is not told while it would tell of single ballots on paper', () => {
  const one = { k: 10, total: 20, cells: {}, exact: {} }
  const visits = { page: one, ballot: one, identity: one }
  const cast = (turnout: Parameters<typeof tellVisits>[1]) => tellVisits(visits, turnout, 'token')?.cast
  assert.equal(cast({ ballots: 41, counts: 'cast', paper: null }), 41)
  assert.equal(cast({ ballots: 41, counts: 'cast-or-given', paper: null }), null)
  assert.equal(cast({ ballots: 41, counts: 'cast-or-given', paper: { given: 6, valid: null, notValid: null } }), 35)
  assert.equal(cast({ ballots: 41, counts: 'counted', paper: { given: 8, valid: 6, notValid: 1 } }), 35)
})
