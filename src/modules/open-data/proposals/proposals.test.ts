import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { after as later } from '#kernel/clock.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addDataset } from '#test/datasets.ts'
import { officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { forgetAnswered } from './store.ts'

let app: TestApp
let maria: TestPerson
let ion: TestPerson
let doina: TestPerson
let stranger: TestPerson
before(async () => {
  app = await testApp({ demoPeople: false })
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  ion = await signedIn(app, { name: 'Ion Rotaru', email: 'ion@example.md' })
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  stranger = await officerOf(app, 'primaria-balti', { name: 'Oleg Kravciuk', email: 'oleg@example.md' })
  await addDataset(app, { name: 'arbori' })
})
after(() => app.close())

const said = {
  title: 'Stații fără umbră',
  problem: 'Datele arată stații unde vara nu stă nimeni, de cald ce este.',
  institution: 'primaria-chisinau',
  datasets: 'http://punte.test/ro/data/arbori',
  lang: 'ro',
}
let keys = 0
const send = (person: TestPerson, more: Record<string, string> = {}) => {
  keys += 1
  const fields = { ...said, ...more, 'idempotency-key': `proposal-${keys}` }
  return app.post('/ro/data/challenges/proposals/new', fields, person.headers)
}
const mine = async (person: TestPerson) =>
  (await app.get('/api/v1/data/challenges/proposals', person.headers)).json().items
const queue = async (person: TestPerson) => (await app.get('/api/v1/work/challenge-proposals', person.headers)).json()
async function proposed(more: Record<string, string> = {}): Promise<string> {
  const reply = await send(maria, more)
  assert.equal(reply.statusCode, 303, reply.body.slice(0, 500))
  return (await mine(maria))[0].id
}
const act = (id: string, path: string, fields: Record<string, string>, person: TestPerson) =>
  app.post(`/ro/work/challenge-proposals/${id}/${path}`, fields, person.headers)
const letters = async () =>
  (await app.mails()).filter(({ to }) => to === 'maria@example.md').map(({ subject }) => subject)

test('a proposal waits for its institution alone, which makes a draft of it that its author hears of', async () => {
  const id = await proposed()
  assert.deepEqual(await mine(ion), [], 'nobody else sees it')
  assert.equal((await queue(doina)).total, 1)
  assert.equal((await queue(stranger)).total, 0)
  assert.equal((await app.get(`/ro/work/challenge-proposals/${id}`, stranger.headers)).statusCode, 403)
  assert.equal((await app.get(`/ro/work/challenge-proposals/${id}`, maria.headers)).statusCode, 403)
  const draft = { titleRo: said.title, problemRo: said.problem }
  assert.equal((await act(id, 'taking', draft, stranger)).statusCode, 403)
  const twice = await Promise.all([act(id, 'taking', draft, doina), act(id, 'taking', draft, doina)])
  assert.deepEqual(twice.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
  const { rows } = await sql<{ number: number; state: string; datasets: number }>`
    SELECT c.number, c.state, (SELECT count(*) FROM open_data.challenge_dataset d WHERE d.challenge_id = c.id) AS datasets
    FROM open_data.challenge c`.execute(app.services.db)
  assert.deepEqual(
    rows.map(({ state, datasets }) => [state, datasets]),
    [['draft', 1]],
  )
  const number = rows[0]?.number as number
  assert.deepEqual(
    (await mine(maria)).map(({ state, challenge }: { state: string; challenge: number | null }) => [state, challenge]),
    [['taken', null]],
    'a draft is named to nobody',
  )
  assert.equal((await app.post(`/ro/work/challenges/${number}/publication`, {}, doina.headers)).statusCode, 303)
  assert.equal((await mine(maria))[0].challenge, number)
  assert.match((await letters()).at(-1) ?? '', /Propunerea a fost primită: Stații fără umbră/)
  const { rows: acts } = await sql<{ act: string }>`
    SELECT act FROM audit.act WHERE subject_kind = 'open-data.challenge-proposal'`.execute(app.services.db)
  assert.deepEqual(acts, [{ act: 'open-data.proposals.take' }])
})

test('one in another language is taken up in Romanian, and keeps its own words', async () => {
  const id = await proposed({
    title: 'Остановки без тени',
    problem: 'На этих остановках летом никто не стоит.',
    lang: 'ru',
  })
  assert.match((await act(id, 'taking', { titleRo: '', problemRo: '' }, doina)).body, /href="#f-take-titleRo"/)
  const taken = await act(id, 'taking', { titleRo: 'Stații fără umbră, iarăși', problemRo: said.problem }, doina)
  const desk = (await app.get(`/api/v1${String(taken.headers.location).replace('/ro', '')}`, doina.headers)).json()
  assert.deepEqual(desk.titles, { ro: 'Stații fără umbră, iarăși', ru: 'Остановки без тени', en: null })
})

test('an institution says why not, once, and the author reads it', async () => {
  const id = await proposed({ title: 'Altă problemă cu stații' })
  assert.match((await act(id, 'refusal', { reason: 'nu' }, doina)).body, /Altă problemă cu stații/)
  assert.equal(
    (await act(id, 'refusal', { reason: 'Lucrăm deja la aceasta cu altcineva.', lang: 'ro' }, doina)).statusCode,
    303,
  )
  assert.equal((await act(id, 'refusal', { reason: 'Încă o dată, din alt motiv.' }, doina)).statusCode, 409)
  const [own] = await mine(maria)
  assert.deepEqual([own.state, own.reason], ['refused', 'Lucrăm deja la aceasta cu altcineva.'])
  assert.match((await app.get('/ro/data/challenges/proposals', maria.headers)).body, /Lucrăm deja la aceasta/)
  assert.match(
    (await app.get('/ru/data/challenges/proposals', maria.headers)).body,
    /<p class="lines" lang="ro">Lucrăm deja la aceasta/,
  )
  const [exported] = (await app.get('/ro/account/data/export', maria.headers)).json()['open-data.proposals']
  assert.deepEqual([exported.refusedReason, exported.refusedLang], [own.reason, 'ro'])
  assert.match((await letters()).at(-1) ?? '', /nu a fost primită: Altă problemă/)
  await forgetAnswered(app.services.db, later(app.clock.now(), 1))
  assert.deepEqual(await mine(maria), [])
})

test('its author takes it back until somebody answers; what is wrong is said at its field', async () => {
  const id = await proposed({ title: 'O problemă de luat înapoi' })
  const back = (person: TestPerson) => app.post(`/ro/data/challenges/proposals/${id}/withdrawal`, {}, person.headers)
  assert.equal((await back(ion)).statusCode, 404)
  assert.equal((await back(maria)).statusCode, 303)
  assert.deepEqual(await mine(maria), [])
  for (const [more, field] of [
    [{ title: '' }, 'title'],
    [{ problem: 'prea scurt' }, 'problem'],
    [{ institution: 'nu-exista' }, 'institution'],
    [{ datasets: 'nu-exista-asa-ceva' }, 'datasets'],
    [{ problem: `${said.problem} Scrieți-mi la maria@example.md.` }, 'problem'],
  ] as [Record<string, string>, string][]) {
    const reply = await send(ion, more)
    assert.equal(reply.statusCode, 422, field)
    assert.match(reply.body, new RegExp(`href="#f-${field}"`))
  }
  assert.equal((await app.get('/ro/data/challenges/proposals/new')).statusCode, 303, 'led to sign-in')
  for (let at = 0; at < 5; at += 1) assert.equal((await send(ion, { title: `Problema numărul ${at}` })).statusCode, 303)
  assert.equal((await send(ion)).statusCode, 429)
})

test('who comes from a dataset has its institution chosen already', async () => {
  const form = async (query: string) =>
    (await app.get(`/api/v1/data/challenges/proposals/new${query}`, ion.headers)).json()
  const { dataset, institution } = await form('?dataset=arbori')
  assert.deepEqual([dataset, institution], ['arbori', 'primaria-chisinau'])
  assert.equal((await form('')).institution, null)
  assert.equal((await form('?dataset=nu-exista-asa-ceva')).institution, null)
  const page = await app.get('/ro/data/challenges/proposals/new?dataset=arbori', ion.headers)
  assert.match(page.body, /<option value="primaria-chisinau" selected>|<option selected value="primaria-chisinau">/)
})

test('who is erased leaves no proposal behind', async () => {
  const ana = await signedIn(app, { name: 'Ana Ceban', email: 'ana.ceban@example.md' })
  await send(ana, { title: 'O problemă a Anei' })
  const exported = (await app.get('/ro/account/data/export', ana.headers)).json()['open-data.proposals']
  assert.equal(exported[0].title, 'O problemă a Anei')
  const before = (await queue(doina)).total
  await app.post('/ro/account/data/erasure', { sure: 'yes' }, ana.headers)
  assert.equal((await queue(doina)).total, before - 1)
})
