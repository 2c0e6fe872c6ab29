import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, makeBudget } from '#test/budgets.ts'
import { signedIn, type TestPerson } from '#test/people.ts'

let app: TestApp
let ideas: Process
let needs: Process
let maria: TestPerson
before(async () => {
  app = await testApp({ now: '2026-11-22T10:00:00Z' })
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  ideas = await makeBudget(app, { blueprint: 'budgeting.civil' })
  needs = await makeBudget(app, { needs: true })
})
after(() => app.close())

const typed = {
  title: 'Bănci noi în scuarul Catedralei',
  text: 'Oamenii nu au unde să se odihnească.',
  place: 'md-cu-botanica',
  address: 'lângă fântână',
  costGuess: '50 000',
}
const ideaForm = (more: Record<string, string>, lang = 'ro') =>
  app.post(`/${lang}/processes/${ideas.number}/ideas`, { ...typed, 'idempotency-key': 'k', ...more }, maria.headers)
const written = (body: string, name: string) =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="${name}"`)
    .exec(body)
    ?.slice(1)
    .find(Boolean) ?? ''

test('before anybody set a point there is no map, and the two numbers are asked', async () => {
  const { body } = await app.get(`/ro/processes/${ideas.number}/ideas/new?title=${typed.title}`, maria.headers)
  assert.match(body, /name="latitude"/)
  assert.doesNotMatch(body, /type="image"/)
})

test('a click on the map brings the form back with the point set and all that was typed, and proposes nothing', async () => {
  const idea = await addIdea(app, ideas)
  await app.deps.database.pool.query(
    'UPDATE budgeting.idea SET latitude = 47.02, longitude = 28.84 WHERE number = $1',
    [idea.number],
  )
  const address = `/processes/${ideas.number}/ideas`
  const form = await app.get(`/ro${address}/new?title=${typed.title}`, maria.headers)
  assert.match(form.body, new RegExp(`type="image"[^>]*formaction="/ro${address}#point"`))
  const ground = written(form.body, 'at-ground')
  for (const lang of ['ro', 'ru', 'en'])
    for (const [size, side] of [
      ['narrow', 256],
      ['wide', 512],
    ] as const) {
      // A quarter from the left, the middle from the top.
      const clicked = { 'at-ground': ground, [`at-${size}.x`]: String(side / 4), [`at-${size}.y`]: String(side / 2) }
      const { statusCode, body } = await ideaForm(clicked, lang)
      assert.equal(statusCode, 200)
      assert.ok(Math.abs(Number(written(body, 'latitude')) - 47.02) < 0.0001, written(body, 'latitude'))
      assert.ok(Math.abs(Number(written(body, 'longitude')) - 28.8334) < 0.0002, written(body, 'longitude'))
      assert.deepEqual(
        ['title', 'address', 'costGuess', 'at-ground'].map((name) => written(body, name)),
        [typed.title, typed.address, typed.costGuess, ground],
      )
      assert.match(body, />Oamenii nu au unde să se odihnească\.<\/textarea>/)
      assert.match(body, /<option value="md-cu-botanica" selected/)
      assert.match(body, /<details[^>]* open/)
    }
  const { rows } = await app.deps.database.pool.query('SELECT count(*)::int AS n FROM budgeting.idea')
  assert.equal(rows[0].n, 1)
})

test('the ground stays what it was when others set points meanwhile; pressed with a key nothing is set', async () => {
  const sent = { 'at-ground': '47 28 47.1 28.1', 'at-wide.x': '255', 'at-wide.y': '255' }
  const { body } = await ideaForm(sent)
  assert.deepEqual([written(body, 'latitude'), written(body, 'longitude')], ['47.0501', '28.0499'])
  const pressed = await ideaForm({ ...sent, latitude: '47,5', longitude: '28,5', 'at-wide.x': '0', 'at-wide.y': '0' })
  assert.deepEqual([written(pressed.body, 'latitude'), written(pressed.body, 'longitude')], ['47,5', '28,5'])
})

test('a need is set on the same ground, with the points of other processes of the place', async () => {
  const { body } = await app.get(`/ro/processes/${needs.number}/needs/new`, maria.headers)
  const ground = written(body, 'at-ground')
  const clicked = await app.post(
    `/ro/processes/${needs.number}/needs`,
    {
      text: 'Un teren de joacă',
      'at-ground': ground,
      'at-narrow.x': '128',
      'at-narrow.y': '128',
      'idempotency-key': 'n',
    },
    maria.headers,
  )
  assert.equal(clicked.statusCode, 200)
  assert.ok(Math.abs(Number(written(clicked.body, 'latitude')) - 47.02) < 0.0001)
  assert.equal(written(clicked.body, 'text'), 'Un teren de joacă')
})
