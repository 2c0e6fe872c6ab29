import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { handPaperBallot } from '#test/paper-votes.ts'
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
