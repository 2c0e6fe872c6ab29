import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { sayAmounts } from '#test/budgets.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { turnPhases } from './turn-phases.ts'

let app: TestApp
let doina: TestPerson
let stranger: TestPerson
let organisation: string
before(async () => {
  app = await testApp()
  organisation = await authorityId(app, 'primaria-chisinau')
  const officer = (name: string, organisationId: string) =>
    signedIn(app, { name, email: `${name.split(' ')[0]}@example.md`, roles: [{ name: 'officer', organisationId }] })
  doina = await officer('Doina Plămădeală', organisation)
  stranger = await officer('Oleg Kravciuk', await authorityId(app, 'primaria-balti'))
})
after(() => app.close())

const draft = () => ({
  blueprint: 'budgeting.civil',
  organisation,
  titleRo: 'Bugetul civil 2027',
  titleRu: '',
  titleEn: '',
  summaryRo: 'Locuitorii propun și aleg pe ce se cheltuie banii.',
  summaryRu: '',
  summaryEn: '',
  place: 'md-cu',
  firstDay: '2026-12-01',
})

let key = 0
async function begin(fields: Record<string, string> = {}): Promise<number> {
  key += 1
  const reply = await app.post(
    '/ro/work/processes',
    { ...draft(), ...fields, 'idempotency-key': `process-${key}` },
    doina.headers,
  )
  assert.equal(reply.statusCode, 303, reply.body)
  const number = Number(/processes\/(\d+)$/.exec(String(reply.headers.location))?.[1])
  await sayAmounts(app.services.db, number)
  return number
}

test('an officer begins, changes, publishes; the phases open by themselves', async () => {
  const number = await begin()
  assert.equal((await app.get(`/api/v1/processes/${number}`)).statusCode, 404)
  const facts = { ...draft(), minAge: '14', residentsOnly: 'yes', level: 'email' }
  assert.equal((await app.post(`/ro/work/processes/${number}/facts`, facts, doina.headers)).statusCode, 303)
  assert.equal((await app.post(`/ro/work/processes/${number}/publication`, {}, doina.headers)).statusCode, 303)
  const before = (await app.get(`/api/v1/processes/${number}`)).json()
  assert.equal(before.minAge, 14)
  assert.deepEqual(
    before.phases.map(({ opensOn, closesOn, standing }: Record<string, string>) => [opensOn, closesOn, standing]),
    [
      ['2026-12-01', '2026-12-30', 'coming'],
      ['2026-12-31', '2027-02-13', 'coming'],
      ['2027-02-14', '2027-03-15', 'coming'],
      ['2027-03-16', '2027-04-14', 'coming'],
      ['2027-04-15', '2028-04-13', 'coming'],
    ],
  )
  app.clock.set('2026-12-01T08:00:00Z')
  await turnPhases(app.services)
  assert.equal((await app.get(`/api/v1/processes/${number}`)).json().phases[0].standing, 'open')
  assert.equal((await app.post(`/ro/work/processes/${number}/facts`, facts, doina.headers)).statusCode, 409)
  assert.match((await app.get(`/ru/processes/${number}-bugetul-civil-2027`)).body, /Идеи/)
})

test('public dates move with a reason, and never what is past', async () => {
  const number = await begin({ firstDay: '2026-12-10' })
  const move = (phase: number, fields: Record<string, string>) =>
    app.post(`/ro/work/processes/${number}/phases/${phase}`, { reason: '', ...fields }, doina.headers)
  assert.equal(
    (await move(1, { opensOn: '2026-12-08', closesOn: '2027-01-09' })).statusCode,
    303,
    'a draft needs no reason',
  )
  const { rows: acts } = await app.deps.database.pool.query(
    "SELECT data FROM audit.act WHERE act = 'processes.move-dates' AND subject_id = $1",
    [String(number)],
  )
  assert.deepEqual(
    acts.map(({ data }) => [data.phase, data.before.opensOn, data.after.opensOn]),
    [[1, '2026-12-10', '2026-12-08']],
    'and leaves its record too',
  )
  await app.post(`/ro/work/processes/${number}/publication`, {}, doina.headers)
  const without = await move(1, { opensOn: '2026-12-09', closesOn: '2027-01-09' })
  assert.equal(without.statusCode, 422)
  assert.match(without.body, /motivul este public/)
  assert.match(without.body, /value="2026-12-09"/)
  const reason = 'Sărbătorile au scurtat perioada de depunere.'
  assert.equal((await move(1, { opensOn: '2026-11-01', closesOn: '2027-01-09', reason })).statusCode, 422)
  assert.equal((await move(1, { opensOn: '2027-01-09', closesOn: '2027-01-08', reason })).statusCode, 422)
  assert.equal((await move(2, { opensOn: '2026-12-01', closesOn: '2027-03-01', reason })).statusCode, 422)
  const late = await move(1, { opensOn: '2027-01-12', closesOn: '2027-01-20', reason })
  assert.match(late.body, /după etapa următoare: mutați-o mai întâi pe aceea/)
  assert.equal((await move(1, { opensOn: '2026-12-08', closesOn: '2027-01-20', reason })).statusCode, 303)
  const { moves, events } = (await app.get(`/api/v1/processes/${number}`)).json()
  assert.match(events.at(-1).text, /8\u00a0decembrie 2026 – 20\u00a0ianuarie 2027/, 'days as people write them')
  assert.deepEqual(
    moves.map(({ closesBefore, closesAfter, reason }: Record<string, string>) => [closesBefore, closesAfter, reason]),
    [['2027-01-09', '2027-01-20', reason]],
  )
})

test('a slip of the pen in a year is refused, next to the field', async () => {
  const far = await app.post(
    '/ro/work/processes',
    { ...draft(), firstDay: '9999-12-31', 'idempotency-key': 'far' },
    doina.headers,
  )
  assert.equal(far.statusCode, 422)
  assert.match(far.body, /Ziua este prea departe/)
  const number = await begin({ firstDay: '2026-12-10' })
  const move = { opensOn: '2026-12-10', closesOn: '9999-12-31', reason: '' }
  assert.equal((await app.post(`/ro/work/processes/${number}/phases/1`, move, doina.headers)).statusCode, 422)
  const roll = { source: 'register', eligibleOn: '2207-03-01', correctionsUntil: '2027-03-10' }
  assert.equal((await app.post(`/ro/work/processes/${number}/roll`, roll, doina.headers)).statusCode, 422)
})

test('a roll has its days, and no promise of corrections until a day that is past', async () => {
  const number = await begin()
  const choose = (fields: Record<string, string>) =>
    app.post(
      `/ro/work/processes/${number}/roll`,
      { source: 'register', eligibleOn: '2027-03-01', correctionsUntil: '2027-03-10', ...fields },
      doina.headers,
    )
  const without = await choose({ correctionsUntil: '' })
  assert.equal(without.statusCode, 422)
  assert.match(without.body, /href="#f-correctionsUntil"/)
  assert.doesNotMatch(without.body, /href="#f-eligibleOn"/)
  const past = await choose({ correctionsUntil: '2026-11-01' })
  assert.equal(past.statusCode, 422)
  assert.match(past.body, /nu poate fi în trecut/)
  assert.equal((await choose({})).statusCode, 303)
})

test('only an officer of the authority runs it', async () => {
  const number = await begin()
  for (const path of ['', '/facts', '/phases/1'])
    assert.equal((await app.get(`/ro/work/processes/${number}${path}`, stranger.headers)).statusCode, 403, path)
  assert.equal((await app.post(`/ro/work/processes/${number}/publication`, {}, stranger.headers)).statusCode, 403)
  const other = await app.post('/ro/work/processes', { ...draft(), 'idempotency-key': 'another' }, stranger.headers)
  assert.equal(other.statusCode, 403)
})

test('a process is held where its authority answers, or under it', async () => {
  const send = (place: string, at: string) =>
    app.post('/ro/work/processes', { ...draft(), place, 'idempotency-key': at }, doina.headers)
  assert.equal((await send('md-ba', 'foreign-1')).statusCode, 422)
  assert.equal((await send('md-cu-botanica', 'own-1')).statusCode, 303)
  const number = await begin()
  const facts = { ...draft(), place: 'md-ba', minAge: '14', level: 'email' }
  assert.equal((await app.post(`/ro/work/processes/${number}/facts`, facts, doina.headers)).statusCode, 422)
  const { places } = (await app.get('/api/v1/work/processes/new', doina.headers)).json()
  const keys = places.map(({ key }: { key: string }) => key)
  assert.deepEqual([keys.includes('md-cu-botanica'), keys.includes('md-ba')], [true, false])
})

test('a cancelled process stays, with its reason, and takes nothing', async () => {
  const number = await begin()
  await app.post(`/ro/work/processes/${number}/publication`, {}, doina.headers)
  const reason = 'Consiliul nu a aprobat banii pentru anul viitor.'
  assert.equal((await app.post(`/ro/work/processes/${number}/cancellation`, { reason }, doina.headers)).statusCode, 303)
  const view = (await app.get(`/api/v1/processes/${number}`)).json()
  assert.equal(view.state, 'cancelled')
  assert.equal(view.endReason, reason)
  for (const page of [`/ro/processes/${number}-${view.slug}`, `/ro/work/processes/${number}`]) {
    const { body } = await app.get(page, doina.headers)
    assert.ok(body.includes(`<p>${reason}</p>`), page)
    assert.doesNotMatch(
      body,
      />Urmează: |Pentru deschidere mai lipsește|numai cu un motiv pe care/,
      'nothing comes any more',
    )
    assert.match(body, />Oprit: /)
  }
  assert.equal((await app.post(`/ro/work/processes/${number}/cancellation`, { reason }, doina.headers)).statusCode, 409)
})

test('a process whose turn fails holds up no other', async () => {
  app.clock.set('2026-11-20T10:00:00Z')
  const [broken, sound] = [await begin(), await begin()]
  for (const number of [broken, sound])
    assert.equal((await app.post(`/ro/work/processes/${number}/publication`, {}, doina.headers)).statusCode, 303)
  const { db } = app.services
  const methods = (from: string, to: string) =>
    sql`
    UPDATE processes.phase SET method = ${to} WHERE method = ${from} AND process_id = (
      SELECT id FROM processes.process WHERE number = ${broken})`.execute(db)
  await methods('budgeting.ideas', 'nobody.knows')
  app.clock.set('2026-12-01T08:00:00Z')
  await assert.rejects(turnPhases(app.services), /nobody\.knows/)
  await methods('nobody.knows', 'budgeting.ideas')
  const standing = async (number: number) => (await app.get(`/api/v1/processes/${number}`)).json().phases[0].standing
  assert.deepEqual([await standing(broken), await standing(sound)], ['coming', 'open'])
})

test('a phase whose last day is past is not opened again before the timer closes it', async () => {
  app.clock.set('2026-11-20T10:00:00Z')
  const number = await begin()
  assert.equal((await app.post(`/ro/work/processes/${number}/publication`, {}, doina.headers)).statusCode, 303)
  app.clock.set('2026-12-01T08:00:00Z')
  await turnPhases(app.services)
  const move = (closesOn: string) =>
    app.post(
      `/ro/work/processes/${number}/phases/1`,
      { opensOn: '2026-12-01', closesOn, reason: 'Mulți au cerut încă o zi.' },
      doina.headers,
    )
  app.clock.set('2026-12-30T20:00:00Z')
  assert.equal((await move('2026-12-30')).statusCode, 303, 'on its last day')
  app.clock.set('2026-12-31T00:30:00Z')
  const late = await move('2027-01-05')
  assert.equal(late.statusCode, 422)
  assert.match(late.body, /href="#f-closesOn"[^>]*>Ultima zi a etapei a trecut/)
})
