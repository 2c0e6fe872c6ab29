import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { transact } from '#kernel/database/transact.ts'
import { Tally } from '#kernel/tally.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { handPaperBallot } from '#test/paper-votes.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { takeToken } from '#test/tokens.ts'
import type { BallotsBy } from '../budget.ts'
import { refreshStatistics } from '../statistics/refresh-statistics.ts'
import { newCode } from '../tokens/browser/recovery-code.ts'
import { castMany } from '../vote/cast-many.ts'
import { keepAges } from './keep-ages.ts'
import { agesOf } from './store.ts'
import { tellAges, withUnsaid } from './tell-ages.ts'

let app: TestApp
let doina: TestPerson
let people = 0
before(async () => {
  app = await testApp()
  const roles = [{ name: 'officer' as const, organisationId: await authorityId(app, 'primaria-chisinau') }]
  doina = await signedIn(app, { name: 'Doina Plămădeală', email: 'doina@example.md', roles })
})
after(() => app.close())
beforeEach(() => {
  app.clock.set('2026-11-22T10:00:00Z')
  app.services.ageAnswers.take()
})

const work = ({ number }: Process) => `/ro/work/processes/${number}`
const rules = (more: Record<string, string>) => ({ supportsNeeded: '0', contestDays: '5', ...more })

/** A vote whose officer said in the form that it asks for the age. */
async function vote(ballots: BallotsBy = 'account', asksAge = true): Promise<Process> {
  const process = await makeBudget(app, {
    ballots,
    projects: [
      { title: 'Bănci', cost: 100 },
      { title: 'Alei', cost: 90 },
    ],
  })
  const form = rules({ ballots, ...(asksAge && { asksAge: 'yes' }) })
  assert.equal((await app.post(`${work(process)}/money`, form, doina.headers)).statusCode, 303)
  await goToPhase(app, process, 'vote')
  return process
}
function newPerson(): Promise<TestPerson> {
  people += 1
  return signedIn(app, { name: 'Maria Rusu', email: `maria${people}@example.md` })
}
const cast = (process: Process, person: TestPerson, age: string, picks = ['1']) =>
  app.post(
    `/ro/processes/${process.number}/ballot`,
    { picks, place: 'md-cu-botanica', oldEnough: 'yes', age },
    person.headers,
  )
const waiting = () => app.services.ageAnswers.waiting().map(({ together }) => together)

test('who wants to say it is asked once, and the answer touches no row until ten are together', async () => {
  const process = await vote()
  const maria = await newPerson()
  const page = async () => (await app.get(`/ro/processes/${process.number}/ballot`, maria.headers)).body
  assert.match(await page(), /name="age"/)
  assert.equal((await cast(process, maria, '35-44')).statusCode, 303)
  assert.doesNotMatch(await page(), /name="age"/, 'one who votes again is not asked again')
  assert.equal((await cast(process, maria, '65-', ['2'])).statusCode, 303)
  assert.equal((await cast(process, await newPerson(), '')).statusCode, 303)
  assert.deepEqual(waiting(), [1])
  await keepAges(app.services, false)
  assert.deepEqual(await agesOf(app.services.db, process.id), {}, 'few wait')
  for (let at = 2; at <= 10; at++) await cast(process, await newPerson(), at % 2 ? '25-34' : '35-44')
  await keepAges(app.services, false)
  assert.deepEqual(await agesOf(app.services.db, process.id), { '25-34': 4, '35-44': 6 })
  assert.deepEqual(waiting(), [])
})

test('a wrong answer is said beside the field, a refused ballot counts no age, and nothing is asked where the vote does not', async () => {
  const process = await vote()
  const maria = await newPerson()
  assert.equal((await cast(process, maria, '35')).statusCode, 422)
  assert.equal((await cast(process, maria, '35-44', ['9'])).statusCode, 422)
  assert.deepEqual(waiting(), [])
  const silent = await vote('account', false)
  assert.doesNotMatch((await app.get(`/ro/processes/${silent.number}/ballot`, maria.headers)).body, /name="age"/)
  assert.equal((await cast(silent, maria, '35-44')).statusCode, 303)
  assert.deepEqual(waiting(), [])
})

test('with a token it is asked where the token is given, once', async () => {
  const process = await vote('token')
  const maria = await newPerson()
  assert.match((await app.get(`/ro/processes/${process.number}/token`, maria.headers)).body, /name="age"/)
  assert.doesNotMatch((await app.get(`/ro/processes/${process.number}/vote`)).body, /name="age"/)
  const code = newCode()
  await takeToken(app, process, maria, code, { age: '18-24' })
  await takeToken(app, process, maria, code, { age: '18-24' })
  assert.deepEqual(app.services.ageAnswers.take(), [{ number: process.number, what: 'token 18-24', count: 1 }])
})

test('at a counter the document says it', async () => {
  const process = await vote()
  await handPaperBallot(app, process, doina, 1)
  assert.match((await app.get(`${work(process)}/counter`, doina.headers)).body, /grupele de vârstă/)
  assert.deepEqual(app.services.ageAnswers.take(), [{ number: process.number, what: 'paper 45-54', count: 1 }])
})

test('what waits is kept when the vote is over, and when the process ends', async () => {
  const process = await vote()
  await cast(process, await newPerson(), '35-44')
  await keepAges(app.services, true)
  assert.deepEqual(await agesOf(app.services.db, process.id), { '35-44': 1 })
  await cast(process, await newPerson(), '35-44')
  await goToPhase(app, process, 'result')
  await keepAges(app.services, false)
  assert.deepEqual(await agesOf(app.services.db, process.id), { '35-44': 2 })
  const servers = Array.from({ length: 8 }, () => ({ ...app.services, ageAnswers: new Tally() }))
  for (const { ageAnswers } of servers) ageAnswers.add(process.number, 'account 35-44', 3)
  await Promise.all(servers.map((one) => keepAges(one, true)))
  assert.deepEqual(await agesOf(app.services.db, process.id), { '35-44': 26 })
})

test('statistics tell groups after the close, in steps, and no remainder that points at few', async () => {
  const process = await vote()
  const ballots = Array.from({ length: 60 }, (_, at) => ({ voterKey: Buffer.alloc(32, at + 1), picks: { 1: [1] } }))
  await transact(app.services.db, (tx) => castMany(tx, process, ballots, app.clock.now()))
  app.services.ageAnswers.add(process.number, 'account 18-24', 3)
  app.services.ageAnswers.add(process.number, 'account 25-34', 27)
  app.services.ageAnswers.add(process.number, 'account 35-44', 20)
  await keepAges(app.services, false)
  const ages = async () => {
    await refreshStatistics(app.services)
    return (await app.get(`/api/v1/processes/${process.number}/statistics`)).json().ages
  }
  assert.equal(await ages(), null, 'not while people vote')
  await goToPhase(app, process, 'result')
  const { bands, elsewhere } = await ages()
  assert.deepEqual(bands, [
    { band: '25-34', atLeast: 20 },
    { band: '35-44', atLeast: 20 },
    { band: 'unsaid', atLeast: 10 },
  ])
  assert.equal(elsewhere, 10)
  for (const lang of ['ro', 'ru', 'en'])
    assert.equal((await app.get(`/${lang}/processes/${process.number}/statistics`)).statusCode, 200)
})

test('those who did not say are a group like the others', () => {
  assert.deepEqual(withUnsaid({ '18-24': 3, '65-': 4 }, 20), { '18-24': 3, '65-': 4, unsaid: 13 })
  assert.deepEqual(withUnsaid({ '18-24': 3 }, 2), { '18-24': 3, unsaid: 0 }, 'a ballot that went meanwhile')
  assert.equal(tellAges({ k: 10, total: 9, cells: {}, exact: { unsaid: 9 } }), null)
})
