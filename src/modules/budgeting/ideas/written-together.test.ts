import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import sharp from 'sharp'
import { sendNews } from '#commons/notices/send-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addIdea, goToPhase, makeBudget, putOnBallot } from '#test/budgets.ts'
import { authorityId, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { ideaNews } from '../idea-news.ts'
import { ideaText } from './ledger-entries.ts'

let app: TestApp
let process: Process
let maria: TestPerson
let ion: TestPerson
let doina: TestPerson
let moderator: TestPerson
let another: TestPerson
before(async () => {
  app = await testApp()
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  ion = await signedIn(app, { name: 'Ion Rotaru', email: 'ion@example.md' })
  const chisinau = await authorityId(app, 'primaria-chisinau')
  doina = await signedIn(app, {
    name: 'Doina Plămădeală',
    email: 'doina@example.md',
    roles: [{ name: 'officer', organisationId: chisinau }],
  })
  const moderates = (name: string, email: string) =>
    signedIn(app, { name, email, roles: [{ name: 'moderator', placeKey: 'md-cu' }] })
  moderator = await moderates('Ana Lungu', 'ana@example.md')
  another = await moderates('Vasile Ciobanu', 'vasile@example.md')
})
after(() => app.close())
beforeEach(async () => {
  app.clock.set('2026-11-23T10:00:00Z')
  await app.deps.database.pool.query('DELETE FROM kernel.limit_window')
  process = await makeBudget(app)
})

const pool = () => app.deps.database.pool
const own = (more: Parameters<typeof addIdea>[2] = {}) => addIdea(app, process, { mailboxId: maria.mailboxId, ...more })
const shown = async (number: number) => (await app.get(`/api/v1/ideas/${number}`)).json()
const act = (person: TestPerson, number: number, what: string, fields: Record<string, string> = {}) =>
  app.post(`/ro/ideas/${number}/${what}`, fields, person.headers)
const work = (person: TestPerson, number: number, what: string, fields: Record<string, string | string[]>) =>
  app.post(`/ro/work/ideas/${number}/${what}`, fields, person.headers)
const text = 'Zece bănci cu spătar, patru cu umbră, și o cișmea la intrarea dinspre școală.'

async function entries(number: number): Promise<any[]> {
  const { rows } = await pool().query("SELECT body FROM ledger.entry WHERE kind LIKE 'budgeting.%' ORDER BY index")
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.idea === number)
}
async function opine(number: number): Promise<void> {
  const organisation = await authorityId(app, 'primaria-chisinau')
  const asked = { aspect: 'land', organisation, office: 'Direcția funciară' }
  assert.equal((await work(doina, number, 'opinion-request', asked)).statusCode, 303)
  const given = await work(doina, number, 'opinions/land', {
    noConflict: 'yes',
    checked: ['owner', 'use', 'disputes'],
    verdict: 'possible',
    text: 'Terenul este al orașului și nu este dat în arendă.',
  })
  assert.equal(given.statusCode, 303, given.body)
}
/** What the worker would send now. */
async function tell() {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM notices.announcement WHERE subject_kind = 'budgeting.idea' AND stage <> 'done' ORDER BY id`.execute(
    app.services.db,
  )
  for (const { id } of rows) await sendNews(app.services, ideaNews, id)
}

test('in review the text is adapted: the earlier one stays, and opinions given on it are marked', async () => {
  const { number } = await own({ state: 'review' })
  await opine(number)
  app.clock.advance(86_400)
  assert.equal((await act(ion, number, 'text', { text })).statusCode, 404)
  assert.match((await act(maria, number, 'text', { text: `${text} Sunați la 069 123 456.` })).body, /număr de telefon/)
  const adapted = await act(maria, number, 'text', { text })
  assert.equal(adapted.statusCode, 303, adapted.body)
  assert.equal((await act(maria, number, 'text', { text })).statusCode, 303, 'twice is once')
  const form = await app.get(String(adapted.headers.location), maria.headers)
  assert.match(form.body, /Textul adaptat este public din 24.noiembrie 2026/, 'who sent it sees that it came')
  const view = await shown(number)
  assert.match(view.html, /Zece bănci/)
  assert.equal(view.review.opinions[0].onEarlierText, true)
  assert.match((await app.get(`/ro/ideas/${number}-${view.slug}`)).body, /Avizul a fost dat asupra unui text anterior/)
  const { texts } = (await app.get(`/api/v1/ideas/${number}/earlier-texts`)).json()
  assert.deepEqual(
    texts.map(({ html, until }: Record<string, string>) => [html, until]),
    [['<p>De ce.</p>', '2026-11-24T10:00:00.000Z']],
  )
  const { rows } = await pool().query('SELECT text_salt, title FROM budgeting.idea WHERE number = $1', [number])
  const entry = (await entries(number)).at(-1)
  assert.equal(entry.kind, 'budgeting.idea-adapted')
  assert.equal(entry.text, ideaText(rows[0].text_salt, rows[0].title, text))
  await pool().query("UPDATE budgeting.idea SET state = 'accepted' WHERE number = $1", [number])
  assert.equal((await act(maria, number, 'text', { text: `${text} Și flori.` })).statusCode, 409)
})

test('a picture is drawn anew, described, small in lists, and gone with the words', async () => {
  const { number } = await own()
  const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#0a5a9c' } })
    .withExif({ IFD0: { Copyright: 'secret place' } })
    .jpeg()
    .toBuffer()
  const upload = (person: TestPerson, fileName: string, content: Buffer, description = 'Scuarul fără bănci') =>
    app.postJson(
      `/api/v1/ideas/${number}/pictures`,
      { file: [{ name: fileName, content: content.toString('base64') }], description },
      { ...person.headers, 'sec-fetch-site': 'same-origin' },
    )
  assert.equal((await upload(ion, 'a.jpg', photo)).statusCode, 404)
  assert.equal((await upload(maria, 'a.jpg', photo, '')).statusCode, 422, 'words for who does not see it')
  assert.equal((await upload(maria, 'a.jpg', Buffer.from('%PDF-1.7 nu'))).statusCode, 422)
  assert.equal((await upload(maria, 'a.jpg', photo)).statusCode, 201)
  assert.equal((await upload(maria, 'a.jpg', photo)).statusCode, 201, 'the same picture again')
  const { pictures, slug } = await shown(number)
  assert.deepEqual(
    pictures.map(({ description, width }: Record<string, unknown>) => [description, width]),
    [['Scuarul fără bănci', 900]],
  )
  const whole = await app.get(pictures[0].path)
  assert.equal(whole.headers['content-type'], 'image/jpeg')
  assert.ok(!whole.rawPayload.includes('secret place'))
  const { items } = (await app.get(`/api/v1/processes/${process.number}/ideas`)).json()
  const small = await app.get(items[0].picture.path)
  assert.equal((await sharp(small.rawPayload).metadata()).width, 240)
  assert.ok(small.rawPayload.length < 10_000)
  assert.match((await app.get(`/ro/ideas/${number}-${slug}`)).body, /<img[^>]*alt="Scuarul fără bănci"/)
  await app.post(`/ro/work/published-ideas/${number}`, { reason: 'Arată o persoană.' }, moderator.headers)
  assert.equal((await app.get(pictures[0].path)).statusCode, 404)
  assert.equal((await shown(number)).pictures.length, 0)
})

test('ideas with a point stand on a map, each mark a link, with the table beside', async () => {
  const near = await own({ title: 'Bănci în scuar' })
  const far = await own({ title: 'Felinare la gară' })
  await own({ title: 'Fără loc pe hartă' })
  for (const [number, latitude] of [
    [near.number, 47.02],
    [far.number, 47.05],
  ])
    await pool().query('UPDATE budgeting.idea SET latitude = $2, longitude = 28.83 WHERE number = $1', [
      number,
      latitude,
    ])
  const map = (await app.get(`/ro/processes/${process.number}-${process.slug}/ideas/map`)).body
  for (const { number, slug } of [near, far])
    assert.match(map, new RegExp(`<svg.*<a[^>]*href="/ro/ideas/${number}-${slug}".*</svg>.*<table`, 's'))
  assert.match(map, /1 km|2 km/)
  assert.doesNotMatch(map, /Fără loc/)
  const height = (number: number) =>
    Number(new RegExp(`href="/ro/ideas/${number}-[^"]*"[^>]*aria-label.*?cy="(\\d+)"`, 's').exec(map)?.[1])
  assert.ok(height(far.number) < height(near.number), 'north is up')
})

test('an author asks somebody by mail, who adapts too and is named only as an adult; the author alone withdraws', async () => {
  const { number } = await own({ state: 'review' })
  assert.equal((await act(ion, number, 'co-authors', { email: 'x@example.md' })).statusCode, 404)
  assert.equal((await act(maria, number, 'co-authors', { email: 'ion@example.md' })).statusCode, 303)
  const mail = (await app.mails()).findLast(({ to }) => to === 'ion@example.md')
  const link = /http:\/\/punte\.test(\/ro\/co-authors\/[\w-]+)/.exec(mail?.text ?? '')?.[1] as string
  assert.equal((await app.get(link)).statusCode, 303, 'needs sign-in')
  assert.match((await app.get(link, ion.headers)).body, /Sunteți invitat să scrieți/)
  assert.match((await app.post(link, { answer: 'accept', showName: 'yes' }, ion.headers)).body, /18/)
  assert.equal((await act(ion, number, 'text', { text })).statusCode, 404, 'not yet')
  assert.equal((await app.post(link, { answer: 'accept', showName: 'yes', adult: 'yes' }, ion.headers)).statusCode, 303)
  assert.equal((await app.get(link, ion.headers)).statusCode, 410, 'a link is used once')
  assert.deepEqual((await shown(number)).coAuthors, ['Ion Rotaru'])
  const { rows } = await pool().query('SELECT email, token_hash FROM budgeting.co_author')
  assert.deepEqual(rows, [{ email: null, token_hash: null }], 'the address is forgotten')
  assert.equal((await act(ion, number, 'text', { text })).statusCode, 303)
  assert.equal((await act(ion, number, 'withdrawal')).statusCode, 404)
  assert.equal((await act(ion, number, 'merge-offer', { into: '1' })).statusCode, 404)
  const mine = (await app.get(`/api/v1/ideas/${number}/mine`, ion.headers)).json()
  assert.deepEqual([mine.author, mine.mayWithdraw, mine.mayAdapt, mine.coAuthors[0].self], [false, false, true, true])
  await app.post(`/ro/ideas/${number}/co-authors/${mine.coAuthors[0].id}/removal`, {}, ion.headers)
  assert.deepEqual((await shown(number)).coAuthors, [])
  assert.equal((await act(ion, number, 'text', { text: `${text} Și flori.` })).statusCode, 404)
})

test('those who wrote an idea hear what becomes of it in their language, until one click', async () => {
  const { number } = await own({ state: 'review' })
  await pool().query("UPDATE people.mailbox SET lang = 'ru' WHERE id = $1", [maria.mailboxId])
  await opine(number)
  await work(doina, number, 'refusal', { reason: 'not-public-land', text: 'Terenul a fost privatizat în anul 2009.' })
  await tell()
  // Two letters of one moment lie in either order.
  const mails = (await app.mails()).filter(({ to }) => to === 'maria@example.md').slice(-2)
  const refusal = mails.find(({ subject }) => /отклонена/.test(subject ?? ''))
  assert.match(mails.find((mail) => mail !== refusal)?.text ?? '', /Дано заключение: Direcția funciară/)
  assert.match(refusal?.text ?? '', new RegExp(`http://punte.test/ru/ideas/${number}/appeal`))
  assert.match(refusal?.text ?? '', /потому что предложили эту идею/)
  const unsubscribe = /<http:\/\/punte\.test([^>]+)>/.exec(refusal?.headers['list-unsubscribe'] ?? '')?.[1] as string
  const stopped = await app.post(unsubscribe, { 'List-Unsubscribe': 'One-Click' })
  assert.equal(stopped.statusCode, 200)
  const before = (await app.mails()).length
  await act(maria, number, 'appeal', { text: 'Numai jumătate din teren a fost privatizată.' })
  const petru = await officerOf(app, 'primaria-chisinau', { name: 'Petru Cazacu', email: `petru${number}@example.md` })
  assert.equal(
    (await work(petru, number, 'upholding', { text: 'Toată parcela este privată din 2009.' })).statusCode,
    303,
  )
  await tell()
  assert.equal((await app.mails()).slice(before).filter(({ to }) => to === 'maria@example.md').length, 0)
  await pool().query("UPDATE people.mailbox SET lang = 'ro' WHERE id = $1", [maria.mailboxId])
})

test('on the ballot only the words of a hidden idea go; another moderator gives them back on appeal', async () => {
  await putOnBallot(app, process, [{ title: 'Primarul Vasile a furat parcul', cost: 5_000_000 }])
  await goToPhase(app, process, 'vote')
  const { rows } = await pool().query(
    "UPDATE budgeting.idea SET author_mailbox_id = $2 WHERE process_id = $1 AND state = 'on-ballot' RETURNING number",
    [process.id, maria.mailboxId],
  )
  const number = Number(rows[0].number)
  const projects = async () => (await app.get(`/api/v1/processes/${process.number}/projects`)).json()
  const hide = () =>
    app.post(`/ro/work/published-ideas/${number}`, { reason: 'Acuză o persoană fără dovezi.' }, moderator.headers)
  assert.equal((await hide()).statusCode, 303)
  assert.equal((await hide()).statusCode, 409)
  const hidden = await shown(number)
  assert.deepEqual([hidden.state, hidden.html], ['on-ballot', null])
  const [project] = (await projects()).envelopes[0].projects
  assert.deepEqual([project.title, project.cost, project.number], ['[…]', 5_000_000, 1])
  assert.doesNotMatch(JSON.stringify([hidden, await projects()]), /Vasile/)
  const appeal = (person: TestPerson) =>
    act(person, number, 'hiding-appeal', { text: 'Este titlul unei anchete publicate, nu o acuzație a mea.' })
  assert.equal((await appeal(ion)).statusCode, 404)
  assert.equal((await appeal(maria)).statusCode, 303)
  assert.equal((await appeal(maria)).statusCode, 409, 'once')
  const decide = (person: TestPerson, decision: string) =>
    app.post(
      `/ro/work/published-ideas/${number}/appeal`,
      { decision, text: 'Titlul citează o anchetă publicată.' },
      person.headers,
    )
  assert.equal((await decide(moderator, 'lifted')).statusCode, 409, 'not who hid it')
  const waitingFor = async (person: TestPerson) =>
    (await app.get('/api/v1/work/published-ideas', person.headers))
      .json()
      .appeals.find((one: { number: number }) => one.number === number)
  assert.deepEqual(await waitingFor(another), { number, anothers: false })
  assert.deepEqual(await waitingFor(moderator), { number, anothers: true })
  assert.match((await app.get('/ro/work/published-ideas', moderator.headers)).body, /Decide alt moderator/)
  assert.doesNotMatch((await app.get('/ro/work/published-ideas', another.headers)).body, /Decide alt moderator/)
  assert.equal((await decide(another, 'lifted')).statusCode, 303)
  const again = await shown(number)
  assert.deepEqual([again.state, again.hidden, again.title], ['on-ballot', null, 'Primarul Vasile a furat parcul'])
  assert.equal((await projects()).envelopes[0].projects[0].title, 'Primarul Vasile a furat parcul')
  assert.deepEqual(
    (await entries(number)).map(({ kind }) => kind),
    ['budgeting.idea-hidden', 'budgeting.idea-shown'],
  )
})

test('what is given back goes on where it stood, and what was gathering is judged by its supporters', async () => {
  const civil = await makeBudget(app, { blueprint: 'budgeting.civil' })
  const idea = (supports: number) => addIdea(app, civil, { mailboxId: maria.mailboxId, supports })
  const [enough, few] = [await idea(20), await idea(3)]
  const reviewed = await own({ state: 'review' })
  const all = [enough, few, reviewed]
  for (const { number } of all) {
    await app.post(`/ro/work/published-ideas/${number}`, { reason: 'Pare o reclamă mascată.' }, moderator.headers)
    await act(maria, number, 'hiding-appeal', { text: 'Nu este nicio reclamă, este o propunere.' })
  }
  await goToPhase(app, civil, 'review')
  for (const { number } of all)
    await app.post(
      `/ro/work/published-ideas/${number}/appeal`,
      { decision: 'lifted', text: 'Nu este o reclamă.' },
      another.headers,
    )
  const states = await Promise.all(all.map(async ({ number }) => (await shown(number)).state))
  assert.deepEqual(states, ['review', 'unsupported', 'review'])
})

test('clocks of opinions stop when an idea leaves the review, and an appeal has one of its own', async () => {
  const { number, id } = await own({ state: 'review' })
  const organisation = await authorityId(app, 'primaria-chisinau')
  await work(doina, number, 'opinion-request', { aspect: 'law', organisation, office: 'Direcția juridică' })
  const running = async () => {
    const { rows } = await pool().query(
      `SELECT k.name FROM lifecycle.clock k WHERE k.stopped_on IS NULL AND (k.subject_id = $1
        OR k.subject_id IN (SELECT id::text FROM budgeting.opinion WHERE idea_id = $2)) ORDER BY k.name`,
      [id, id],
    )
    return rows.map(({ name }) => name)
  }
  assert.deepEqual(await running(), ['opinion'])
  await work(doina, number, 'refusal', { reason: 'not-public-land', text: 'Terenul a fost privatizat în anul 2009.' })
  assert.deepEqual(await running(), ['appeal'])
  app.clock.advance(86_400)
  await act(maria, number, 'appeal', { text: 'Numai jumătate din teren a fost privatizată.' })
  assert.deepEqual(await running(), ['appeal-decision', 'opinion.2'], 'the term of an opinion begins anew')
  assert.equal((await shown(number)).review.appeal.decideBy, '2026-12-08')
  const { items } = (await app.get('/api/v1/work/ideas', doina.headers)).json()
  const row = items.find((one: { number: number; waits: string }) => one.number === number && one.waits === 'colleague')
  assert.equal(row.dueOn, '2026-12-08')
  await act(maria, number, 'withdrawal')
  assert.deepEqual(await running(), [])
})

test('who supports declares what the process asks, in the words of the ballot, and the page says so', async () => {
  const { number, slug } = await own()
  assert.match((await app.get(`/ro/ideas/${number}-${slug}`)).body, /declarate de ei înșiși/)
  const refused = await act(ion, number, 'support', { residence: 'md-ba', oldEnough: '' })
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /href="#f-residence"/)
  assert.match(refused.body, /href="#f-oldEnough"/)
  assert.equal((await act(ion, number, 'support')).statusCode, 422)
  assert.equal((await act(ion, number, 'support', { residence: 'md-cu-centru', oldEnough: 'yes' })).statusCode, 303)
  assert.equal((await shown(number)).supports, 1)
  const school = await makeBudget(app, { blueprint: 'budgeting.school' })
  const open = await addIdea(app, school)
  assert.equal((await act(ion, open.number, 'support')).statusCode, 303, 'nothing is asked where nothing matters')
  const asked = await app.get(`/ro/processes/${school.number}/ideas/new?title=Rafturi+pentru+rucsacuri`, ion.headers)
  assert.doesNotMatch(asked.body, /name="residence"/)
  const words = { title: 'Rafturi pentru rucsacuri', text, lang: 'ro', category: 'school', place: 'md-cu' }
  const idea = { ...words, 'idempotency-key': 'rafturi' }
  assert.equal((await app.post(`/ro/processes/${school.number}/ideas`, idea, ion.headers)).statusCode, 303)
})
