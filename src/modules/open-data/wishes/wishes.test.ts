import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { sendNews } from '#commons/notices/send-news.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addDataset, publishNow } from '#test/datasets.ts'
import { authorityId, keyed, moderatorOf, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { entriesAbout } from '#test/wishes.ts'
import { fulfilWishes } from './fulfil-wishes.ts'
import { wishNews } from './news.ts'

let app: TestApp
let maria: TestPerson
let ion: TestPerson
let doina: TestPerson
let stranger: TestPerson
let moderator: TestPerson
before(async () => {
  app = await testApp()
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  ion = await signedIn(app, { name: 'Ion Rotaru', email: 'ion@example.md' })
  doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  stranger = await officerOf(app, 'primaria-balti', { name: 'Oleg Kravciuk', email: 'oleg@example.md' })
  moderator = await moderatorOf(app, 'md-cu', { name: 'Ana Lungu', email: 'ana@example.md' })
})
after(() => app.close())
beforeEach(async () => {
  await app.deps.database.pool.query('DELETE FROM kernel.limit_window')
})

const words = {
  title: 'Orarul autobuzelor pe stații',
  text: 'Stația, linia și ora, pentru fiecare zi a săptămânii.',
  lang: 'ro',
  institution: 'primaria-chisinau',
}
const wish = (person: TestPerson, more: Record<string, string> = {}) =>
  app.post('/ro/data/wishes', keyed({ ...words, ...more }), person.headers)
async function made(person: TestPerson, more: Record<string, string> = {}): Promise<number> {
  const reply = await wish(person, more)
  assert.equal(reply.statusCode, 303, reply.body.slice(0, 600))
  return Number(/wishes\/(\d+)/.exec(String(reply.headers.location))?.[1])
}
const shown = async (number: number) => (await app.get(`/api/v1/data/wishes/${number}`)).json()
const support = (person: TestPerson, number: number, path = 'support') =>
  app.post(`/ro/data/wishes/${number}/${path}`, {}, person.headers)
const answer = (person: TestPerson, number: number, more: Record<string, string>) =>
  app.post(
    `/ro/work/data-wishes/${number}`,
    keyed({ text: 'Le pregătim împreună cu operatorul.', lang: 'ro', ...more }),
    person.headers,
  )
async function mailsAbout(number: number): Promise<string[]> {
  const { rows } = await app.deps.database.pool.query(
    "SELECT id FROM notices.announcement WHERE subject_kind = 'open-data.wish' ORDER BY created_at",
  )
  for (const { id } of rows) await sendNews(app.services, wishNews, id)
  return (await app.mails()).filter(({ subject }) => subject.includes(`nr.\u00a0${number}`)).map(({ to }) => to)
}

test('a wish is public at once, found by words, and supported once by each', async () => {
  const number = await made(maria)
  const view = await shown(number)
  assert.deepEqual([view.title, view.supports, view.state, view.takesSupport], [words.title, 1, 'open', true])
  assert.equal(JSON.stringify(view).includes('Maria'), false, 'nobody is named')
  const found = (await app.get('/api/v1/data/wishes?q=autobuze&institution=primaria-chisinau')).json()
  assert.deepEqual([found.total, found.items[0].number], [1, number])
  assert.equal((await app.get('/api/v1/data/wishes?q=spitale')).json().total, 0)
  assert.match((await app.get('/ro/data/wishes/feed.atom')).body, /<title>Orarul autobuzelor pe stații<\/title>/)
  const crowd = await Promise.all(Array.from({ length: 12 }, (_, at) => support(at % 2 ? ion : maria, number)))
  assert.deepEqual([...new Set(crowd.map(({ statusCode }) => statusCode))], [303])
  assert.equal((await shown(number)).supports, 2)
  await support(ion, number, 'withdrawn-support')
  await support(ion, number, 'withdrawn-support')
  assert.equal((await shown(number)).supports, 1)
  assert.equal((await app.post(`/ro/data/wishes/${number}/support`, {})).statusCode, 303, 'led to sign-in')
  assert.equal((await shown(number)).supports, 1)
})

test('what is there already and what others wished stands before a new wish', async () => {
  await addDataset(app, { name: 'statii', title: { ro: 'Stațiile de autobuz din oraș' } })
  const other = await made(maria, { title: 'Lista bibliotecilor cu program' })
  const alike = (await app.get('/api/v1/data/wishes/new?title=Programul bibliotecilor', ion.headers)).json()
  assert.deepEqual(
    alike.similar.map((one: { number: number }) => one.number),
    [other],
  )
  const there = (await app.get('/api/v1/data/wishes/new?title=Stații autobuz', ion.headers)).json()
  assert.ok(there.datasets.some((one: { name: string }) => one.name === 'statii'))
  const page = await app.get('/ro/data/wishes/new?title=Stații autobuz', ion.headers)
  assert.match(page.body, /Poate că există deja/)
})

test('what cannot stand in public is refused at its field', async () => {
  const page = async (more: Record<string, string>) => {
    const reply = await wish(maria, more)
    assert.equal(reply.statusCode, 422)
    return reply.body
  }
  assert.match(await page({ title: '' }), /href="#f-title"/)
  assert.match(await page({ text: 'Sunați-mă vă rog la 069 123 456 oricând' }), /href="#f-text"/)
  assert.match(await page({ institution: 'nu-exista' }), /href="#f-institution"/)
  for (let at = 0; at < 10; at += 1) await made(ion, { title: `Dorința numărul ${at} din zi` })
  assert.equal((await wish(ion)).statusCode, 429)
})

test('an institution promises a day, and its dataset, once published, fulfils the wish', async () => {
  const number = await made(maria)
  await support(ion, number)
  const draft = await addDataset(app, { name: 'orare', title: { ro: 'Orarele' }, published: false })
  assert.equal((await answer(stranger, number, { outcome: 'planned', plannedOn: '2027-01-15' })).statusCode, 403)
  assert.equal((await answer(maria, number, { outcome: 'planned', plannedOn: '2027-01-15' })).statusCode, 403)
  for (const [more, field] of [
    [{ outcome: 'planned' }, 'plannedOn'],
    [{ outcome: 'planned', plannedOn: '2026-01-15' }, 'plannedOn'],
    [{ outcome: 'available' }, 'dataset'],
    [{ outcome: 'available', dataset: draft.name }, 'dataset'],
    [{ outcome: 'declined' }, 'reason'],
  ] as [Record<string, string>, string][]) {
    const reply = await answer(doina, number, more)
    assert.equal(reply.statusCode, 422, field)
    assert.match(reply.body, new RegExp(`href="#f-${field}"`))
  }
  const planned = { outcome: 'planned', plannedOn: '2027-01-15', dataset: draft.name }
  assert.equal((await answer(doina, number, planned)).statusCode, 303)
  const view = await shown(number)
  assert.deepEqual(
    [view.state, view.answers[0].plannedOn, view.answers[0].dataset],
    ['planned', '2027-01-15', null],
    'a draft is named to nobody',
  )
  await fulfilWishes(app.services)
  assert.equal((await shown(number)).state, 'planned')
  await publishNow(app, draft.id)
  await Promise.all([fulfilWishes(app.services), fulfilWishes(app.services)])
  const done = await shown(number)
  assert.deepEqual([done.state, done.answers.length, done.answers[0].dataset.name], ['available', 2, 'orare'])
  assert.equal((await support(ion, number)).statusCode, 409)
  assert.deepEqual((await mailsAbout(number)).toSorted(), [
    ...['ion@example.md', 'ion@example.md', 'maria@example.md', 'maria@example.md'],
  ])
  assert.deepEqual(
    (await entriesAbout(app, 'open-data.wish-answered'))
      .filter(({ wish }) => wish === number)
      .map(({ outcome }) => outcome),
    ['planned', 'available'],
  )
  const { rows } = await app.deps.database.pool.query('SELECT act FROM audit.act WHERE subject_id = $1', [
    String(number),
  ])
  assert.deepEqual(rows, [{ act: 'open-data.wishes.answer' }])
})

test('who answers without having seen what a colleague answered is told so', async () => {
  const number = await made(maria)
  const desk = async () => (await app.get(`/api/v1/work/data-wishes/${number}`, doina.headers)).json().answered
  assert.equal(await desk(), 0)
  const declined = { outcome: 'declined', reason: 'not-held', seen: '0' }
  assert.equal((await answer(doina, number, declined)).statusCode, 303)
  const late = await answer(doina, number, { outcome: 'planned', plannedOn: '2027-01-15', seen: '0' })
  assert.equal(late.statusCode, 409)
  assert.equal(await desk(), 1)
  assert.match((await app.get(`/ro/work/data-wishes/${number}`, doina.headers)).body, /name="seen" value="1"/)
  assert.equal(
    (await answer(doina, number, { outcome: 'planned', plannedOn: '2027-01-15', seen: '1' })).statusCode,
    303,
  )
})

test('a wish that cannot be fulfilled holds up no other', async () => {
  const { db } = app.services
  const numbers = [await made(maria), await made(maria)]
  const drafts = await Promise.all(
    ['nu-merge', 'merge'].map((name) => addDataset(app, { name, title: { ro: name }, published: false })),
  )
  for (const [at, number] of numbers.entries()) {
    const planned = { outcome: 'planned', plannedOn: '2027-01-15', dataset: drafts[at]?.name ?? '' }
    assert.equal((await answer(doina, number, planned)).statusCode, 303)
    await publishNow(app, drafts[at]?.id ?? '')
  }
  await sql`
    ALTER TABLE open_data.wish ADD CONSTRAINT breaks CHECK (number <> ${sql.lit(numbers[0])} OR state <> 'available')`.execute(
    db,
  )
  await assert.rejects(fulfilWishes(app.services), /breaks/)
  await sql`ALTER TABLE open_data.wish DROP CONSTRAINT breaks`.execute(db)
  assert.deepEqual(
    [(await shown(numbers[0] ?? 0)).state, (await shown(numbers[1] ?? 0)).state],
    ['planned', 'available'],
  )
})

test('a wish that names nobody is taken by whoever has the data, and declined by nobody', async () => {
  const number = await made(maria, { institution: '' })
  assert.equal((await answer(stranger, number, { outcome: 'declined', reason: 'not-held' })).statusCode, 409)
  assert.equal((await answer(stranger, number, { outcome: 'planned', plannedOn: '2027-01-15' })).statusCode, 303)
  assert.equal((await shown(number)).institution.slug, 'primaria-balti')
  assert.equal((await answer(doina, number, { outcome: 'declined', reason: 'not-held' })).statusCode, 403)
  assert.equal((await answer(stranger, number, { outcome: 'declined', reason: 'protected' })).statusCode, 303)
  assert.equal((await shown(number)).answers[0].reason, 'protected')
})

test('an officer of two institutions says whose a wish becomes that names none', async () => {
  const [balti, orhei] = [await authorityId(app, 'primaria-balti'), await authorityId(app, 'primaria-orhei')]
  const both = await signedIn(app, {
    name: 'Vera Sîrbu',
    email: 'vera@example.md',
    roles: [balti, orhei].map((organisationId) => ({ name: 'officer' as const, organisationId })),
  })
  const number = await made(maria, { institution: '' })
  const desk = (await app.get(`/api/v1/work/data-wishes/${number}`, both.headers)).json()
  assert.deepEqual(desk.institutions.map(({ id }: { id: string }) => id).sort(), [balti, orhei].sort())
  const planned = { outcome: 'planned', plannedOn: '2027-01-15' }
  const unsaid = await answer(both, number, planned)
  assert.equal(unsaid.statusCode, 422)
  assert.match(unsaid.body, /href="#f-organisation"/)
  const chisinau = await authorityId(app, 'primaria-chisinau')
  assert.equal((await answer(both, number, { ...planned, organisation: chisinau })).statusCode, 403)
  assert.equal((await answer(both, number, { ...planned, organisation: orhei })).statusCode, 303)
  assert.equal((await shown(number)).institution.slug, 'primaria-orhei')
  const named = (await app.get(`/api/v1/work/data-wishes/${number}`, both.headers)).json()
  assert.deepEqual(named.institutions, [])
})

test('only its author takes a wish back, and only before an answer', async () => {
  const number = await made(maria)
  const led = /href="\/ro\/data\/wishes\/\d+\/support#withdraw"/
  const page = async () => {
    const { headers } = await app.get(`/ro/data/wishes/${number}`)
    return (await app.get(String(headers.location))).body
  }
  assert.match(await page(), led)
  assert.match((await app.get(`/ro/data/wishes/${number}/support`, ion.headers)).body, /doar cine a făcut-o/)
  assert.match((await app.get(`/ro/data/wishes/${number}/support`, maria.headers)).body, /id="withdraw"/)
  assert.equal((await support(ion, number, 'withdrawal')).statusCode, 404)
  assert.equal((await support(maria, number, 'withdrawal')).statusCode, 303)
  assert.equal((await shown(number)).state, 'withdrawn')
  assert.doesNotMatch(await page(), led)
  assert.equal((await answer(doina, number, { outcome: 'declined', reason: 'not-held' })).statusCode, 409)
  const other = await made(maria)
  await answer(doina, other, { outcome: 'planned', plannedOn: '2027-01-15' })
  assert.equal((await support(maria, other, 'withdrawal')).statusCode, 409)
})

test('a reported wish waits for a moderator of its place, who hides or keeps it', async () => {
  const number = await made(maria)
  for (const person of [ion, ion, maria])
    assert.equal(
      (await app.post(`/ro/data/wishes/${number}/flag`, { reason: 'other' }, person.headers)).statusCode,
      303,
    )
  const desk = `/work/published-data-wishes/${number}`
  const judged = (await app.get(`/api/v1${desk}`, moderator.headers)).json()
  assert.deepEqual(judged.flags, [{ reason: 'other', count: 2 }])
  assert.equal((await app.post(`/ro${desk}`, { reason: 'Nu este despre date.' }, doina.headers)).statusCode, 403)
  assert.equal((await app.post(`/ro${desk}/keeping`, {}, moderator.headers)).statusCode, 303)
  const queue = async () => (await app.get('/api/v1/work/published-data-wishes', moderator.headers)).json()
  assert.deepEqual((await queue()).flagged, [])
  const hiding = { reason: 'Nu este despre date.', lang: 'ro' }
  assert.equal((await app.post(`/ro${desk}`, hiding, moderator.headers)).statusCode, 303)
  const view = await shown(number)
  assert.deepEqual([view.hidden, view.hiddenLang, view.text, view.slug], ['Nu este despre date.', 'ro', null, 'hidden'])
  assert.match((await app.get(`/ru/data/wishes/${number}-hidden`)).body, /<p lang="ro">Nu este despre date/)
  assert.equal(JSON.stringify(view).includes(words.title), false)
  assert.ok(
    !(await app.get('/api/v1/data/wishes')).json().items.some((one: { number: number }) => one.number === number),
  )
  assert.equal((await support(ion, number)).statusCode, 409)
  assert.equal((await answer(doina, number, { outcome: 'declined', reason: 'not-held' })).statusCode, 404)
  assert.equal((await app.post(`/ro${desk}/keeping`, {}, moderator.headers)).statusCode, 303)
  assert.equal((await shown(number)).title, words.title)
})

test('whoever made a hidden wish appeals once, and another moderator decides', async () => {
  const other = await moderatorOf(app, 'md-cu', { name: 'Vera Moraru', email: 'vera@example.md' })
  const number = await made(maria)
  const desk = `/work/published-data-wishes/${number}`
  const appeal = (person: TestPerson, text = 'Este despre date, nu despre oameni.') =>
    app.post(`/ro/data/wishes/${number}/appeal`, { text }, person.headers)
  const hide = () => app.post(`/ro${desk}`, { reason: 'Nu este despre date.' }, moderator.headers)
  const mine = async () => (await app.get(`/api/v1/data/wishes/${number}/support`, maria.headers)).json().appeal
  assert.deepEqual([await mine(), (await appeal(maria)).statusCode], [null, 409], 'nothing is hidden')
  await hide()
  assert.equal(await mine(), 'possible')
  assert.equal((await appeal(ion)).statusCode, 404, 'not theirs')
  assert.match((await appeal(maria, 'scurt')).body, /href="#f-appeal-text"/)
  const twice = await Promise.all([appeal(maria), appeal(maria)])
  assert.deepEqual(twice.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
  const judged = (await app.get(`/api/v1${desk}`, moderator.headers)).json()
  assert.deepEqual([judged.appeal.waits, judged.appeal.anothersToDecide], [true, true])
  assert.equal((await app.post(`/ro${desk}/upholding`, {}, moderator.headers)).statusCode, 409, 'who hid it')
  assert.equal((await app.post(`/ro${desk}/upholding`, {}, doina.headers)).statusCode, 403)
  const queue = '/work/published-data-wishes'
  const anothersOf = async ({ headers }: TestPerson) =>
    (await app.get(`/api/v1${queue}`, headers)).json().flagged.find((one: { number: number }) => one.number === number)
      .anothers
  assert.deepEqual([await anothersOf(other), await anothersOf(moderator)], [false, true])
  assert.match((await app.get(`/ru${queue}`, moderator.headers)).body, /Решает другой модератор/)
  assert.doesNotMatch((await app.get(`/ru${queue}`, other.headers)).body, /Решает другой модератор/)
  assert.match((await app.get(`/ro${desk}`, other.headers)).body, /Este despre date, nu despre oameni/)
  assert.equal((await app.post(`/ro${desk}/upholding`, {}, other.headers)).statusCode, 303)
  assert.deepEqual([await mine(), (await appeal(maria)).statusCode], ['upheld', 409], 'once')
  await app.post(`/ro${desk}/keeping`, {}, other.headers)
  await hide()
  await appeal(maria)
  assert.equal((await app.post(`/ro${desk}/keeping`, {}, other.headers)).statusCode, 303)
  assert.deepEqual([(await shown(number)).hidden, await mine()], [null, null])
  const subjects = (await app.mails()).filter(({ to }) => to === 'maria@example.md').map(({ subject }) => subject)
  for (const said of ['rămâne ascunsă', 'este din nou publică'])
    assert.ok(
      subjects.some((subject) => subject.includes(`nr.\u00a0${number} ${said}`)),
      said,
    )
})

test('who is erased leaves the wish to others, and takes the support along', async () => {
  const ana = await signedIn(app, { name: 'Ana Ceban', email: 'ana.ceban@example.md' })
  const number = await made(ana)
  await support(ion, number)
  const exported = (await app.get('/ro/account/data/export', ana.headers)).json()['open-data.wishes']
  assert.deepEqual([exported.wishes[0].title, exported.supports.length], [words.title, 1])
  await app.post('/ro/account/data/erasure', { sure: 'yes' }, ana.headers)
  assert.deepEqual([(await shown(number)).supports, (await shown(number)).title], [1, words.title])
})
