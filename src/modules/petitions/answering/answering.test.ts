import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { sendNews } from '#commons/notices/send-news.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { sendDigests } from './digest.ts'
import { petitionNews } from './news.ts'
import { keepPromises } from './promises.ts'

let app: TestApp
let starter: TestPerson
let officer: TestPerson
let colleague: TestPerson
let stranger: TestPerson
/** Petition 1 is the seeded one, to the city hall of Chișinău. Each test starts a copy of its own. */
let number = 1

const DOMICILE = 'str. Secretă nr. 7, Chișinău'
const lodging = {
  kind: 'person',
  name: 'Ion Țurcanu',
  domicile: DOMICILE,
  email: 'ion.turcanu@example.md',
  phone: '',
  confirm: 'yes',
}
const answer = { outcome: 'rejected', text: 'Drumul nu este al municipiului; vedeți **art. 5**.', lang: 'ro' }

before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
  const chisinau = await authorityId(app, 'primaria-chisinau')
  const cahul = await authorityId(app, 'primaria-cahul')
  starter = await signedIn(app, { name: 'Ion Țurcanu', email: 'starter@example.md' })
  officer = await signedIn(app, {
    name: 'Ana Funcționar',
    email: 'ana@primaria.example',
    roles: [{ name: 'officer', organisationId: chisinau }],
  })
  colleague = await signedIn(app, {
    name: 'Doi Funcționar',
    email: 'doi@primaria.example',
    roles: [{ name: 'officer', organisationId: chisinau }],
  })
  stranger = await signedIn(app, {
    name: 'Alt Oraș',
    email: 'alt@cahul.example',
    roles: [{ name: 'officer', organisationId: cahul }],
  })
})
after(() => app.close())
beforeEach(async () => {
  // The clock goes back between tests, so that the mails of one would stand among those of another.
  await sql`DELETE FROM kernel.mail`.execute(app.services.db)
  app.clock.set('2026-11-23T08:00:00Z')
  number = await copyPetition('primaria-chisinau')
})

const ownPage = async () => (await app.get(`/ro/petitions/${number}/mine`, starter.headers)).body

test('a petition goes from lodging to answer, and everybody sees its clocks', async () => {
  assert.equal((await app.get(`/ro/petitions/${number}/lodging`, officer.headers)).statusCode, 403)
  const asked = await app.get(`/ro/petitions/${number}/lodging`, starter.headers)
  assert.match(asked.body, /Acest act are nivelul: Prin e-mail/)
  assert.match(asked.body, /art\. 75/)
  assert.match(await ownPage(), /Depuneți petiția oficial/)
  const id = await lodge()
  assert.doesNotMatch(await ownPage(), /Depuneți petiția oficial|Completați ce a cerut/)
  assert.equal(clockOf(await shown(), 'registration').dueOn, '2026-11-25')

  const seen = await app.get(`/ro/work/cases/${id}`, officer.headers)
  assert.equal(seen.statusCode, 200, mainOf(seen.body))
  assert.match(seen.body, new RegExp(DOMICILE))
  await act(id, 'registration', { incomingNumber: 'P-77/26' })
  const registered = await shown()
  assert.equal(registered.state, 'registered')
  assert.equal(registered.incomingNumber, 'P-77/26')
  assert.equal(clockOf(registered, 'registration').state, 'met')
  const clock = clockOf(registered, 'answer')
  assert.deepEqual([clock.kind, clock.total, clock.dueOn, clock.verified], ['legal', 30, '2026-12-23', true])
  assert.match(clock.basis, /art\. 60/)

  // Five days of mending are not counted.
  app.clock.advance(3 * 86_400)
  await act(id, 'defects', { text: 'Lipsește adresa exactă a școlii.', days: '10' })
  assert.equal(clockOf(await shown(), 'answer').state, 'paused')
  assert.match((await lastMail('starter@example.md')).text, /\/petitions\/\d+\/defects/)
  assert.match(await ownPage(), new RegExp(`href="/ro/petitions/${number}/defects"`))
  app.clock.advance(5 * 86_400)
  const mended = await app.post(
    `/ro/petitions/${number}/defects`,
    { case: id, text: 'Școala nr. 12, strada Alba Iulia', 'idempotency-key': 'mend' },
    starter.headers,
  )
  assert.equal(mended.statusCode, 303, mainOf(mended.body))
  assert.equal(clockOf(await shown(), 'answer').dueOn, '2026-12-28')

  await act(id, 'extension', { reason: 'Expertiza drumului nu este gata.' })
  assert.equal(clockOf(await shown(), 'answer').dueOn, '2027-01-12')
  const twice = await act(id, 'extension', { reason: 'Încă o dată, vă rugăm.' }, officer, 409)
  assert.match(twice.body, /deja prelungit/)

  await act(id, 'answer', { ...answer, outcome: 'satisfied', translation: 'Дорогу починят.', translationLang: 'ru' })
  const answered = await shown()
  assert.equal(answered.outcome, 'satisfied')
  assert.equal(clockOf(answered, 'answer').state, 'met')
  const page = (await app.get(`/ro/petitions/${number}-x`)).headers.location as string
  const html = (await app.get(page)).body
  for (const piece of ['Satisfăcută', '<strong>art. 5</strong>', 'Traducere: pe', 'lang="ru"'])
    assert.ok(piece.startsWith('Traducere') ? html.includes('Traducere: rusă') : html.includes(piece), piece)

  await act(id, 'follow-up', { text: 'Am turnat bordura.', lang: 'ro', day: '2026-12-01' })
  await act(id, 'follow-up', { text: 'Mâine.', lang: 'ro', day: '2027-12-01' }, officer, 422)
  await act(id, 'follow-up', { text: 'Anul greșit.', lang: 'ro', day: '1990-12-01' }, officer, 422)
  await act(id, 'completion', {})
  await act(id, 'follow-up', { text: 'Prea târziu.', lang: 'ro', day: '2026-12-01' }, officer, 409)
  await act(id, 'correction', { ...answer, text: 'Text corectat în întregime.', correction: 'Articol greșit.' })
  const corrected = await shown()
  assert.deepEqual(
    corrected.answers.map((one) => [one.version, one.correction]),
    [
      [2, 'Articol greșit.'],
      [1, null],
    ],
  )
  const kinds = await column<string>(
    sql`SELECT kind FROM ledger.entry WHERE convert_from(body, 'UTF8')::jsonb->>'petition' = ${String(number)} ORDER BY index`,
  )
  assert.deepEqual(kinds, [
    'petitions.lodged',
    'petitions.case-registered',
    'petitions.case-defects-asked',
    'petitions.case-defects-mended',
    'petitions.case-extended',
    'petitions.answered',
    'petitions.case-followed-up',
    'petitions.case-finished',
    'petitions.answered',
  ])
})

test('after the due day nothing can be extended, and an answer is late', async () => {
  const id = await lodge()
  await act(id, 'registration', { incomingNumber: '1' })
  app.clock.set('2026-12-26T08:00:00Z')
  const work = (await app.get('/api/v1/work/cases?overdue=yes', officer.headers)).json()
  const [mine] = work.items.filter((item: { id: string }) => item.id === id)
  assert.equal(mine.clocks[0].state, 'overdue')
  assert.equal(mine.clocks[0].daysLeft, -3)
  const refused = await act(id, 'extension', { reason: 'Am uitat de termen.' }, officer, 409)
  assert.match(refused.body, /Termenul s-a încheiat/)
  await act(id, 'answer', answer)
  assert.equal(clockOf(await shown(), 'answer').state, 'late')
})

test('a petition left unmended may stay unexamined only after the term to mend', async () => {
  const id = await lodge()
  await act(id, 'registration', { incomingNumber: '1' })
  await act(id, 'defects', { text: 'Lipsește semnătura.', days: '5' })
  const text = { text: 'Nu a fost completată în termen.', lang: 'ro' }
  await act(id, 'unexamined', text, officer, 409)
  app.clock.advance(6 * 86_400)
  await act(id, 'unexamined', text)
  assert.equal((await shown()).outcome, 'unexamined')
})

test('redirecting closes one clock and opens the other on the day of transfer', async () => {
  const id = await lodge()
  await act(id, 'registration', { incomingNumber: '1' })
  app.clock.advance(4 * 86_400)
  const reason = 'Drumul este național, nu al municipiului.'
  await act(id, 'redirection', { authority: 'nimeni', reason, lang: 'ro' }, officer, 422)
  await act(id, 'redirection', { authority: 'primaria-cahul', reason, lang: 'ro' })
  const [old, next] = await cases()
  assert.deepEqual([old?.state, old?.outcome], ['redirected', 'redirected'])
  assert.equal(clockOf(old, 'answer').state, 'met')
  assert.equal(clockOf(old, 'redirect').state, 'met')
  assert.equal(next?.state, 'delivered')
  assert.equal(next?.redirectedFrom, 'Primăria municipiului Chișinău')
  assert.equal(clockOf(next, 'answer').startsOn, '2026-11-27')
  const nextId = await caseId('primaria-cahul')
  await act(nextId, 'registration', { incomingNumber: '2' }, stranger)
  assert.equal(clockOf((await cases())[1], 'answer').startsOn, '2026-11-27')
  assert.match((await lastMail('starter@example.md')).subject, /înregistrată/)
  const back = { authority: 'primaria-chisinau', reason, lang: 'ro' }
  assert.match((await act(nextId, 'redirection', back, stranger, 409)).body, /are deja petiția/)
  assert.equal((await cases())[1]?.state, 'registered', 'a refused redirection changes nothing')
})

test('of two officers at once one acts, and an officer of another authority never', async () => {
  const id = await lodge()
  for (const url of [`/api/v1/work/cases/${id}`, `/work/cases/${id}/petition.pdf`])
    assert.equal((await app.get(url, stranger.headers)).statusCode, 403)
  assert.equal((await app.get(`/api/v1/work/cases/${id}`)).statusCode, 401)
  await act(id, 'registration', { incomingNumber: '1' }, stranger, 403)
  const replies = await Promise.all([
    send(id, 'registration', { incomingNumber: 'A' }, officer),
    send(id, 'registration', { incomingNumber: 'B' }, colleague),
  ])
  assert.deepEqual(replies.map((reply) => reply.statusCode).sort(), [303, 409])
  assert.match(replies.find((reply) => reply.statusCode === 409)?.body ?? '', /altcineva a schimbat starea/)
  const fields = { ...answer, 'idempotency-key': 'twice' }
  const double = await Promise.all([1, 2].map(() => app.post(`/ro/work/cases/${id}/answer`, fields, officer.headers)))
  assert.deepEqual(
    double.map((reply) => reply.statusCode),
    [303, 303],
  )
  assert.equal((await shown()).answers.length, 1)
})

test('lodging twice, or where a stronger signature is asked, is refused plainly', async () => {
  await lodge()
  assert.match((await sendLodging(starter, 'again')).body, /deja depusă/)
  number = await copyPetition('parlamentul')
  const page = await app.get(`/ro/petitions/${number}/lodging`, starter.headers)
  assert.match(page.body, /Cere: Cu semnătură electronică calificată/)
  assert.equal((await sendLodging(starter, 'weak')).statusCode, 409)
  const signed = await signedIn(app, { name: 'Ion Țurcanu', email: 'starter@example.md', level: 'signed' })
  assert.equal((await sendLodging(signed, 'strong')).statusCode, 303)
  const wrong = await app.post(
    `/ru/petitions/${number}/lodging`,
    { ...lodging, domicile: '', confirm: '', 'idempotency-key': 'w' },
    starter.headers,
  )
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /Подтвердите, что подписываете текст/)
})

test('the domicile is private: not on public pages, not in clear in the database, each reading recorded', async () => {
  const id = await lodge()
  const before = await readings()
  await app.get(`/ro/work/cases/${id}`, officer.headers)
  await app.get(`/api/v1/work/cases/${id}`, colleague.headers)
  await app.get(`/work/cases/${id}/petition.pdf`, officer.headers)
  assert.equal((await readings()) - before, 3)
  for (const url of [`/api/v1/petitions/${number}`, `/ro/petitions/${number}-trotuar`, '/ro/petitions'])
    assert.ok(!(await app.get(url)).body.includes('Secretă'), url)
  const stored = await column<string>(sql`
    SELECT convert_from(body, 'UTF8') FROM ledger.entry UNION ALL SELECT data::text FROM petitions.event
    UNION ALL SELECT encode(sealed, 'escape') FROM petitions.lodging
    UNION ALL SELECT text || html || subject FROM kernel.mail`)
  const acts = await app.deps.database.pool.query('SELECT data::text AS data FROM audit.act')
  stored.push(...acts.rows.map((row: { data: string }) => row.data))
  assert.ok(stored.length > 5)
  assert.ok(!stored.some((one) => one.includes('Secret')))
})

test('a crossed threshold starts a promised clock, and one no longer crossed stops it', async () => {
  await cross(true)
  await keepPromises(app.services)
  await keepPromises(app.services)
  const promised = await shown()
  assert.equal(promised.state, 'promised')
  const [clock] = promised.clocks
  assert.deepEqual([clock?.kind, clock?.dueOn, promised.clocks.length], ['promised', '2026-12-23', 1])
  assert.equal(clock?.basis, 'Primăria municipiului Chișinău')
  await cross(false)
  await keepPromises(app.services)
  assert.equal((await cases()).length, 0)
  await cross(true)
  await keepPromises(app.services)
  // Lodged afterwards: the same case, now with the law's clock beside the promise.
  const id = await lodge()
  await act(id, 'registration', { incomingNumber: '1' })
  await act(id, 'answer', answer)
  await keepPromises(app.services)
  const done = await shown()
  assert.equal(done.clocks.filter((one) => one.state === 'running').length, 0)
  const kinds = await column<string>(sql`
    SELECT e.kind FROM petitions.event e JOIN petitions.petition p ON p.id = e.petition_id
    WHERE p.number = ${number} AND e.kind LIKE 'answering.promise%' ORDER BY e.id`)
  assert.deepEqual(kinds, ['answering.promise-started', 'answering.promise-dropped', 'answering.promise-started'])
})

test('news reach each reader once in the own language, and one click stops them', async () => {
  for (const [at, lang] of (['ro', 'ru', 'ro'] as const).entries())
    await signs(`reader${at}.${number}@example.md`, lang)
  const follow = await app.post(`/en/petitions/${number}/follow`, { email: `follower.${number}@example.md` })
  assert.equal(follow.statusCode, 303)
  const link = linkIn((await lastMail(`follower.${number}@example.md`)).text)
  assert.equal((await app.get(link)).statusCode, 200)
  assert.equal((await app.post(link, {})).statusCode, 303)

  const id = await lodge()
  await act(id, 'registration', { incomingNumber: '1' })
  await act(id, 'answer', answer)
  const announcement = await lastNews()
  for (const _ of [1, 2]) await sendNews(app.services, petitionNews, announcement, 2)
  await app.deps.database.pool.query('UPDATE notices.announcement SET stage = $1, cursor = NULL', ['actors'])
  await sendNews(app.services, petitionNews, announcement, 2)
  const news = (await app.mails()).filter((mail) => mail.headers['list-unsubscribe'])
  const mine = news.filter((mail) => mail.to.includes(`.${number}@`))
  assert.deepEqual(mine.map((mail) => mail.to).sort(), [
    `follower.${number}@example.md`,
    `reader0.${number}@example.md`,
    `reader1.${number}@example.md`,
    `reader2.${number}@example.md`,
  ])
  const russian = mine.find((mail) => mail.to.startsWith('reader1'))
  assert.match(russian?.subject ?? '', /^Примэрия муниципия Кишинёв: ответ/)

  // As a mail program does it: no session, no origin, no redirect.
  assert.equal(russian?.headers['list-unsubscribe-post'], 'List-Unsubscribe=One-Click')
  const stop = linkIn(russian?.headers['list-unsubscribe'] ?? '').replace('>', '')
  assert.equal((await app.get(stop)).statusCode, 200)
  const clicked = await app.server.inject({
    method: 'POST',
    url: stop,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  })
  assert.equal(clicked.statusCode, 200)
  assert.match(clicked.body, /Вы отписались/)
  await act(id, 'correction', { ...answer, correction: 'O greșeală de tipar.' })
  await sendNews(app.services, petitionNews, await lastNews(), 2)
  const later = (await app.mails()).filter((mail) => mail.subject.includes('Ответ исправлен'))
  assert.ok(!later.some((mail) => mail.to.startsWith(`reader1.${number}`)))
  assert.equal((await app.get(`${stop.slice(0, -3)}abc`)).statusCode, 404)
})

test('a digest comes only when there is something, and tells a thing once', async () => {
  await sendDigests(app.services)
  const before = (await app.mails()).length
  await sendDigests(app.services)
  assert.equal((await app.mails()).length, before)
  await lodge()
  await sendDigests(app.services)
  await sendDigests(app.services)
  const fresh = (await app.mails()).slice(before).filter((mail) => mail.to === 'ana@primaria.example')
  assert.equal(fresh.length, 1)
  assert.match(fresh[0]?.text ?? '', /Un dosar nou:/)
})

interface Clock {
  name: string
  kind: string
  basis: string
  state: string
  total: number
  startsOn: string
  dueOn: string
  verified: boolean
}
interface Case {
  state: string
  outcome: string | null
  incomingNumber: string
  redirectedFrom: string | null
  clocks: Clock[]
  answers: { version: number; correction: string | null }[]
}

async function cases(): Promise<Case[]> {
  return (await app.get(`/api/v1/petitions/${number}`, { 'accept-language': 'ro' })).json().answering.cases
}

async function shown(): Promise<Case> {
  const [first] = await cases()
  assert.ok(first)
  return first
}

function clockOf(one: Case | undefined, name: string): Clock {
  const clock = one?.clocks.find((clock) => clock.name === name)
  assert.ok(clock, `a clock ${name}`)
  return clock
}

async function lodge(): Promise<string> {
  const reply = await sendLodging(starter, 'lodge')
  assert.equal(reply.statusCode, 303, mainOf(reply.body))
  return caseId('primaria-chisinau')
}

function sendLodging(by: TestPerson, key: string) {
  return app.post(`/ro/petitions/${number}/lodging`, { ...lodging, 'idempotency-key': `${key}-${number}` }, by.headers)
}

let sent = 0
function send(id: string, path: string, fields: Record<string, string>, by: TestPerson) {
  sent += 1
  return app.post(
    `/ro/work/cases/${id}/${path}`,
    { ...fields, act: path, 'idempotency-key': `act-${sent}` },
    by.headers,
  )
}

async function act(id: string, path: string, fields: Record<string, string>, by = officer, expected = 303) {
  const reply = await send(id, path, fields, by)
  assert.equal(reply.statusCode, expected, mainOf(reply.body))
  return reply
}

async function copyPetition(authority: string): Promise<number> {
  const [copied] = await column<number>(sql`
    INSERT INTO petitions.petition (id, state, lang, title, slug, why_markdown, why_html, text_salt, place_key, topic, starter_mailbox_id, created_at, published_at, closes_on)
    SELECT gen_random_uuid(), 'open', lang, title, slug, why_markdown, why_html, text_salt, place_key, topic, ${starter.mailboxId}, created_at, published_at, '2027-06-01'
    FROM petitions.petition WHERE number = 1 RETURNING number`)
  await sql`
    INSERT INTO petitions.addressee (petition_id, organisation_id, position)
    SELECT p.id, o.id, 0 FROM petitions.petition p, organisations.organisation o WHERE p.number = ${copied} AND o.slug = ${authority}`.execute(
    app.services.db,
  )
  await sql`
    INSERT INTO petitions.threshold (petition_id, name, signatures, level, organisation_id)
    SELECT p.id, 'answer', 10, 'email', o.id FROM petitions.petition p, organisations.organisation o WHERE p.number = ${copied} AND o.slug = ${authority}`.execute(
    app.services.db,
  )
  return copied as number
}

async function cross(crossed: boolean): Promise<void> {
  await sql`
    UPDATE petitions.threshold SET crossed_at = ${crossed ? app.clock.now() : null}
    WHERE petition_id = (SELECT id FROM petitions.petition WHERE number = ${number})`.execute(app.services.db)
}

async function signs(email: string, lang: 'ro' | 'ru'): Promise<void> {
  await app.post(`/${lang}/petitions/${number}/signature-request`, {
    name: 'Maria Popescu',
    email,
    place: 'md-cu',
    consent: 'yes',
    wantsNews: 'yes',
  })
  assert.equal((await app.post(linkIn((await lastMail(email)).text), {})).statusCode, 303)
}

async function caseId(slug: string): Promise<string> {
  const [id] = await column<string>(sql`
    SELECT c.id FROM petitions.case c JOIN organisations.organisation o ON o.id = c.organisation_id
    JOIN petitions.petition p ON p.id = c.petition_id WHERE p.number = ${number} AND o.slug = ${slug}`)
  assert.ok(id)
  return id
}

async function lastNews(): Promise<string> {
  const [id] = await column<string>(sql`
    SELECT n.id FROM notices.announcement n JOIN petitions.petition p ON p.id::text = n.subject_id
    WHERE p.number = ${number} ORDER BY n.id DESC LIMIT 1`)
  assert.ok(id)
  return id
}

async function readings(): Promise<number> {
  const [count] = await column<number>(sql`SELECT count(*) FROM audit.reading WHERE mailbox_id = ${starter.mailboxId}`)
  return Number(count)
}

async function column<T>(query: ReturnType<typeof sql>): Promise<T[]> {
  const { rows } = await query.execute(app.services.db)
  return rows.map((row) => Object.values(row as object)[0] as T)
}

async function lastMail(to: string) {
  const mail = (await app.mails()).findLast((one) => one.to === to)
  assert.ok(mail, `a mail to ${to}`)
  return mail
}

function linkIn(text: string): string {
  const link = text.match(/http:\/\/punte\.test(\S+)/)?.[1]
  assert.ok(link)
  return link
}

/** What went wrong, without head and navigation around it. */
function mainOf(html: string): string {
  return (html.match(/<main.*<\/main>/s)?.[0] ?? html).replaceAll(/<[^>]+>/g, ' ').slice(0, 800)
}
