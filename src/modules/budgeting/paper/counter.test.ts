import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { handPaperBallot } from '#test/paper-votes.ts'
import { officerOf, type TestPerson } from '#test/people.ts'

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
