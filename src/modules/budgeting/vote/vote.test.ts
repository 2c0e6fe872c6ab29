import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { publishNews } from '#commons/ledger/publish-news.ts'
import { processNews } from '#commons/processes/following.ts'
import type { Process } from '#commons/processes/process.ts'
import { recordProcessEvent } from '#commons/processes/store.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { givePersonalNumber, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { lockIdea } from '../idea-store.ts'
import { hideWords } from '../ideas/hiding-store.ts'
import { setNames } from '../names.ts'
import { projectsOf } from '../store.ts'
import { commitmentOf } from './commitment.ts'
import { VOTERS_DAYS } from './forget-voters.ts'
import { tellVoid } from './tell-void.ts'

let app: TestApp
let process: Process
let maria: TestPerson
let ion: TestPerson
before(async () => {
  app = await testApp()
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  ion = await signedIn(app, { name: 'Ion Rotaru', email: 'ion@example.md' })
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  process = await makeBudget(app, {
    projects: [
      { title: 'Bănci în parc', cost: 5_000_000 },
      { title: 'Felinare pe alee', cost: 20_000_000 },
      { title: 'Teren de joacă', cost: 60_000_000 },
    ],
  })
  await goToPhase(app, process, 'vote')
})

const ballot = (picks: string[], more: Record<string, string> = {}) => ({
  picks,
  place: 'md-cu-botanica',
  oldEnough: 'yes',
  ...more,
})
const cast = (person: TestPerson, picks: string[], more: Record<string, string> = {}) =>
  app.post(`/ro/processes/${process.number}/ballot`, ballot(picks, more), person.headers)
const mine = async (person: TestPerson) =>
  (await app.get(`/api/v1/processes/${process.number}/my-ballot`, person.headers)).json()
const total = async () => (await app.get(`/api/v1/processes/${process.number}/projects`)).json().turnout.ballots

async function entries(): Promise<{ kind: string; process: number; [field: string]: any }[]> {
  const { rows } = await app.deps.database.pool.query(
    "SELECT body FROM ledger.entry WHERE kind LIKE 'budgeting.%' ORDER BY index",
  )
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.process === process.number)
}

test('from the day on which it is public a process leads to the money and the rule of its vote', async () => {
  const gathering = await makeBudget(app)
  const { phases } = (await app.get(`/api/v1/processes/${gathering.number}`)).json()
  const { standing, look } = phases.find(({ method }: { method: string }) => method === 'budgeting.vote')
  assert.deepEqual([standing, look.label], ['coming', 'Banii și regulile votului'])
  const page = (await app.get(`/ro${look.path}`)).body
  assert.match(page, /<h1[^>]*>Banii și regulile votului/)
  assert.match(page, /Proiectele apar aici când începe votul/)
  assert.doesNotMatch(page, /Fiecare proiect a fost verificat/)
  const voting = (await app.get(`/api/v1/processes/${process.number}`)).json().phases
  assert.ok(voting.some((phase: any) => phase.look?.label === 'Proiectele supuse votului'))
})

test('a ballot is cast, counted once, and found again by its voter', async () => {
  const blank = (await app.get(`/ro/processes/${process.number}/ballot`, maria.headers)).body
  assert.match(blank, /cine deține cheia și baza de date a instalației ar putea afla/, 'before one casts')
  const reply = await cast(maria, ['1', '3'])
  assert.equal(reply.statusCode, 303, reply.body)
  assert.match(String(reply.headers.location), /my-ballot$/)
  assert.equal(await total(), 1)
  const page = (await app.get(`/ro/processes/${process.number}/my-ballot`, maria.headers)).body
  assert.match(page, new RegExp(`Legătura cu contul se șterge la ${VOTERS_DAYS} de zile după închidere`))
  const { ballot: own, mayChange } = await mine(maria)
  assert.deepEqual(
    own.picks.map(({ number }: { number: number }) => number),
    [1, 3],
  )
  assert.equal(mayChange, true)
  const [defined, rule, thrown] = await entries()
  assert.equal(defined?.kind, 'budgeting.ballot-defined')
  assert.equal(rule?.kind, 'budgeting.delivery-rule')
  assert.deepEqual(defined?.projects[1], { project: 2, envelope: 1, cost: 20_000_000 })
  assert.deepEqual(thrown, { kind: 'budgeting.ballot-cast', v: 1, process: process.number, record: own.commitment })
  const nonce = Buffer.from(own.nonce, 'base64url')
  assert.equal(commitmentOf(process.number, { 1: [1, 3] }, nonce).toString('base64url'), own.commitment)
})

test('a ballot of the account is promised too, the same way whenever its voter looks', async () => {
  await publishNews(app.services)
  const headers = { ...maria.headers, 'sec-fetch-site': 'same-origin' }
  const body = { picks: ['1'], place: 'md-cu-botanica', oldEnough: true }
  const send = () => app.postJson(`/api/v1/processes/${process.number}/ballot`, body, headers)
  const reply = await send()
  assert.equal(reply.statusCode, 200, reply.body)
  const { promise } = reply.json()
  const own = (await mine(maria)).ballot
  assert.ok(promise.includes(`\nprocess ${process.number}\ncommitment ${own.commitment}\nby 20`))
  app.clock.set(new Date(app.clock.now().getTime() + 3_600_000).toISOString())
  assert.equal((await mine(maria)).ballot.promise, promise)
  assert.equal((await send()).json().promise, promise)
  assert.match((await app.get(`/ro/processes/${process.number}/my-ballot`, maria.headers)).body, /punte-ballot-promise/)
})

test('officers see how many voted by a mailbox alone, and others do not', async () => {
  const doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina', email: 'doina-known@example.md' })
  const sure = await signedIn(app, { name: 'Ana Sigură', email: 'ana-sigura@example.md' })
  await givePersonalNumber(app, sure.accountId, '2000000000077')
  for (const person of [maria, ion, sure]) await cast(person, ['1'])
  const desk = `/work/processes/${process.number}/vote`
  assert.deepEqual((await app.get(`/api/v1${desk}`, doina.headers)).json().known, { surely: 1, byMailbox: 2 })
  assert.match((await app.get(`/ro${desk}`, doina.headers)).body, /Numai după cutia poștală/)
  assert.equal((await app.get(`/api/v1${desk}`, maria.headers)).statusCode, 403)
  assert.match((await app.get(`/ro/processes/${process.number}/ballot`, maria.headers)).body, /Votați o singură dată/)
  await goToPhase(app, process, 'result')
  const closed = app.clock.now()
  app.clock.set(new Date(closed.getTime() + 61 * 86_400_000).toISOString())
  assert.equal((await app.get(`/api/v1${desk}`, doina.headers)).json().known, null, 'nobody knows any more')
})

test('casting again replaces, and after the close every commitment is opened or named as replaced', async () => {
  await cast(maria, ['1'])
  const first = (await mine(maria)).ballot.commitment
  await cast(maria, ['1'])
  assert.equal((await mine(maria)).ballot.commitment, first, 'the same choice again is the same ballot')
  await cast(maria, ['2'])
  await cast(ion, ['2', '3'])
  assert.equal(await total(), 2)
  const early = (await app.get(`/api/v1/processes/${process.number}/ballots`)).json()
  assert.deepEqual([early.opened, early.items], [false, []])
  assert.equal((await app.get(`/processes/${process.number}/ballots.csv`)).statusCode, 404)
  await goToPhase(app, process, 'result')
  const log = await entries()
  const opened = log.filter(({ kind }) => kind === 'budgeting.ballots-opened').flatMap(({ ballots }) => ballots)
  const replaced = log
    .filter(({ kind }) => kind === 'budgeting.ballots-replaced')
    .flatMap(({ commitments }) => commitments)
  const thrown = log.filter(({ kind }) => kind === 'budgeting.ballot-cast').map(({ record }) => record)
  assert.deepEqual(replaced, [first])
  assert.deepEqual([...opened.map(({ commitment }) => commitment), ...replaced].sort(), thrown.sort())
  for (const { commitment, nonce, picks } of opened)
    assert.equal(commitmentOf(process.number, picks, Buffer.from(nonce, 'base64url')).toString('base64url'), commitment)
  const { items } = (await app.get(`/api/v1/processes/${process.number}/ballots`)).json()
  assert.deepEqual(
    items.map(({ commitment }: { commitment: string }) => commitment),
    opened.map(({ commitment }) => commitment),
  )
  const path = `/processes/${process.number}/ballots`
  const [own, other] = items.map(({ commitment }: { commitment: string }) => commitment)
  const found = async (code: string) => (await app.get(`/api/v1${path}?code=${code}`)).json()
  for (const code of [own.slice(0, 8), own])
    assert.deepEqual((await found(code)).items, [items[0]], 'a ballot is found by the beginning of its code')
  for (const code of [`${other.slice(0, 8)}%21`, `${own}A`]) assert.deepEqual((await found(code)).items, [])
  assert.match((await app.get(`/ro${path}?code=zzzzzzzz`)).body, /Niciun buletin numărat nu are un cod care începe așa/)
  const paged = await app.get(`/ro/processes/${process.number}/my-ballot`, maria.headers)
  assert.match(paged.body, new RegExp(`${path}\\?code=${(await mine(maria)).ballot.commitment.slice(0, 6)}"`))
  const csv = (await app.get(`/processes/${process.number}/ballots.csv`)).body.trim().split('\r\n')
  assert.equal(csv.length, 3)
  assert.equal((await cast(maria, ['3'])).statusCode, 409, 'late')
})

test('what is wrong is said at its envelope, with what was ticked kept', async () => {
  const page = async (picks: string[], more: Record<string, string> = {}) => {
    const { statusCode, body } = await cast(maria, picks, more)
    assert.equal(statusCode, 422, body)
    return body
  }
  assert.match(await page(['99']), /nu este pe buletin/)
  const empty = await page([])
  assert.match(empty, /href="#f-envelope-1">Alegeți cel puțin un proiect/)
  assert.match(empty, /id="f-envelope-1"/)
  assert.match(await page(['1'], { place: 'nowhere' }), /checked[^>]*value="1"|value="1"[^>]*checked/)
  assert.match(await page(['1'], { place: 'md-ba' }), /numai locuitorii locului/)
  const both = await page([], { oldEnough: '' })
  assert.match(both, /Alegeți cel puțin un proiect/)
  assert.match(both, /Confirmați că aveți vârsta cerută/)
  const elsewhere = await page(['1'], { place: 'md-ba' })
  assert.match(elsewhere, /href="#f-place">La acest proces participă numai locuitorii locului/)
  assert.match(elsewhere, /checked[^>]*value="1"|value="1"[^>]*checked/)
  assert.equal(await total(), 0)
})

test('fifty casts at once by one person leave one ballot', async () => {
  const replies = await Promise.all(Array.from({ length: 50 }, (_, at) => cast(maria, [String(1 + (at % 3))])))
  assert.deepEqual([...new Set(replies.map(({ statusCode }) => statusCode))], [303])
  assert.equal(await total(), 1)
  const log = await entries()
  const cards = log.filter(({ kind }) => kind === 'budgeting.ballot-cast')
  const { rows } = await app.deps.database.pool.query('SELECT count(*) FROM budgeting.ballot WHERE process_id = $1', [
    process.id,
  ])
  assert.equal(cards.length, rows[0].count)
})

test('one identity with two mailboxes has one ballot', async () => {
  const second = await signedIn(app, { name: 'Maria Rusu', email: 'maria.rusu@example.md', level: 'strong' })
  await cast(maria, ['1'])
  await givePersonalNumber(app, maria.accountId, '2000000000001')
  await cast(maria, ['2'])
  await givePersonalNumber(app, second.accountId, '2000000000001')
  await cast(second, ['3'])
  assert.equal(await total(), 1)
  assert.deepEqual(
    (await mine(second)).ballot.picks.map(({ number }: { number: number }) => number),
    [3],
  )
})

test('a mailbox whose ballot was replaced from another one can cast again', async () => {
  const second = await signedIn(app, { name: 'Maria Rusu', email: 'maria.r@example.md', level: 'strong' })
  await givePersonalNumber(app, maria.accountId, '2000000000002')
  await cast(maria, ['1'])
  await givePersonalNumber(app, second.accountId, '2000000000002')
  await cast(second, ['2'])
  const again = await cast(maria, ['3'])
  assert.equal(again.statusCode, 303, again.body)
})

test('whoever changes a ballot all day has to stop', async () => {
  for (let at = 0; at < 100; at += 1) assert.equal((await cast(ion, [String(1 + (at % 2))])).statusCode, 303)
  assert.equal((await cast(ion, ['2'])).statusCode, 303, 'the same again is no other ballot')
  const reply = await cast(ion, ['3'])
  assert.equal(reply.statusCode, 429)
  assert.equal(reply.headers['retry-after'], '86400')
  app.clock.set(new Date(app.clock.now().getTime() + 86_400_001).toISOString())
  assert.equal((await cast(ion, ['3'])).statusCode, 303)
})

test('the order of projects differs by person and stays', async () => {
  const order = async (person: TestPerson) =>
    (await app.get(`/api/v1/processes/${process.number}/ballot`, person.headers))
      .json()
      .envelopes[0].projects.map(({ number }: { number: number }) => number)
  assert.deepEqual(await order(maria), await order(maria))
  const orders = new Set<string>()
  for (let at = 0; at < 8; at += 1)
    orders.add(String(await order(await signedIn(app, { name: 'Ana Lungu', email: `ana${at}@example.md` }))))
  assert.ok(orders.size > 1)
})

test('nobody is asked where they live where anybody may vote, from anywhere', async () => {
  assert.match((await app.get(`/ro/processes/${process.number}/ballot`, maria.headers)).body, /name="place"/)
  const school = await makeBudget(app, { blueprint: 'budgeting.school', projects: [{ title: 'Bănci', cost: 500_000 }] })
  await goToPhase(app, school, 'vote')
  const path = `/ro/processes/${school.number}/ballot`
  assert.doesNotMatch((await app.get(path, maria.headers)).body, /name="place"/)
  assert.equal((await app.post(path, { picks: ['1'] }, maria.headers)).statusCode, 303)
  const unknown = await app.post(path, { picks: ['1'], place: 'nowhere' }, ion.headers)
  assert.equal(unknown.statusCode, 422, 'what is said all the same is a place')
})

test('the ballots of a vote that is given up stay closed', async () => {
  const doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina.p@example.md' })
  await cast(maria, ['1'])
  const path = `/processes/${process.number}`
  const given = await app.post(`/ro/work${path}/cancellation`, { reason: 'Banii au fost luați înapoi.' }, doina.headers)
  assert.equal(given.statusCode, 303, given.body)
  const { opened, items } = (await app.get(`/api/v1${path}/ballots`)).json()
  assert.deepEqual([opened, items], [false, []])
  assert.equal((await app.get(`${path}/ballots.csv`)).statusCode, 404)
  assert.equal((await app.get(`${path}/envelopes/1/election.pb`)).statusCode, 404)
  const { opened: isOpened, givenUp } = await mine(maria)
  assert.deepEqual([isOpened, givenUp], [false, true])
  for (const [page, says] of [
    ['ballot', /nu se numără și nu decide nimic/],
    ['my-ballot', /nu se deschide niciodată în public/],
    ['ballots', /nu se publică niciodată/],
    ['projects', null],
    ['paper-ballot', null],
    ['paper', /nu se numără și nu decide nimic/],
    ['result', /nu se numără și nu decide nimic/],
    ['evaluation', /acest vot nu decide nimic/],
    ['delivery', /anulat înainte să înceapă realizarea/],
    ['statistics', null],
    ['vote', null],
  ] as const) {
    const { body } = await app.get(`/ro${path}/${page}`, maria.headers)
    assert.equal(body.match(/Banii au fost luați înapoi\./g)?.length, 1, `${page} says why, once`)
    if (says) assert.match(body, says)
    assert.doesNotMatch(body, /devin publice|îl puteți schimba|devine publică|începe după decizia/, page)
  }
  const dice = { dice: '16243516243516243516' }
  assert.equal((await app.post(`/ro/work${path}/result/dice`, dice, doina.headers)).statusCode, 409)
  assert.equal((await cast(ion, ['1'])).statusCode, 409)
})

test('all who voted are told once that a project was taken off, whatever they chose', async () => {
  const doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina.v@example.md' })
  await cast(maria, ['1'])
  await cast(ion, ['2'])
  const before = (await app.mails()).length
  const reason = { reason: 'Terenul a fost vândut.' }
  await app.post(`/ro/work/processes/${process.number}/projects/1`, reason, doina.headers)
  for (const _ of [1, 2]) await tellVoid.run(app.services, { process: process.number, project: 1 })
  const letters = (await app.mails()).slice(before)
  assert.equal(letters.length, 2)
  const mineOf = async (person: TestPerson) =>
    (await app.get(`/ro/processes/${process.number}/my-ballot`, person.headers)).body
  assert.match(await mineOf(maria), /ales de dumneavoastră a fost scos de la vot/)
  assert.doesNotMatch(await mineOf(ion), /scos de la vot/i)
  const [one, other] = letters.map(({ text }) => text)
  assert.equal(one, other, 'nothing of what one chose')
  assert.match(one ?? '', /Terenul a fost vândut/)
})

test('a project that is taken off stays listed and cannot be chosen', async () => {
  const doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  const reason = 'Terenul a fost vândut înainte de vot.'
  const path = `/ro/work/processes/${process.number}/projects/2`
  assert.equal((await app.post(path, { reason }, maria.headers)).statusCode, 403)
  await cast(ion, ['1', '2'])
  assert.equal((await app.post(path, { reason }, doina.headers)).statusCode, 303)
  assert.match((await cast(maria, ['2'])).body, /scos de la vot/)
  const own = async () => (await app.get(`/ro/processes/${process.number}/my-ballot`, ion.headers)).body
  assert.match(await own(), /Scos de la vot: Terenul a fost vândut/)
  assert.match(await own(), /Puteți vota din nou/)
  await cast(ion, ['1', '3'])
  assert.doesNotMatch(await own(), /scos de la vot/i)
  const ballot = await app.get(`/ro/processes/${process.number}/ballot`, maria.headers)
  assert.match(ballot.body, /Scos de la vot: Terenul a fost vândut/, 'on the ballot too')
  assert.doesNotMatch(ballot.body, /name="picks" value="2"/)
  const { envelopes } = (await app.get(`/api/v1/processes/${process.number}/projects`)).json()
  assert.equal(envelopes[0].projects[1].void, reason)
  const { events } = (await app.get(`/api/v1/processes/${process.number}`)).json()
  assert.ok(events.some(({ text }: { text: string }) => text.includes(reason)))
})

test('what was told of a project that was taken off calls it as it is called now', async () => {
  const doina = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  const { db } = app.services
  const idea = (await projectsOf(db, process.id))[1]
  await transact(db, (tx) => setNames(tx, idea?.ideaId ?? '', { ru: 'Фонари на аллее' }))
  const before = app.clock.now()
  app.clock.advance(60)
  await app.post(`/ro/work/processes/${process.number}/projects/2`, { reason: 'Terenul a fost vândut.' }, doina.headers)
  // As an earlier version told it.
  await transact(db, (tx) =>
    recordProcessEvent(tx, {
      processId: process.id,
      kind: 'budgeting.project-void',
      data: { title: 'Felinare pe alee', reason: 'Altul.' },
      now: app.clock.now(),
    }),
  )
  const told = async (lang: 'ro' | 'ru') => {
    const page = (await app.get(`/api/v1/processes/${process.number}`, { 'accept-language': lang })).json()
    const news = await processNews.between(app.services, before, app.clock.now())
    return [...page.events.map(({ text }: { text: string }) => text), ...news.map(({ say }) => say(lang).text)].join(
      '\n',
    )
  }
  assert.equal((await told('ro')).match(/Proiectul „Felinare pe alee” a fost scos/g)?.length, 4)
  assert.equal((await told('ru')).match(/Проект «Фонари на аллее» снят/g)?.length, 4)
  const cast = await app.post(`/ru/processes/${process.number}/ballot`, ballot(['2']), maria.headers)
  assert.match(cast.body, /«Фонари на аллее» снят с голосования: выберите другой/, 'as on the ballot')
  await transact(db, async (tx) => hideWords(tx, await lockIdea(tx, idea?.idea.number ?? 0), 'Acuză o persoană.'))
  assert.equal((await told('ro')).match(/Proiectul „\[…\]” a fost scos/g)?.length, 4)
  assert.doesNotMatch((await told('ro')) + (await told('ru')), /Felinare|Фонари/)
})
