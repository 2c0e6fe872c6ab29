import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, goToPhase, makeBudget } from '#test/budgets.ts'
import { authorityId, officerOf, signedIn, type TestPerson } from '#test/people.ts'

let app: TestApp
let process: Process
let idea: { id: string; number: number }
let chisinau: string
let doina: TestPerson
let petru: TestPerson
let vera: TestPerson
before(async () => {
  app = await testApp()
  chisinau = await authorityId(app, 'primaria-chisinau')
  const officer = (name: string, email: string) =>
    signedIn(app, { name, email, roles: [{ name: 'officer', organisationId: chisinau }] })
  doina = await officer('Doina Plămădeală', 'doina@example.md')
  petru = await officer('Petru Cazacu', 'petru@example.md')
  vera = await officerOf(app, 'ministerul-mediului', { name: 'Vera Munteanu', email: 'vera@example.md' })
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-23T10:00:00Z')
  process = await makeBudget(app)
  await goToPhase(app, process, 'review')
  idea = await addIdea(app, process, { state: 'review' })
})

const post = (person: TestPerson, path: string, fields: Record<string, string | string[]>) =>
  app.post(`/ro/work/ideas/${idea.number}${path}`, fields, person.headers)
const queue = async (person: TestPerson) => (await app.get('/api/v1/work/ideas', person.headers)).json()
const cost = (more: Record<string, string> = {}) => ({
  priceOn: '2026-12-01',
  works: '80.000',
  vat: '16 000,50',
  design: '3000',
  contingency: '0',
  upkeepYearly: '1 200',
  ...more,
})

test('who wrote an idea finds it among what waits for a colleague, and the process leads to the queue', async () => {
  const mine = await addIdea(app, process, { state: 'review', mailboxId: petru.mailboxId })
  const waits = async (person: TestPerson) =>
    (await queue(person)).items
      .filter(({ number }: { number: number }) => number === mine.number)
      .map(({ waits, aspect }: { waits: string; aspect: string | null }) => [waits, aspect])
  assert.deepEqual([await waits(petru), await waits(doina)], [[['colleague', null]], [['decision', null]]])
  const asked = await app.post(
    `/ro/work/ideas/${mine.number}/opinion-request`,
    { aspect: 'land', organisation: chisinau, office: 'Direcția funciară' },
    doina.headers,
  )
  assert.equal(asked.statusCode, 303)
  assert.deepEqual(
    (await waits(petru)).map(([one]: string[]) => one),
    ['colleague', 'colleague'],
  )
  const row = (await app.get('/ro/work/ideas', petru.headers)).body
  assert.match(row, /avizul unui coleg: /)
  assert.doesNotMatch(row, /decizia unui coleg: /)
  const { phases } = (await app.get(`/api/v1/work/processes/${process.number}`, doina.headers)).json()
  const desk = phases.find(({ method }: { method: string }) => method === 'budgeting.review').desk
  assert.equal(desk.path, '/work/ideas')
})

test('the way to the appeal stands on the public page, and not where one decides', async () => {
  const refused = { reason: 'not-public-land', text: 'Terenul a fost privatizat în anul 2009.' }
  assert.equal((await post(doina, '/refusal', refused)).statusCode, 303)
  const link = new RegExp(`href="/ro/ideas/${idea.number}/appeal"`)
  const page = await app.get(`/ro/ideas/${idea.number}`)
  assert.match((await app.get(String(page.headers.location))).body, link)
  assert.doesNotMatch((await app.get(`/ro/work/ideas/${idea.number}`, doina.headers)).body, link)
})

test('a cost without a range stays without one when a part of it changes', async () => {
  assert.equal((await post(doina, '/cost', cost())).statusCode, 303)
  const field = async (name: string) =>
    new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(
      (await app.get(`/ro/work/ideas/${idea.number}/cost`, doina.headers)).body,
    )?.[0] ?? ''
  assert.match(await field('works'), /value="80/)
  for (const name of ['low', 'high']) assert.doesNotMatch(await field(name), /value="\d/)
  assert.equal((await post(doina, '/cost', cost({ low: '90000', high: '120000' }))).statusCode, 303)
  assert.match(await field('low'), /value="90/)
  assert.match(await field('high'), /value="120/)
})

test('the form of an opinion tells all that is wrong with it at once, in the order of its fields', async () => {
  const asked = { aspect: 'land', organisation: chisinau, office: 'Direcția funciară' }
  assert.equal((await post(doina, '/opinion-request', asked)).statusCode, 303)
  const wrongIn = async (fields: Record<string, unknown>) => {
    const at = `/api/v1/work/ideas/${idea.number}/opinions/land`
    const headers = { ...petru.headers, 'sec-fetch-site': 'same-origin' }
    const { errors = [] } = (await app.postJson(at, fields, headers)).json()
    return errors.map(({ field }: { field: string }) => field)
  }
  assert.deepEqual(await wrongIn({}), ['noConflict', 'checked', 'verdict', 'text'])
  const half = { noConflict: true, checked: ['owner'], verdict: 'possible-if', text: 'Scurt.' }
  assert.deepEqual(await wrongIn(half), ['checked', 'conditions', 'text'])
  const page = (await post(petru, '/opinions/land', { verdict: 'possible-if', checked: 'owner' })).body
  for (const field of ['noConflict', 'checked', 'conditions', 'text'])
    assert.match(page, new RegExp(`href="#f-${field}`), field)
  const russian = await app.post(
    `/ru/work/ideas/${idea.number}/opinions/land`,
    { verdict: 'possible-if', checked: 'owner', again: 'language' },
    petru.headers,
  )
  for (const field of ['noConflict', 'checked', 'conditions', 'text'])
    assert.match(russian.body, new RegExp(`href="#f-${field}`), `${field} in another language`)
})

test('an opinion whose request was taken back meanwhile is told so, with what was written', async () => {
  const asked = { aspect: 'land', organisation: await authorityId(app, 'ministerul-mediului'), office: 'Direcția' }
  assert.equal((await post(doina, '/opinion-request', asked)).statusCode, 303)
  const reason = 'Terenul este al orașului, nu al ministerului.'
  assert.equal((await post(doina, '/opinions/land/taking-back', { reason })).statusCode, 303)
  const said = 'Terenul este al orașului și nu este dat în arendă.'
  const checked = ['owner', 'use', 'disputes']
  const send = () => post(vera, '/opinions/land', { noConflict: 'yes', checked, verdict: 'possible', text: said })
  const late = await send()
  assert.equal(late.statusCode, 410)
  assert.match(late.body, /Cererea de aviz a fost retrasă între timp/)
  assert.ok(late.body.includes(said), 'what was typed can be copied')
  assert.match(late.body, new RegExp(`href="/ro/ideas/${idea.number}`))
  const page = async (aspect: string) =>
    (await app.get(`/ro/work/ideas/${idea.number}/opinions/${aspect}`, vera.headers)).statusCode
  assert.deepEqual([await page('land'), await page('law')], [410, 404])
  const another = { ...asked, organisation: chisinau }
  assert.equal((await post(doina, '/opinion-request', another)).statusCode, 303)
  assert.deepEqual([(await send()).statusCode, await page('land')], [410, 410], 'asked of another since')
  const law = { ...another, aspect: 'law' }
  assert.equal((await post(doina, '/opinion-request', law)).statusCode, 303)
  assert.equal(await page('law'), 403, 'never asked of this one')
})

test('what one does next stands before what one reads, for who has one column', async () => {
  const { body } = await app.get(`/ro/work/ideas/${idea.number}`, doina.headers)
  assert.ok(body.indexOf('id="next"') < body.indexOf('id="idea"'))
})
