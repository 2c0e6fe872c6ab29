import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, goToPhase, makeBudget } from '#test/budgets.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { letRefusalsStand } from './let-refusals-stand.ts'

let app: TestApp
let process: Process
let idea: { id: string; number: number }
let chisinau: string
let doina: TestPerson
let petru: TestPerson
let vera: TestPerson
let maria: TestPerson
before(async () => {
  app = await testApp()
  chisinau = await authorityId(app, 'primaria-chisinau')
  const officer = (name: string, email: string, organisationId: string) =>
    signedIn(app, { name, email, roles: [{ name: 'officer', organisationId }] })
  doina = await officer('Doina Plămădeală', 'doina@example.md', chisinau)
  petru = await officer('Petru Cazacu', 'petru@example.md', chisinau)
  vera = await officer('Vera Munteanu', 'vera@example.md', await authorityId(app, 'primaria-balti'))
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-23T10:00:00Z')
  process = await makeBudget(app)
  await goToPhase(app, process, 'review')
  idea = await addIdea(app, process, { state: 'review', mailboxId: maria.mailboxId })
})

const post = (person: TestPerson, path: string, fields: Record<string, string | string[]>) =>
  app.post(`/ro/work/ideas/${idea.number}${path}`, fields, person.headers)
const desk = async (person: TestPerson) => (await app.get(`/api/v1/work/ideas/${idea.number}`, person.headers)).json()
const queue = async (person: TestPerson) => (await app.get('/api/v1/work/ideas', person.headers)).json()
const own = (items: { number: number }[]) => items.filter(({ number }) => number === idea.number)
const ask = (aspect: string, organisation = chisinau) =>
  post(doina, '/opinion-request', { aspect, organisation, office: 'Direcția funciară' })
const said = 'Terenul este al orașului și nu este dat în arendă.'
const opinion = (more: Record<string, string | string[]> = {}) => ({
  noConflict: 'yes',
  checked: ['owner', 'use', 'disputes'],
  verdict: 'possible',
  text: said,
  ...more,
})
const cost = (more: Record<string, string> = {}) => ({
  priceOn: '2026-12-01',
  works: '80.000',
  vat: '16 000,50',
  design: '3000',
  contingency: '0',
  upkeepYearly: '1 200',
  ...more,
})
const envelope = async (at = 0) => (await desk(doina)).envelopes[at].id
const accept = async (person = doina, more: Record<string, string> = {}) =>
  post(person, '/acceptance', { envelope: await envelope(), ...more })
const refuse = (person = doina, more: Record<string, string> = {}) =>
  post(person, '/refusal', { reason: 'not-public-land', text: 'Terenul a fost privatizat în anul 2009.', ...more })
const appeal = (person: TestPerson, text = 'Numai jumătate din teren a fost privatizată.') =>
  app.post(`/ro/ideas/${idea.number}/appeal`, { text }, person.headers)

async function entries(): Promise<{ kind: string; [field: string]: unknown }[]> {
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind LIKE 'budgeting.%' ORDER BY index",
  )
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.idea === idea.number)
}

test('an idea goes from the queue to the ballot', async () => {
  assert.deepEqual(
    own((await queue(doina)).items).map(({ waits }: any) => waits),
    ['decision'],
  )
  const asked = await ask('land')
  assert.equal(asked.statusCode, 303, asked.body)
  assert.deepEqual(
    own((await queue(doina)).items)
      .map(({ waits }: any) => waits)
      .sort(),
    ['offices', 'opinion'],
  )
  assert.equal((await accept()).statusCode, 409, 'an opinion is open and there is no cost')
  const given = await post(petru, '/opinions/land', opinion())
  assert.equal(given.statusCode, 303, given.body)
  assert.equal((await accept()).statusCode, 409, 'no cost')
  const costed = await post(doina, '/cost', cost())
  assert.equal(costed.statusCode, 303, costed.body)
  const accepted = await accept()
  assert.equal(accepted.statusCode, 303, accepted.body)
  const { review } = await desk(doina)
  assert.equal(review.state, 'accepted')
  assert.equal(review.cost.total, 9_900_050)
  assert.deepEqual([review.cost.low, review.cost.high, review.cost.upkeepYearly], [9_900_050, 9_900_050, 120_000])
  assert.equal(review.opinions[0].verdict, 'possible')
  assert.deepEqual(
    (await entries()).map(({ kind }) => kind),
    ['budgeting.opinion-given', 'budgeting.idea-accepted'],
  )
  await goToPhase(app, process, 'vote')
  const { envelopes } = (await app.get(`/api/v1/processes/${process.number}/projects`)).json()
  assert.deepEqual(
    envelopes[0].projects.map((one: { title: string; cost: number }) => one.cost),
    [9_900_050],
  )
})
