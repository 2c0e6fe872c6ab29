import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, goToPhase, makeBudget } from '#test/budgets.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'

let app: TestApp
let process: Process
let doina: TestPerson
let vera: TestPerson
before(async () => {
  app = await testApp()
  const officer = async (email: string, authority: string) =>
    signedIn(app, {
      name: 'Doina Plămădeală',
      email,
      roles: [{ name: 'officer', organisationId: await authorityId(app, authority) }],
    })
  doina = await officer('doina@example.md', 'primaria-chisinau')
  vera = await officer('vera@example.md', 'primaria-balti')
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-23T10:00:00Z')
  process = await makeBudget(app)
})

const path = () => `/work/processes/${process.number}/money`
const money = async () => (await app.get(`/api/v1${path()}`, doina.headers)).json()
const parks = (more: Record<string, string> = {}) => ({
  nameRo: 'Parcuri',
  nameRu: 'Парки',
  place: 'md-cu-botanica',
  amount: '1.250.000,50',
  minCost: '',
  maxCost: '200 000',
  minPicks: '1',
  maxPicks: '3',
  rule: 'greedy',
  leftovers: 'return',
  ...more,
})
const post = (at: string, fields: Record<string, string>, person = doina, lang = 'ro') =>
  app.post(`/${lang}${path()}${at}`, fields, person.headers)
let keys = 0
const add = (fields: Record<string, string>, lang = 'ro') => {
  keys += 1
  return post('/envelopes', { 'idempotency-key': `key-${keys}`, ...fields }, doina, lang)
}

test('envelopes are added, changed and removed, in public and in the audit trail', async () => {
  const added = await add(parks())
  assert.equal(added.statusCode, 303, added.body)
  const [, second] = (await money()).envelopes
  assert.deepEqual(second.name, { ro: 'Parcuri', ru: 'Парки' })
  assert.deepEqual([second.amount, second.minCost, second.maxCost], [125_000_050, null, 20_000_000])
  const changed = await post('/envelopes/2', parks({ amount: '900000', rule: 'equalshares/add1' }))
  assert.equal(changed.statusCode, 303, changed.body)
  const { rows } = await app.deps.database.pool.query(
    'SELECT amount, parameters FROM budgeting.envelope WHERE process_id = $1 AND position = 2',
    [process.id],
  )
  assert.equal(Number(rows[0].amount), 90_000_000)
  assert.equal(rows[0].parameters.kind, 'equal-shares')
  assert.equal((await post('/envelopes/2/removal', {})).statusCode, 303)
  assert.equal((await post('/envelopes/1/removal', {})).statusCode, 409, 'the last one')
  const acts = await app.deps.database.pool.query(
    "SELECT act FROM audit.act WHERE subject_kind = 'process' AND subject_id = $1 ORDER BY id",
    [String(process.number)],
  )
  assert.deepEqual(
    acts.rows.map(({ act }) => act),
    ['budgeting.add-envelope', 'budgeting.change-envelope', 'budgeting.remove-envelope'],
  )
  const { events } = (await app.get(`/api/v1/processes/${process.number}`)).json()
  assert.ok(events.some(({ kind }: { kind: string }) => kind === 'budgeting.money-changed-from'))
})

test('a sum is read in each language’s way', async () => {
  for (const [lang, amount] of [
    ['ro', '1.250.000,50'],
    ['ru', '1 250 000,50'],
    ['en', '1,250,000.50'],
  ] as const)
    assert.equal((await add(parks({ amount }), lang)).statusCode, 303, lang)
  const { envelopes } = await money()
  assert.deepEqual(
    envelopes.slice(1).map(({ amount }: { amount: number }) => amount),
    [125_000_050, 125_000_050, 125_000_050],
  )
})

test('what is wrong is said at its field, with what was typed kept', async () => {
  const body = async (fields: Record<string, string>) => {
    const reply = await add(fields)
    assert.equal(reply.statusCode, 422, reply.body)
    return reply.body
  }
  const bad = await body(parks({ amount: 'o mie', maxCost: '-5', minPicks: 'doi' }))
  for (const field of ['amount', 'maxCost', 'minPicks']) assert.match(bad, new RegExp(`href="#f-${field}"`))
  assert.match(bad, /value="o mie"/)
  assert.match(bad, /value="Parcuri"/)
  assert.match(await body(parks({ maxCost: '2.000.000' })), /href="#f-maxCost"/)
  assert.match(await body(parks({ minCost: '300.000' })), /href="#f-minCost"/)
  assert.match(await body(parks({ minPicks: '4' })), /href="#f-minPicks"/)
  assert.match(await body(parks({ place: 'md-ba' })), /href="#f-place"/)
  assert.equal((await money()).envelopes.length, 1)
})

test('a budget is published once an official has written each sum, not with what the blueprint proposes', async () => {
  const begun = await app.post(
    '/ro/work/processes',
    {
      blueprint: 'budgeting.neighbourhood',
      titleRo: 'Bugetul cartierului',
      summaryRo: 'Locuitorii propun și aleg.',
      place: 'md-cu',
      organisation: await authorityId(app, 'primaria-chisinau'),
      firstDay: '2026-12-01',
      'idempotency-key': 'draft-with-sum',
    },
    doina.headers,
  )
  const work = String(begun.headers.location)
  const publish = () => app.post(`${work}/publication`, {}, doina.headers)
  assert.match(
    (await app.get(work, doina.headers)).body,
    /Scrieți în „Banii și regulile” suma fondului: cea de acum este numai propunerea modelului/,
  )
  assert.equal((await publish()).statusCode, 409)
  assert.match((await app.get(`${work}/money`, doina.headers)).body, /încă neconfirmată/)
  const form = (await app.get(`${work}/money/envelopes/1`, doina.headers)).body
  assert.match(form, /Modelul propune 200\.000/)
  assert.doesNotMatch(form, /id="f-amount"[^>]*value="\d/)
  const save = (amount: string) =>
    app.post(`${work}/money/envelopes/1`, parks({ place: 'md-cu', amount, maxCost: '' }), doina.headers)
  assert.match((await save('')).body, /href="#f-amount"/)
  assert.equal((await save('200000')).statusCode, 303)
  assert.equal((await publish()).statusCode, 303)
})

test('envelopes of a draft move with its place', async () => {
  const { pool } = app.deps.database
  await pool.query("UPDATE processes.process SET state = 'draft' WHERE id = $1", [process.id])
  const facts = {
    titleRo: 'Bugetul civil al orașului',
    summaryRo: 'Locuitorii propun și aleg pe ce se cheltuie banii.',
    place: 'md-cu-botanica',
    minAge: '16',
    level: 'email',
  }
  const reply = await app.post(`/ro/work/processes/${process.number}/facts`, facts, doina.headers)
  assert.equal(reply.statusCode, 303, reply.body)
  assert.equal((await money()).envelopes[0].place.key, 'md-cu-botanica')
})

test('support and days to contest are numbers in bounds', async () => {
  assert.equal((await post('', { supportsNeeded: '-1', contestDays: '99', ballots: 'account' })).statusCode, 422)
  assert.equal((await post('', { supportsNeeded: '25', contestDays: '7', ballots: 'token' })).statusCode, 303)
  const { supportsNeeded, contestDays } = await money()
  assert.deepEqual([supportsNeeded, contestDays], [25, 7])
})

test('where ballots are anonymous, single ballots are published', async () => {
  const rules = { supportsNeeded: '25', contestDays: '7', ballots: 'token' }
  const refused = await post('', { ...rules, publishing: 'totals' })
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /href="#f-publishing"/)
  assert.equal((await post('', { ...rules, publishing: 'list' })).statusCode, 303)
})

test('only those who run the process see and change its money', async () => {
  assert.equal((await app.get(`/ro${path()}`, vera.headers)).statusCode, 403)
  assert.equal((await post('/envelopes/1', parks(), vera)).statusCode, 403)
})

test('an envelope keeps to the ideas that were accepted into it', async () => {
  const { pool } = app.deps.database
  const idea = await addIdea(app, process, { state: 'accepted' })
  await pool.query(
    'UPDATE budgeting.idea SET envelope_id = (SELECT id FROM budgeting.envelope WHERE process_id = $1) WHERE id = $2',
    [process.id, idea.id],
  )
  await pool.query("INSERT INTO budgeting.cost VALUES ($1, '2026-11-01', 3000000, 0, 0, 0, 0, 3000000, 3000000, $2)", [
    idea.id,
    app.clock.now(),
  ])
  const whole = (more: Record<string, string>) => post('/envelopes/1', parks({ place: 'md-cu', ...more }))
  assert.match((await whole({ maxCost: '20.000' })).body, /href="#f-maxCost"/)
  assert.match((await whole({ minCost: '40.000' })).body, /href="#f-minCost"/)
  assert.match((await whole({ place: 'md-cu-botanica' })).body, /href="#f-place"/)
  await add(parks())
  assert.equal((await post('/envelopes/1/removal', {})).statusCode, 409)
  assert.equal((await whole({ maxCost: '30.000' })).statusCode, 303)
  await pool.query("UPDATE budgeting.idea SET state = 'withdrawn' WHERE id = $1", [idea.id])
  assert.equal((await whole({ maxCost: '20.000' })).statusCode, 303, 'what was taken back binds nobody')
  assert.equal((await post('/envelopes/1/removal', {})).statusCode, 303)
})

test('once the vote has opened, nothing changes', async () => {
  process = await makeBudget(app, { projects: [{ title: 'Bănci în parc', cost: 5_000_000 }] })
  await goToPhase(app, process, 'vote')
  assert.equal((await money()).mayChange, false)
  assert.equal((await post('/envelopes/1', parks())).statusCode, 409)
  assert.equal((await add(parks())).statusCode, 409)
  assert.equal((await post('', { supportsNeeded: '1', contestDays: '1', ballots: 'account' })).statusCode, 409)
  const page = await app.get(`/ru${path()}`, doina.headers)
  assert.equal(page.statusCode, 200)
  assert.doesNotMatch(page.body, /<form[^>]*\/money/)
})
