import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { keyed, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { addWish } from '#test/wishes.ts'
import { eraseOldRequests } from './erase-old.ts'
import { remindOfRequests } from './remind.ts'

let app: TestApp
let maria: TestPerson
let ion: TestPerson
let doina: TestPerson
let stranger: TestPerson
before(async () => {
  app = await testApp()
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  ion = await signedIn(app, { name: 'Ion Rotaru', email: 'ion@example.md' })
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  stranger = await officerOf(app, 'primaria-balti', { name: 'Oleg Kravciuk', email: 'oleg@example.md' })
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-23T10:00:00Z')
  await app.deps.database.pool.query('DELETE FROM kernel.limit_window')
})

const words = {
  kind: 'information',
  institution: 'primaria-chisinau',
  name: 'Maria Rusu',
  postalAddress: 'str. Florilor 4, Chișinău',
  description: 'Lista contractelor de reparație a drumurilor din 2025, cu sume.',
}
const send = (person: TestPerson, more: Record<string, string> = {}) =>
  app.post('/ro/data/requests', keyed({ ...words, ...more }), person.headers)
async function sent(person: TestPerson, more: Record<string, string> = {}): Promise<number> {
  const reply = await send(person, more)
  assert.equal(reply.statusCode, 303, reply.body.slice(0, 600))
  return Number(/requests\/(\d+)\/mine/.exec(String(reply.headers.location))?.[1])
}
const act = (person: TestPerson, number: number, path: string, fields: Record<string, string>) =>
  app.post(`/ro/work/data-requests/${number}/${path}`, keyed(fields), person.headers)
const register = (number: number, person = doina) => act(person, number, 'registration', { incomingNumber: '17/2026' })
/** With a file, as a program sends it. */
const answer = (number: number, more: Record<string, unknown> = {}, person = doina) =>
  app.postJson(
    `/api/v1/work/data-requests/${number}/answer`,
    { outcome: 'given', text: 'Lista este în documentul atașat.', lang: 'ro', files: [], ...more },
    { ...person.headers, 'sec-fetch-site': 'same-origin', 'idempotency-key': newId(app.clock.now()) },
  )
const mine = async (person: TestPerson, number: number) =>
  (await app.get(`/api/v1/data/requests/${number}/mine`, person.headers)).json()
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('a wish becomes a request that only its sender and the institution see', async () => {
  const wish = await addWish(app, ion)
  const form = await app.get(`/ro/data/requests/new?kind=information&wish=${wish}`, maria.headers)
  assert.match(form.body, /Orarul autobuzelor pe stații/)
  assert.match(form.body, /Legea nr. 148\/2023, art. 19/)
  assert.match(form.body, /în 10 zile .* adăuga 7 zile/)
  const number = await sent(maria, { wish: String(wish) })
  const view = await mine(maria, number)
  assert.deepEqual(
    [view.state, view.data.name, view.data.email, view.wish.number, view.term.dueOn],
    [...['sent', 'Maria Rusu', 'maria@example.md', wish, '2026-12-03']],
  )
  for (const person of [ion, stranger, doina])
    assert.equal((await app.get(`/api/v1/data/requests/${number}/mine`, person.headers)).statusCode, 404)
  assert.equal((await app.get(`/api/v1/data/requests/${number}`)).statusCode, 404)
  assert.equal((await app.get(`/api/v1/work/data-requests/${number}`, stranger.headers)).statusCode, 403)
  assert.equal((await app.get(`/api/v1/work/data-requests/${number}`, maria.headers)).statusCode, 403)
  const { rows } = await app.deps.database.pool.query('SELECT sealed FROM open_data.data_request WHERE number = $1', [
    number,
  ])
  assert.equal(rows[0].sealed.includes('Maria'), false, 'sealed')
  const mails = await app.mails()
  const official = mails.find(({ subject }) => subject === `Cerere de informații nr.\u00a0${number}`)
  assert.equal(official?.text.includes('Maria'), false)
  assert.ok(mails.some(({ to, subject }) => to === 'maria@example.md' && subject.includes('Ați trimis')))
})

test('what the law asks is asked, and nothing more', async () => {
  for (const field of ['name', 'postalAddress', 'description', 'institution']) {
    const reply = await send(maria, { [field]: '' })
    assert.equal(reply.statusCode, 422)
    assert.match(reply.body, new RegExp(`href="#f-${field}"`))
  }
  assert.equal((await send(maria, { wish: '999999' })).statusCode, 404)
})

test('the term of the law is extended once with a reason, and ends with the answer', async () => {
  const number = await sent(maria)
  assert.equal((await answer(number)).statusCode, 409, 'not registered yet')
  const both = await Promise.all([register(number), register(number)])
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 409])
  const running = (await mine(maria, number)).term
  assert.deepEqual(
    [running.kind, running.basis, running.total, running.dueOn, running.state],
    ['legal', 'Legea nr. 148/2023, art. 19', 10, '2026-12-03', 'running'],
  )
  assert.equal((await act(stranger, number, 'extension', { reason: 'Sunt multe contracte.' })).statusCode, 403)
  const extension = { reason: 'Sunt multe contracte.', lang: 'ro' }
  assert.equal((await act(doina, number, 'extension', extension)).statusCode, 303)
  assert.match(
    (await act(doina, number, 'extension', { reason: 'Încă o dată, vă rog.' })).body,
    /deja prelungit o dată/,
  )
  const longer = (await mine(maria, number)).term
  assert.deepEqual(
    [longer.total, longer.dueOn, longer.extensions[0].reason, longer.extensions[0].lang],
    [17, '2026-12-10', 'Sunt multe contracte.', 'ro'],
  )
  assert.match(
    (await app.get(`/ru/data/requests/${number}/mine`, maria.headers)).body,
    /<span class="lines" lang="ro">Sunt multe/,
  )
  app.clock.set('2026-12-09T10:00:00Z')
  const reply = await answer(number, { outgoingNumber: '3-12', files: [{ name: 'lista.png', content: PNG }] })
  assert.equal(reply.statusCode, 200, reply.body)
  const done = await mine(maria, number)
  assert.deepEqual([done.state, done.answer.outcome, done.term.state], ['answered', 'given', 'met'])
  const [file] = done.answer.files
  const at = `/data/requests/${number}`
  assert.equal((await app.get(`${at}/mine/files/${file.id}`, maria.headers)).headers['content-type'], 'image/png')
  assert.equal((await app.get(`${at}/mine/files/${file.id}`, ion.headers)).statusCode, 404)
  assert.equal((await app.get(`${at}/files/${file.id}`)).statusCode, 404)
  assert.equal((await answer(number)).statusCode, 409, 'answered once')
  const { rows } = await app.deps.database.pool.query(
    'SELECT act FROM audit.act WHERE subject_kind = $1 AND subject_id = $2 ORDER BY acted_at, id',
    ['open-data.request', String(number)],
  )
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['open-data.requests.register', 'open-data.requests.extend', 'open-data.requests.answer'],
  )
})

test('the term runs since the request was sent: who does not register it is late, and registering it moves nothing', async () => {
  const number = await sent(maria)
  app.clock.set('2026-12-05T10:00:00Z')
  const waiting = await mine(maria, number)
  assert.deepEqual([waiting.state, waiting.term.state, waiting.term.daysLeft], ['sent', 'overdue', -2])
  for (const lang of ['ro', 'ru', 'en'])
    assert.equal((await app.get(`/${lang}/data/requests/${number}/mine`, maria.headers)).statusCode, 200)
  await remindOfRequests(app.services)
  const late = (await app.mails()).filter(
    ({ text }) => text.includes('a trecut') && text.includes(`nr.\u00a0${number}`),
  )
  assert.ok(late.some(({ to }) => to === 'maria@example.md'))
  assert.equal((await register(number)).statusCode, 303)
  assert.deepEqual([(await mine(maria, number)).term.dueOn, (await mine(maria, number)).term.total], ['2026-12-03', 10])
})

test('that people wait too long is told in public once they are so many that it tells of nobody', async () => {
  const late = async (slug: string) => (await app.get(`/api/v1/data/requests?institution=${slug}`)).json().late
  const ask = async (at: number) => {
    const person = await signedIn(app, { name: 'Om Așteaptă', email: `asteapta-${at}@example.md` })
    await sent(person, { institution: 'primaria-orhei' })
  }
  for (let at = 0; at < 9; at++) await ask(at)
  app.clock.set('2026-12-10T10:00:00Z')
  assert.equal(await late('primaria-orhei'), null, 'nine')
  app.clock.set('2026-11-23T10:00:00Z')
  for (let at = 9; at < 13; at++) await ask(at)
  assert.equal(await late('primaria-orhei'), null, 'in their term')
  app.clock.set('2026-12-10T10:00:00Z')
  assert.equal(await late('primaria-orhei'), 10, 'thirteen, in whole steps')
  assert.match((await app.get('/ro/data/requests?institution=primaria-orhei')).body, /Cel puțin 10 persoane/)
  assert.equal(await late('primaria-soroca'), null)
  assert.equal(await late('nu-exista'), null)
})

test('a request from before the term began with sending gets its term too, and one that is broken holds up no other', async () => {
  const { pool } = app.deps.database
  const withoutTerm = async (person: TestPerson) => {
    const number = await sent(person)
    await pool.query(
      'DELETE FROM lifecycle.clock WHERE subject_id = (SELECT id::text FROM open_data.data_request WHERE number = $1)',
      [number],
    )
    return number
  }
  const broken = await withoutTerm(ion)
  const number = await withoutTerm(maria)
  assert.equal((await mine(maria, number)).term, null)
  const { rows } = await pool.query('SELECT sent_at FROM open_data.data_request WHERE number = $1', [broken])
  // Of no day.
  await pool.query("UPDATE open_data.data_request SET sent_at = 'infinity' WHERE number = $1", [broken])
  app.clock.set('2026-11-25T10:00:00Z')
  await remindOfRequests(app.services)
  await remindOfRequests(app.services)
  assert.equal((await mine(maria, number)).term.dueOn, '2026-12-03')
  await pool.query('UPDATE open_data.data_request SET sent_at = $2 WHERE number = $1', [broken, rows[0].sent_at])
})

test('what is kept back names its ground, with act and article', async () => {
  const number = await sent(maria)
  await register(number)
  const bare = await answer(number, { outcome: 'refused' })
  assert.equal(bare.statusCode, 422)
  assert.deepEqual(
    bare.json().errors.map(({ field }: { field: string }) => field),
    ['ground', 'groundText'],
  )
  const ground = { ground: 'personal-data', groundText: 'Legea nr. 195/2024, art. 6' }
  assert.equal((await answer(number, { outcome: 'refused', ...ground })).statusCode, 200)
  const { answer: said } = await mine(maria, number)
  assert.deepEqual(
    [said.outcome, said.ground, said.groundText],
    ['refused', 'personal-data', 'Legea nr. 195/2024, art. 6'],
  )
  const other = await sent(maria)
  await register(other)
  assert.equal((await answer(other, { outcome: 'given', ...ground })).statusCode, 200)
  assert.equal((await mine(maria, other)).answer.ground, null)
})

test('for re-use the institution promises; that is not a term of law, and not extended', async () => {
  const number = await sent(maria, { kind: 'reuse' })
  await register(number)
  const { term } = await mine(maria, number)
  assert.deepEqual([term.kind, term.total, term.basis], ['promised', 20, 'Primăria municipiului Chișinău'])
  assert.equal((await act(doina, number, 'extension', { reason: 'Sunt multe contracte.' })).statusCode, 409)
})

test('an outcome is public in other words, and only where who asked agreed', async () => {
  const said = {
    title: 'Contracte de drumuri',
    question: 'Contractele din 2025.',
    answer: 'Sunt **publicate**.',
    lang: 'ro',
  }
  const closed = await sent(maria)
  await register(closed)
  await answer(closed)
  assert.equal((await act(doina, closed, 'publication', said)).statusCode, 409)
  const number = await sent(maria, { mayPublish: 'yes' })
  await register(number)
  assert.equal((await act(doina, number, 'publication', said)).statusCode, 409, 'not answered yet')
  await answer(number, { files: [{ name: 'lista.png', content: PNG }] })
  const personal = await act(doina, number, 'publication', { ...said, answer: 'Scrieți la maria@example.md acum' })
  assert.equal(personal.statusCode, 422)
  const named = await act(doina, number, 'publication', { ...said, answer: 'Stimată doamnă RUSU, iată lista cerută.' })
  assert.equal(named.statusCode, 422)
  assert.match(named.body, /numele sau adresa celui care a cerut/)
  assert.equal((await act(doina, number, 'publication', said)).statusCode, 303)
  const view = (await app.get(`/api/v1/data/requests/${number}`)).json()
  assert.deepEqual([view.title, view.days, view.files], ['Contracte de drumuri', 0, []])
  assert.match(view.answer, /<strong>publicate<\/strong>/)
  assert.equal(/Maria|Florilor|reparație/.test(JSON.stringify(view)), false)
  assert.equal((await act(doina, number, 'publication', { ...said, withFiles: 'yes' })).statusCode, 303)
  const [file] = (await app.get(`/api/v1/data/requests/${number}`)).json().files
  assert.equal((await app.get(`/data/requests/${number}/files/${file.id}`)).statusCode, 200)
  const all = (await app.get('/api/v1/data/requests?institution=primaria-chisinau')).json()
  assert.deepEqual(
    all.items.map((one: { number: number }) => one.number),
    [number],
  )
  assert.equal((await app.get('/api/v1/data/requests?institution=primaria-balti')).json().items.length, 0)
})

test('a public outcome is taken back with a reason that stays in its place, and can be made public again', async () => {
  const said = { title: 'Contracte noi', question: 'Contractele din 2026.', answer: 'Le **publicăm**.', lang: 'ro' }
  const number = await sent(maria, { mayPublish: 'yes' })
  await register(number)
  const ground = { ground: 'personal-data', groundText: 'Legea nr. 195/2024, art. 6' }
  await answer(number, { outcome: 'partly', ...ground, files: [{ name: 'lista.png', content: PNG }] })
  const reason = { reason: 'Se putea ghici cine a cerut.', lang: 'ro' }
  assert.equal((await act(doina, number, 'taking-back', reason)).statusCode, 409, 'nothing is public')
  await act(doina, number, 'publication', { ...said, withFiles: 'yes' })
  const [file] = (await app.get(`/api/v1/data/requests/${number}`)).json().files
  assert.equal((await act(stranger, number, 'taking-back', reason)).statusCode, 403)
  assert.equal((await act(doina, number, 'taking-back', { reason: 'scurt' })).statusCode, 422)
  assert.equal((await act(doina, number, 'taking-back', reason)).statusCode, 303)
  const view = (await app.get(`/api/v1/data/requests/${number}`)).json()
  assert.deepEqual([view.withdrawn.reason, view.title, view.files], [reason.reason, '', []])
  assert.equal(JSON.stringify(view).includes('publicăm'), false)
  assert.deepEqual([view.ground, view.groundText], [null, null])
  for (const lang of ['ro', 'ru', 'en'])
    assert.match(
      (await app.get(`/${lang}/data/requests/${number}`)).body,
      lang === 'ro' ? /<p class="lines">Se putea ghici/ : /<p class="lines" lang="ro">Se putea ghici/,
    )
  assert.equal((await app.get(`/data/requests/${number}/files/${file.id}`)).statusCode, 404)
  const listed = async () =>
    (await app.get('/api/v1/data/requests')).json().items.map((one: { number: number }) => one.number)
  assert.equal((await listed()).includes(number), false)
  assert.equal((await mine(maria, number)).answer.files.length, 1, 'who asked has it still')
  assert.equal((await act(doina, number, 'publication', said)).statusCode, 303)
  assert.equal((await listed()).includes(number), true)
})

test('files that stayed after an erasure because they were public go with that; so do reasons of extensions', async () => {
  const person = await signedIn(app, { name: 'Petru Moraru', email: 'petru@example.md' })
  const said = { title: 'Contracte vechi', question: 'Contractele.', answer: 'Le **publicăm**.', lang: 'ro' }
  const number = await sent(person, { mayPublish: 'yes' })
  await register(number)
  await act(doina, number, 'extension', { reason: 'Petru Moraru a cerut foarte mult.' })
  await answer(number, { files: [{ name: 'lista.png', content: PNG }] })
  await act(doina, number, 'publication', { ...said, withFiles: 'yes' })
  await app.post('/ro/account/data/erasure', { sure: 'yes' }, person.headers)
  const desk = async () => (await app.get(`/api/v1/work/data-requests/${number}`, doina.headers)).json()
  assert.equal((await desk()).answer.files.length, 1)
  assert.deepEqual(
    (await desk()).term.extensions.map(({ days, reason }: { days: number; reason: string }) => [days, reason]),
    [[7, '']],
  )
  assert.equal((await act(doina, number, 'publication', said)).statusCode, 303)
  assert.deepEqual((await desk()).answer.files, [])
})

test('each reading by an official is told to who asked', async () => {
  const person = await signedIn(app, { name: 'Ana Ceban', email: 'ana.ceban@example.md' })
  const number = await sent(person)
  await app.get(`/ro/work/data-requests/${number}`, doina.headers)
  const { rows } = await app.deps.database.pool.query('SELECT purpose FROM audit.reading WHERE mailbox_id = $1', [
    person.mailboxId,
  ])
  assert.deepEqual(rows, [{ purpose: 'open-data.requests.answer' }])
})

test('officers are reminded once of what is new, ends soon or is late; who asked hears when it is late', async () => {
  const number = await sent(ion)
  const told = async () => {
    const before = new Set((await app.mails()).map(({ to, text }) => to + text))
    await remindOfRequests(app.services)
    // The clock goes back between tests: what is new does not stand last.
    const fresh = (await app.mails()).filter(({ to, text }) => !before.has(to + text))
    return fresh.filter(({ text }) => text.includes(`nr.\u00a0${number}`))
  }
  assert.deepEqual(
    (await told()).map(({ to }) => to),
    ['doina@example.md'],
  )
  assert.deepEqual(await told(), [])
  await register(number)
  assert.deepEqual(await told(), [])
  app.clock.set('2026-12-01T10:00:00Z')
  assert.match((await told())[0]?.text ?? '', /se apropie/)
  app.clock.set('2026-12-04T10:00:00Z')
  assert.deepEqual((await told()).map(({ to }) => to).sort(), ['doina@example.md', 'ion@example.md'])
  assert.equal((await mine(ion, number)).term.state, 'overdue')
})

test('who is gone is answered by nobody; what is old is erased', async () => {
  const person = await signedIn(app, { name: 'Vera Sîrbu', email: 'vera@example.md' })
  const number = await sent(person)
  await register(number)
  const [exported] = (await app.get('/ro/account/data/export', person.headers)).json()['open-data.requests']
  assert.deepEqual([exported.request, exported.postalAddress], [number, words.postalAddress])
  await app.post('/ro/account/data/erasure', { sure: 'yes' }, person.headers)
  const desk = (await app.get(`/api/v1/work/data-requests/${number}`, doina.headers)).json()
  assert.deepEqual([desk.state, desk.data, desk.may, desk.term], ['withdrawn', null, [], null])
  const kept = await sent(maria)
  await register(kept)
  await answer(kept, { files: [{ name: 'lista.png', content: PNG }] })
  await eraseOldRequests(app.services)
  assert.ok((await mine(maria, kept)).data)
  app.clock.set('2029-11-30T10:00:00Z')
  await eraseOldRequests(app.services)
  const again = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  const old = await mine(again, kept)
  assert.deepEqual([old.data, old.answer.text, old.answer.files, old.answer.outcome], [null, null, [], 'given'])
})

test('who asked takes it back while it is open', async () => {
  const number = await sent(maria)
  const back = (person: TestPerson) => app.post(`/ro/data/requests/${number}/mine/withdrawal`, {}, person.headers)
  assert.equal((await back(ion)).statusCode, 404)
  assert.equal((await back(maria)).statusCode, 303)
  assert.equal((await back(maria)).statusCode, 303)
  assert.equal((await register(number)).statusCode, 409)
})
