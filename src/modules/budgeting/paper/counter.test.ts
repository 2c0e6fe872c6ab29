import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { publishNews } from '#commons/ledger/publish-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { countPaperBatch, finishPaper, handPaperBallot } from '#test/paper-votes.ts'
import { officerOf, type TestPerson } from '#test/people.ts'
import { personalNumberOf } from '#test/personal-number.ts'

let app: TestApp
let doina: TestPerson
let oleg: TestPerson
let process: Process
before(async () => {
  app = await testApp()
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  oleg = await officerOf(app, 'primaria-chisinau', { name: 'Oleg Cojocaru', email: 'oleg@example.md' })
})
after(() => app.close())
const projects = [{ title: 'Bănci în parc', cost: 5_000_000 }]
beforeEach(async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  process = await makeBudget(app, { projects })
})

const work = () => `/ro/work/processes/${process.number}`

test('that somebody may vote is said to the officer who just gave the ballot, and to nobody else who opens the address', async () => {
  await goToPhase(app, process, 'vote')
  await handPaperBallot(app, process, doina, 1)
  const page = async (by: TestPerson, rest = '') =>
    (await app.get(`${work()}/counter/handed?way=counter${rest}`, by.headers)).body
  assert.match(await page(doina), /Persoana poate vota/)
  assert.doesNotMatch(await page(oleg), /Persoana poate vota/)
  assert.match(await page(oleg), /Rupeți cotorul/, 'how it goes on is no secret')
  assert.doesNotMatch(await page(doina, '&exchanged=yes'), /Schimbul este notat/, 'nothing was exchanged')
  app.clock.set(new Date(app.clock.now().getTime() + 16 * 60_000).toISOString())
  assert.doesNotMatch(await page(doina), /Persoana poate vota/, 'long ago')
})

test('an officer who sends the form of the counter empty reads at once all that is missing', async () => {
  await goToPhase(app, process, 'vote')
  const headers = { ...doina.headers, 'sec-fetch-site': 'same-origin' }
  const { errors } = (await app.postJson(`/api/v1${work().slice(3)}/counter`, { way: 'counter' }, headers)).json()
  assert.deepEqual(
    errors.map(({ field }: { field: string }) => field),
    ['personalNumber', 'birthDate', 'place', 'seen'],
  )
})

test('where anybody may vote, the counter does not ask where one lives', async () => {
  const form = { personalNumber: personalNumberOf(2), birthDate: '1980-05-01', way: 'counter', seen: 'yes' }
  const hand = () => app.post(`${work()}/counter`, form, doina.headers)
  await goToPhase(app, process, 'vote')
  assert.match((await app.get(`${work()}/counter`, doina.headers)).body, /name="place"/)
  assert.equal((await hand()).statusCode, 422, 'only residents vote')
  const pass = 'UPDATE processes.process SET residents_only = false WHERE id = $1'
  await app.deps.database.pool.query(pass, [process.id])
  const asked = (await app.get(`${work()}/counter`, doina.headers)).body
  assert.doesNotMatch(asked, /name="place"|vârsta și locul/)
  const handed = await hand()
  assert.equal(handed.statusCode, 303, handed.body)
})

test('nor does a roll that is made of documents', async () => {
  const roll = { source: 'document' as const, eligibleOn: '2026-12-01', correctionsUntil: '2027-02-10' }
  process = await makeBudget(app, { roll, projects })
  const pass = 'UPDATE processes.process SET residents_only = false WHERE id = $1'
  await app.deps.database.pool.query(pass, [process.id])
  const path = `${work()}/roll/documents`
  assert.doesNotMatch((await app.get(path, doina.headers)).body, /name="place"/)
  const form = { personalNumber: personalNumberOf(3), birthDate: '1980-05-01', seen: 'yes' }
  const put = await app.post(path, form, doina.headers)
  assert.equal(put.statusCode, 303, put.body)
})

test('paper of a process that was given up after the count is not called uncounted', async () => {
  await goToPhase(app, process, 'vote')
  await handPaperBallot(app, process, doina, 1)
  await goToPhase(app, process, 'result')
  await countPaperBatch(app, process, [doina, oleg], ['1'])
  await finishPaper(app, process, doina)
  const step = (name: string, form = {}) => app.post(`${work()}/result/${name}`, form, doina.headers)
  assert.equal((await step('dice', { dice: '16243516243516243516' })).statusCode, 303)
  await publishNews(app.services)
  const counted = await step('count')
  assert.equal(counted.statusCode, 303, counted.body)
  const reason = 'Consiliul a retras banii acestui buget.'
  assert.equal((await app.post(`${work()}/cancellation`, { reason }, doina.headers)).statusCode, 303)
  const { batches } = (await app.get(`${work().replace('/ro', '/api/v1')}/paper`, doina.headers)).json()
  for (const path of ['/paper', `/paper/batches/${batches[0].id}`]) {
    const { body } = await app.get(`${work()}${path}`, doina.headers)
    assert.match(body, /Consiliul a retras banii/)
    assert.doesNotMatch(body, /nu se numără și nu decide nimic/)
  }
})
