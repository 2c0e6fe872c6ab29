import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { forgetRolls } from '#commons/processes/roll/forget-rolls.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, goToPhase, makeBudget } from '#test/budgets.ts'
import { givePersonalNumber, officerOf, signedIn, type TestPerson } from '#test/people.ts'

const MARIA = '2002500081628'
const OTHER = '1008600038413'
const DAYS = { eligibleOn: '2026-12-01', correctionsUntil: '2027-02-10' }

let app: TestApp
let doina: TestPerson
let maria: TestPerson
let ion: TestPerson
let process: Process
before(async () => {
  app = await testApp()
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md', level: 'strong' })
  ion = await signedIn(app, { name: 'Ion Rotaru', email: 'ion@example.md', level: 'strong' })
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  await givePersonalNumber(app, maria.accountId, MARIA)
  await givePersonalNumber(app, ion.accountId, OTHER)
})
after(() => app.close())

async function begin(source: 'register' | 'codes' | 'document' = 'register'): Promise<void> {
  app.clock.set('2026-11-22T10:00:00Z')
  process = await makeBudget(app, {
    roll: { source, ...DAYS },
    projects: [{ title: 'Bănci în parc', cost: 5_000_000 }],
  })
}
beforeEach(() => begin())

const desk = () => `/api/v1/work/processes/${process.number}/roll`
const officer = () => ({ ...doina.headers, 'sec-fetch-site': 'same-origin' })
const post = (path: string, body: Record<string, unknown>) => app.postJson(`${desk()}${path}`, body, officer())
const cast = (person: TestPerson, more: Record<string, string> = {}) =>
  app.post(`/ro/processes/${process.number}/ballot`, { picks: ['1'], ...more }, person.headers)
const list = (rows: string, more: Record<string, unknown> = {}) => ({
  file: { name: 'a.csv', content: Buffer.from(`idnp,birth_date,place\n${rows}`).toString('base64') },
  members: 'residents',
  about: 'Registrul de stat, extras din noiembrie',
  how: 'whole',
  ...more,
})
async function bring(rows: string, more: Record<string, unknown> = {}): Promise<string> {
  const reply = await app.postJson(`${desk()}/lists`, list(rows, more), officer())
  assert.equal(reply.statusCode, 201, reply.body)
  return reply.json().list
}
const standing = async (person: TestPerson) =>
  (await app.get(`/api/v1/processes/${process.number}/my-roll`, person.headers)).json()
async function entries(kind: string) {
  const { rows } = await app.deps.database.pool.query('SELECT body FROM ledger.entry WHERE kind = $1 ORDER BY index', [
    kind,
  ])
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.process === process.number)
}

test('a list is read, looked at, confirmed and fixed; then those on it vote, and nobody else', async () => {
  const id = await bring(`${MARIA},1984-03-21,md-cu-botanica`)
  const preview = (await app.get(`${desk()}/lists/${id}`, doina.headers)).json()
  assert.deepEqual([preview.state, preview.lines, preview.known, preview.problems], ['preview', 1, 0, []])
  assert.equal((await standing(maria)).standing, 'not-found', 'not before it is confirmed')
  assert.equal((await post('/fixing', {})).statusCode, 409, 'nobody is on it')
  assert.equal((await post(`/lists/${id}`, {})).statusCode, 200)
  assert.equal((await post(`/lists/${id}`, {})).statusCode, 409, 'once')
  await goToPhase(app, process, 'vote')
  assert.equal((await cast(maria)).statusCode, 409, 'the vote waits for the roll')
  assert.equal((await post('/fixing', {})).statusCode, 200)
  await goToPhase(app, process, 'vote')
  assert.deepEqual(
    (await entries('processes.roll-fixed')).map(({ source, on, eligible }) => [source, on, eligible]),
    [['register', DAYS.eligibleOn, 1]],
  )
  const voted = await cast(maria)
  assert.equal(voted.statusCode, 303, voted.body)
  const refused = await cast(ion)
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /Nu sunteți pe lista participanților/)
  const stranger = await signedIn(app, { name: 'Ana', email: 'ana@example.md' })
  assert.match((await cast(stranger)).body, /Dovediți-vă identitatea/)
  const page = (await app.get(`/api/v1/processes/${process.number}/roll`)).json()
  assert.deepEqual([page.source, page.eligible, page.members], ['register', 1, [{ members: 'residents', count: null }]])
})

test('the personal number stands nowhere: not in tables, not in acts, not in what is wrong', async () => {
  await bring(`${MARIA},1984-03-21,md-cu-botanica\n${MARIA},1984-03-21,nowhere`)
  await bring(`${MARIA},1984-03-21,md-cu-botanica`)
  const { pool } = app.deps.database
  const { rows: tables } = await pool.query(
    "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_schema IN ('processes', 'audit', 'kernel', 'ledger')",
  )
  const rows: { said: string }[] = []
  for (const { name } of tables) rows.push(...(await pool.query(`SELECT one::text AS said FROM ${name} one`)).rows)
  assert.ok(rows.length > 10)
  for (const { said } of rows) assert.ok(!String(said).includes(MARIA))
  const { rows: drafts } = await pool.query(
    'SELECT count(*) AS count FROM processes.roll_draft_line d JOIN processes.roll_import i ON i.id = d.import_id WHERE i.process_id = $1',
    [process.id],
  )
  assert.equal(Number(drafts[0].count), 1, 'a list with a mistake keeps nothing')
})

test('who is too young or lives elsewhere is told so; on a list of minors or students neither keeps them out', async () => {
  await post(`/lists/${await bring(`${MARIA},2012-03-21,md-cu-botanica\n${OTHER},1990-01-01,md-ba`)}`, {})
  assert.equal((await standing(maria)).standing, 'not-old-enough')
  assert.equal((await standing(ion)).standing, 'elsewhere')
  await post(`/lists/${await bring(`${MARIA},2012-03-21,md-cu-botanica`, { members: 'minors' })}`, {})
  assert.equal((await standing(maria)).standing, 'not-old-enough', 'a line that is there stays')
  await post(`/lists/${await bring(`${OTHER},1990-01-01,md-ba`)}`, {})
  await post(`/lists/${await bring(`${MARIA},2012-03-21,md-cu-botanica`, { members: 'minors' })}`, {})
  assert.equal((await standing(maria)).standing, 'on')
})

test('who is missing asks, an officer decides with a reason, and the log says that one was added', async () => {
  await post(`/lists/${await bring(`${MARIA},1984-03-21,md-cu-botanica`)}`, {})
  await post('/fixing', {})
  const ask = { place: 'md-cu-botanica', says: 'M-am mutat în martie la Botanica.' }
  const path = `/ro/processes/${process.number}/my-roll`
  const unknown = await signedIn(app, { name: 'Vera Lungu', email: 'vera@example.md' })
  assert.match(
    (await app.get(path, unknown.headers)).body,
    /href="\/ro\/account\/identity"/,
    'straight to where one says who one is',
  )
  assert.equal((await app.post(path, ask, ion.headers)).statusCode, 303)
  assert.equal((await app.post(path, ask, ion.headers)).statusCode, 409, 'one at a time')
  const { corrections } = (await app.get(desk(), doina.headers)).json()
  assert.deepEqual([corrections.length, corrections[0].says, corrections[0].name], [1, '', null])
  const one = `/corrections/${corrections[0].id}`
  assert.equal((await app.get(`${desk()}${one}`, doina.headers)).json().name, 'Ion Rotaru')
  const reason = 'Găsit în registru la noua adresă.'
  const before = (await app.mails()).length
  assert.equal((await post(one, { decision: 'accepted', reason })).statusCode, 200)
  const letters = (await app.mails()).slice(before)
  assert.deepEqual([letters.length, letters[0]?.to], [1, 'ion@example.md'])
  assert.match(letters[0]?.text ?? '', new RegExp(`/ro/processes/${process.number}/my-roll`))
  assert.doesNotMatch(letters[0]?.text ?? '', /noua adresă/, 'a reason may speak of a register')
  assert.equal((await post(one, { decision: 'accepted', reason })).statusCode, 409)
  assert.deepEqual([(await standing(ion)).standing, (await standing(ion)).corrections[0].reason], ['on', reason])
  assert.deepEqual(
    (await entries('processes.roll-corrected')).map(({ added }) => added),
    [1],
  )
  await goToPhase(app, process, 'vote')
  assert.equal((await cast(ion)).statusCode, 303)
})

test('after it is fixed only additions with a reason come onto it, until the last day', async () => {
  await post(`/lists/${await bring(`${MARIA},1984-03-21,md-cu-botanica`)}`, {})
  await post('/fixing', {})
  const whole = await app.postJson(`${desk()}/lists`, list(`${OTHER},1990-01-01,md-cu`), officer())
  assert.equal(whole.statusCode, 422)
  const added = await bring(`${OTHER},1990-01-01,md-cu`, { how: 'additions', reason: 'O scară uitată la extras.' })
  assert.equal((await post(`/lists/${added}`, {})).statusCode, 200)
  assert.deepEqual(
    (await entries('processes.roll-corrected')).map((entry) => entry.added),
    [1],
  )
  app.clock.set('2027-02-11T10:00:00Z')
  assert.equal((await post(`/lists/${added}`, {})).statusCode, 409)
})

test('who shows a document at a counter comes onto the roll and votes online, as the electronic identity', async () => {
  await begin('document')
  await post('/fixing', {})
  await goToPhase(app, process, 'vote')
  assert.match((await cast(maria)).body, /Nu sunteți pe lista participanților/)
  const shown = { personalNumber: MARIA, birthDate: '1984-03-21', place: 'md-cu-botanica', seen: true }
  assert.equal((await post('/documents', { ...shown, birthDate: '2015-01-01' })).statusCode, 409)
  assert.equal((await post('/documents', { ...shown, seen: false })).statusCode, 422)
  assert.equal((await post('/documents', shown)).statusCode, 200)
  assert.equal((await standing(maria)).standing, 'on')
  assert.equal((await cast(maria)).statusCode, 303)
  assert.deepEqual(
    (await entries('processes.roll-fixed')).map(({ source, eligible }) => [source, eligible]),
    [['document', null]],
  )
})

test('a code is one vote, whatever account brings it', async () => {
  await begin('codes')
  const made = await post('/codes', { codes: 2, members: 'minors' })
  assert.equal(made.statusCode, 201, made.body)
  const [code] = made.json().codes
  await post('/fixing', {})
  await goToPhase(app, process, 'vote')
  assert.equal((await cast(maria)).statusCode, 422)
  assert.match((await cast(maria, { code: 'AAAA-BBBB-CCCC' })).body, /Codul nu este pe lista/)
  assert.equal((await cast(maria, { code })).statusCode, 303)
  assert.equal((await cast(ion, { code: code.toLowerCase().replaceAll('-', ' ') })).statusCode, 303)
  assert.equal((await app.get(`/api/v1/processes/${process.number}/projects`)).json().turnout.ballots, 1)
})

test('where codes are not made, their page says why instead of showing a form', async () => {
  const page = async () => (await app.get(`/ro/work/processes/${process.number}/roll/new-codes`, doina.headers)).body
  const make = () =>
    app.post(`/ro/work/processes/${process.number}/roll/codes`, { codes: '2', members: 'minors' }, doina.headers)
  assert.match(await page(), /se face altfel[\s\S]*Participă cine este pe lista pe care o aduceți/)
  const choices = (await app.get(`/ro/work/processes/${process.number}/roll`, doina.headers)).body
  assert.doesNotMatch(choices, /vă recunoaște/, 'officers are not spoken to as voters')
  assert.doesNotMatch(await page(), /name="codes"/)
  process = await makeBudget(app)
  assert.match(await page(), /nu are o listă a participanților[\s\S]*nimeni nu verifică/)
  const refused = await make()
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /nu are o listă a participanților/)
  await begin('codes')
  assert.match(await page(), /name="codes"/)
  assert.match((await make()).body, /Codurile se văd numai acum/)
  await post('/fixing', {})
  assert.match(await page(), /nu se mai fac coduri/)
  assert.doesNotMatch(await page(), /name="codes"/)
})

test('lines go some weeks after everything is decided; how many there were stays', async () => {
  await post(`/lists/${await bring(`${MARIA},1984-03-21,md-cu-botanica`)}`, {})
  await post('/fixing', {})
  const lines = async () =>
    Number(
      (
        await app.deps.database.pool.query('SELECT count(*) FROM processes.roll_line WHERE process_id = $1', [
          process.id,
        ])
      ).rows[0].count,
    )
  const reason = 'Bugetul a fost tăiat de consiliu.'
  const path = `/ro/work/processes/${process.number}/cancellation`
  assert.equal((await app.post(path, { reason }, doina.headers)).statusCode, 303)
  await forgetRolls(app.services)
  assert.equal(await lines(), 1)
  app.clock.set('2027-03-30T10:00:00Z')
  await forgetRolls(app.services)
  assert.equal(await lines(), 0)
  const page = (await app.get(`/api/v1/processes/${process.number}/roll`)).json()
  assert.deepEqual([page.eligible, page.forgotten], [1, true])
})

test('a roll that is fixed early answers for ideas too, and nothing is declared', async () => {
  const idea = await addIdea(app, process, { title: 'Bănci în parc' })
  const support = (person: TestPerson, more: Record<string, string> = {}) =>
    app.post(`/ro/ideas/${idea.number}/support`, more, person.headers)
  const page = async (person: TestPerson) =>
    (await app.get(`/api/v1/ideas/${idea.number}/support`, person.headers)).json().byRoll
  assert.equal(await page(maria), false)
  assert.equal((await support(maria)).statusCode, 422, 'until it is fixed people are taken at their word')
  await post(`/lists/${await bring(`${MARIA},1984-03-21,md-cu-botanica`)}`, {})
  assert.equal((await post('/fixing', {})).statusCode, 200)
  assert.equal(await page(maria), true)
  assert.match((await app.get(`/ro/ideas/${idea.number}/support`, maria.headers)).body, /nu trebuie să declarați nimic/)
  const outside = await support(ion, { residence: 'md-cu-botanica', oldEnough: 'yes' })
  assert.equal(outside.statusCode, 409)
  assert.match(outside.body, /Nu sunteți pe lista participanților/)
  const stranger = await signedIn(app, { name: 'Ana', email: 'ana-idei@example.md' })
  assert.match((await support(stranger)).body, /Dovediți-vă identitatea/)
  assert.equal((await support(maria)).statusCode, 303)
  assert.equal((await app.get(`/api/v1/ideas/${idea.number}`)).json().supports, 1)
  const fields = {
    title: 'Felinare pe alee',
    text: 'Seara aleea este întunecată și oamenii o ocolesc, mai ales iarna.',
    lang: 'ro',
    category: 'other',
    place: 'md-cu-botanica',
  }
  const propose = (person: TestPerson, key: string) =>
    app.post(`/ro/processes/${process.number}/ideas`, { ...fields, 'idempotency-key': key }, person.headers)
  assert.equal((await propose(maria, 'by-roll-1')).statusCode, 303)
  assert.equal((await propose(ion, 'by-roll-2')).statusCode, 409)
})
