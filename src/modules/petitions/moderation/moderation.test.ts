import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { keepMailboxes } from '#commons/people/mailbox.ts'
import { transact } from '#kernel/database/transact.ts'
import { newId } from '#kernel/ids.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { slugOf } from '../petition.ts'
import { searchColumns } from '../start/similar/find-similar.ts'
import { enterModeration } from './enter-moderation.ts'
import { lapseOverdue } from './lapse-overdue.ts'
import { letStand } from './let-stand.ts'

const DAY = 86_400
const checks = ['addressee-can', 'no-personal-data', 'no-insult-or-threat', 'no-repeat']

let app: TestApp
let ana: TestPerson
let ion: TestPerson
let starter: TestPerson
before(async () => {
  app = await testApp()
  ana = await moderator('Ana Moderator', 'ana@example.md')
  ion = await moderator('Ion Moderator', 'ion@example.md')
  starter = await signedIn(app, { name: 'Sofia Autor', email: 'sofia@example.md' })
})
after(() => app.close())

test('a petition is checked, held, published; its decision, event, act, entry and mail are kept', async () => {
  const { item, number } = await waiting({ title: 'Un pod peste Bîc' })
  const queue = await app.get('/ro/work/moderation', ana.headers)
  assert.match(queue.body, /Un pod peste Bîc/)
  assert.match(queue.body, /Primăria municipiului Chișinău/)
  assert.equal((await app.get(`/api/v1/petitions/${number}`)).statusCode, 404)
  await hold(ana, item)
  assert.match((await app.get(`/ro/work/moderation/${item}`, ana.headers)).body, /Nu repetă o petiție deschisă/)

  const some = await decide(ana, item, { decision: 'published', checks: checks.slice(1) })
  assert.equal(some.statusCode, 422)
  assert.match(some.body, /trebuie bifate toate/)
  const done = await decide(ana, item, { decision: 'published', checks })
  assert.equal(done.statusCode, 303, done.body)

  const petition = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.equal(petition.state, 'open')
  assert.deepEqual(
    petition.events.map(({ kind }: { kind: string }) => kind),
    ['moderation.entered', 'moderation.published'],
  )
  assert.equal(petition.moderation.decisions[0].decision, 'published')
  assert.equal(
    await count(`audit.act WHERE act = 'petitions.moderation-published' AND account_id = '${ana.accountId}'`),
    1,
  )
  const [entry] = await entries('petitions.moderation-decision', number)
  assert.deepEqual(Object.keys(entry ?? {}).sort(), ['day', 'decision', 'kind', 'petition', 'reason', 'text', 'v'])
  assert.equal(
    await count(
      `lifecycle.clock WHERE name = 'moderation' AND stopped_on IS NULL AND subject_id = '${await idOf(number)}'`,
    ),
    0,
  )
  assert.match((await app.mails()).at(-1)?.text ?? '', /a verificat-o și a publicat-o/)
  assert.doesNotMatch((await app.get(`/ro/petitions/${number}-un-pod-peste-bic`)).body, /Ana Moderator/)
})

test('of two moderators at once one holds, and of two decisions one counts', async () => {
  const { item, number } = await waiting({})
  const held = await Promise.all([ana, ion].map((one) => send(`/api/v1/work/moderation/${item}/hold`, {}, one.headers)))
  assert.deepEqual(held.map((one) => one.statusCode).sort(), [200, 409])
  const other = held[0]?.statusCode === 200 ? ion : ana
  const late = await decide(other, item, { decision: 'published', checks })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /În lucru la alt moderator/)

  app.clock.advance(31 * 60)
  await hold(other, item)
  const both = await Promise.all(
    ['published', 'refused'].map((decision) =>
      decide(other, item, { decision, checks, reason: 'repeat', text: 'Se repetă.' }),
    ),
  )
  assert.deepEqual(both.map((one) => one.statusCode).sort(), [303, 409])
  assert.equal(await count(`petitions.moderation_decision WHERE item_id = '${item}'`), 1)
  assert.equal((await entries('petitions.moderation-decision', number)).length, 1)
})

test('a double click decides once and gets the same answer', async () => {
  const { item } = await waiting({})
  await hold(ana, item)
  const both = await Promise.all([1, 2].map(() => decide(ana, item, { decision: 'published', checks }, 'same-key')))
  assert.deepEqual(
    both.map((one) => one.statusCode),
    [303, 303],
  )
})

test('who serves the addressee, or did within a year, may not judge; nor the starter, nor a supporter', async () => {
  const { item, number } = await waiting({ title: 'Nimeni din primărie' })
  const organisationId = await authorityId(app, 'primaria-chisinau')
  const officer = await moderator('Olga Funcționar', 'olga@example.md', [{ name: 'officer' as const, organisationId }])
  const page = await app.get(`/ro/work/moderation/${item}`, officer.headers)
  assert.match(page.body, /lucrați sau ați lucrat/i)
  assert.doesNotMatch(page.body, /Nimeni din primărie/)
  const json = await app.get(`/api/v1/work/moderation/${item}`, officer.headers)
  assert.deepEqual([json.json().barred, json.json().about], ['addressee', null])
  const refused = await send(`/api/v1/work/moderation/${item}/hold`, {}, officer.headers)
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'petitions.moderation.barred.addressee'])

  await sql`UPDATE access.role SET ended_at = ${app.clock.now()} WHERE account_id = ${officer.accountId} AND role = 'officer'`.execute(
    app.services.db,
  )
  assert.equal((await send(`/api/v1/work/moderation/${item}/hold`, {}, officer.headers)).statusCode, 403)
  const decided = await send(
    `/api/v1/work/moderation/${item}/decision`,
    { decision: 'published', checks },
    { ...officer.headers, 'idempotency-key': 'x' },
  )
  assert.equal(decided.json().code, 'petitions.moderation.barred.addressee')
  await sql`UPDATE access.role SET ended_at = ${new Date(app.clock.now().getTime() - 366 * DAY * 1000)} WHERE account_id = ${officer.accountId} AND role = 'officer'`.execute(
    app.services.db,
  )
  assert.equal((await app.get(`/api/v1/work/moderation/${item}`, officer.headers)).json().barred, null)

  const own = await moderator('Sofia Autor', 'sofia@example.md')
  assert.equal((await app.get(`/api/v1/work/moderation/${item}`, own.headers)).json().barred, 'starter')
  await sql`
    INSERT INTO petitions.signature (petition_id, id, mailbox_id, level, signer_key, mailbox_key, slot, show_name, wants_news, place_key, unit_key,
      confirmed_at, confirmed_on)
    SELECT ${await idOf(number)}, ${newId(app.clock.now())}, ${ion.mailboxId}, 'email', '\\x01', '\\x02', 1, false, false, 'md-cu-botanica', 'md-cu',
      ${app.clock.now()}, '2026-11-22'`.execute(app.services.db)
  assert.equal((await app.get(`/api/v1/work/moderation/${item}`, ion.headers)).json().barred, 'supporter')
})

test('a moderator of another place, a citizen and nobody are refused', async () => {
  const { item } = await waiting({ title: 'Numai pentru Chișinău' })
  const balti = await signedIn(app, {
    name: 'Vera Bălți',
    email: 'vera@example.md',
    roles: [{ name: 'moderator', placeKey: 'md-ba' }],
  })
  assert.doesNotMatch((await app.get('/ro/work/moderation', balti.headers)).body, /Numai pentru Chișinău/)
  assert.equal((await app.get(`/ro/work/moderation/${item}`, balti.headers)).statusCode, 403)
  assert.equal((await send(`/api/v1/work/moderation/${item}/hold`, {}, balti.headers)).statusCode, 403)
  const citizen = await signedIn(app, { name: 'Dan Cetățean', email: 'dan@example.md' })
  assert.equal((await app.get('/api/v1/work/moderation', citizen.headers)).statusCode, 403)
  assert.equal((await app.get('/api/v1/work/moderation')).statusCode, 401)
  const weak = await signedIn(app, {
    name: 'Ana Moderator',
    email: 'ana@example.md',
    roles: [{ name: 'moderator', placeKey: 'md' }],
    secondFactor: false,
  })
  assert.equal((await app.get('/api/v1/work/moderation', weak.headers)).json().code, 'access.second-factor-needed')
  assert.equal((await app.get('/api/v1/work/moderation/not-an-id', ana.headers)).statusCode, 404)
})

test('the queue shows what is due first on top, by filter and by page', async () => {
  for (let n = 0; n < 32; n++) {
    await waiting({ title: `De rând ${n}`, placeKey: 'md-so' })
    if (n === 15) app.clock.advance(DAY)
  }
  const first = (await app.get('/api/v1/work/moderation?place=md-so', ana.headers)).json()
  assert.equal(first.items.length, 30)
  assert.equal(first.total, 32)
  assert.deepEqual(
    first.items.map((one: { clock: { dueOn: string } }) => one.clock.dueOn),
    first.items.map((one: { clock: { dueOn: string } }) => one.clock.dueOn).toSorted(),
  )
  const second = (await app.get(`/api/v1/work/moderation?place=md-so&after=${first.next}`, ana.headers)).json()
  assert.equal(second.items.length, 2)
  assert.equal(new Set([...first.items, ...second.items].map(({ id }: { id: string }) => id)).size, 32)
  assert.equal((await app.get('/api/v1/work/moderation?after=bm90', ana.headers)).statusCode, 422)
  assert.equal((await app.get('/api/v1/work/moderation?kind=flags&place=md-so', ana.headers)).json().items.length, 0)
  assert.match(
    (await app.get('/ru/work/moderation?place=md-so&overdue=yes', ana.headers)).body,
    /Ничто не ждёт решения/,
  )
})

test('a returned petition comes back with a clock of its own, on the same day too', async () => {
  const { item, number } = await waiting({})
  await hold(ana, item)
  const without = await decide(ana, item, { decision: 'returned', reason: 'unclear' })
  assert.match(without.body, /Scrieți explicația/)
  await decide(ana, item, { decision: 'returned', reason: 'unclear', text: 'Spuneți unde anume.' })
  assert.match((await app.mails()).at(-1)?.text ?? '', /Spuneți unde anume/)
  assert.equal((await app.get(`/api/v1/petitions/${number}`)).statusCode, 404)
  const list = (await app.get('/api/v1/petitions/decisions')).json()
  assert.deepEqual([list.items[0].decision, list.items[0].petition, list.items[0].text], ['returned', null, null])

  await transact(app.services.db, async (tx) =>
    enterModeration(
      { ...app.services, tx, now: app.clock.now() },
      { id: await idOf(number), number, state: 'returned' },
    ),
  )
  const again = await openItemOf(number)
  assert.notEqual(again, item)
  assert.ok((await app.get(`/api/v1/work/moderation/${again}`, ana.headers)).json().clock.daysLeft > 0)
  await assert.rejects(
    transact(app.services.db, async (tx) =>
      enterModeration(
        { ...app.services, tx, now: app.clock.now() },
        { id: await idOf(number), number, state: 'returned' },
      ),
    ),
  )
})

test('a refusal that demands it hides the text in HTML, JSON and search, and shows its reason', async () => {
  const { item, number } = await refused('insult', {
    title: 'Primarul Xulescu este altfel',
    why: 'Un Xulescu mare cât casa.',
  })
  const json = await app.get(`/api/v1/petitions/${number}`)
  const html = await app.get(`/ro/petitions/${number}-ascuns-insulta`)
  assert.equal(html.statusCode, 200)
  for (const body of [
    json.body,
    html.body,
    (await app.get('/ro/petitions')).body,
    (await app.get('/api/v1/petitions/decisions')).body,
  ])
    assert.doesNotMatch(body, /Xulescu|xulescu/)
  assert.match(html.body, /Refuzată: Insultă/)
  assert.match(html.body, /Conține o insultă/)
  assert.deepEqual([json.json().state, json.json().moderation.textHidden], ['refused', true])
  const { rows } = await sql<{
    row: string
  }>`SELECT to_jsonb(p)::text AS row FROM petitions.petition p WHERE number = ${number}`.execute(app.services.db)
  assert.doesNotMatch(rows[0]?.row ?? '', /xulescu/i)
  assert.match((await app.get(`/api/v1/work/moderation/${item}`, ion.headers)).body, /Xulescu/)

  const shown = await refused('repeat', { title: 'O a doua petiție la fel' })
  assert.match(
    (await app.get(`/ro/petitions/${shown.number}-o-a-doua-petitie-la-fel`)).body,
    /Refuzată: Repetă o petiție deschisă/,
  )
  assert.match((await app.get('/ro/petitions')).body, /O a doua petiție la fel/)
  assert.equal(
    (
      await send(`/api/v1/petitions/${shown.number}/signature-request`, {
        name: 'Ion Rusu',
        email: 'i@example.md',
        place: 'md-so',
        consent: true,
      })
    ).json().code,
    'petitions.not-open',
  )
})

test('the starter appeals once; another moderator decides; the text comes back', async () => {
  const { number } = await refused('insult', {
    title: 'Un text despre Xulescu',
    why: 'Xulescu, „insulta” era un citat.',
  })
  const path = `/petitions/${number}/appeal`
  assert.equal((await app.get(`/api/v1${path}`, ion.headers)).statusCode, 403)
  assert.match((await app.get(`/ro${path}`, starter.headers)).body, /Un text despre Xulescu/)
  assert.equal(
    (await app.post(`/ro${path}`, { text: 'scurt', 'idempotency-key': 'a' }, starter.headers)).statusCode,
    422,
  )
  const sent = await app.post(`/ro${path}`, { text: 'Era un citat din ziar.', 'idempotency-key': 'b' }, starter.headers)
  assert.equal(sent.statusCode, 303, sent.body)
  const twice = await send(
    `/api/v1${path}`,
    { text: 'Era un citat din ziar.' },
    { ...starter.headers, 'idempotency-key': 'c' },
  )
  assert.equal(twice.json().code, 'petitions.moderation.appeal.not-refused')

  const item = await openItemOf(number)
  const same = await send(`/api/v1/work/moderation/${item}/hold`, {}, ana.headers)
  assert.deepEqual([same.statusCode, same.json().code], [403, 'petitions.moderation.barred.refuser'])
  assert.match((await app.get(`/ro/work/moderation/${item}`, ion.headers)).body, /Era un citat din ziar/)
  await hold(ion, item)
  assert.equal((await decide(ion, item, { decision: 'refused', reason: 'repeat', text: 'x' })).statusCode, 422)
  assert.equal((await decide(ion, item, { decision: 'published', checks })).statusCode, 303)
  const petition = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.deepEqual(
    [petition.state, petition.title, petition.moderation.refused],
    ['open', 'Un text despre Xulescu', false],
  )
  assert.match(petition.whyHtml, /Xulescu/)
})

test('a refusal upheld or not appealed in time is final', async () => {
  const upheld = await refused('repeat', {})
  await app.post(
    `/ro/petitions/${upheld.number}/appeal`,
    { text: 'Nu se repetă deloc.', 'idempotency-key': 'u' },
    starter.headers,
  )
  const item = await openItemOf(upheld.number)
  await hold(ion, item)
  assert.equal((await decide(ion, item, { decision: 'upheld', text: 'Se repetă petiția nr. 1.' })).statusCode, 303)
  assert.equal((await app.get(`/api/v1/petitions/${upheld.number}`)).json().state, 'refused-finally')

  const late = await refused('repeat', {})
  app.clock.advance(15 * DAY)
  await letStand(app.services)
  assert.equal((await app.get(`/api/v1/petitions/${late.number}`)).json().state, 'refused')
  app.clock.advance(DAY)
  const over = await send(
    `/api/v1/petitions/${late.number}/appeal`,
    { text: 'Prea târziu, știu.' },
    { ...starter.headers, 'idempotency-key': 'l' },
  )
  assert.equal(over.json().code, 'petitions.moderation.appeal.too-late')
  await letStand(app.services)
  await letStand(app.services)
  const petition = (await app.get(`/api/v1/petitions/${late.number}`)).json()
  assert.equal(petition.state, 'refused-finally')
  assert.equal(petition.events.filter(({ kind }: { kind: string }) => kind === 'moderation.stands').length, 1)
})

test('when the clock runs out a petition publishes itself unreviewed, unless the check stopped it', async () => {
  await signedIn(app, { name: 'Admin', email: 'admin@example.md', roles: [{ name: 'administrator' }] })
  const clean = await waiting({ title: 'Curată și uitată' })
  const stopped = await waiting({ title: 'Cu telefon', why: 'Sunați-l la +373 69 123 456, la orice oră.' })
  await lapseOverdue(app.services)
  assert.equal((await app.get(`/api/v1/petitions/${clean.number}`)).statusCode, 404)
  app.clock.advance(8 * DAY)
  await Promise.all([lapseOverdue(app.services), lapseOverdue(app.services)])

  const petition = (await app.get(`/api/v1/petitions/${clean.number}`)).json()
  assert.deepEqual([petition.state, petition.moderation.unreviewed], ['open', true])
  assert.match((await app.get(`/ro/petitions/${clean.number}-curata-si-uitata`)).body, /Publicată fără verificare/)
  assert.equal((await app.get(`/api/v1/petitions/${stopped.number}`)).statusCode, 404)
  const queue = (await app.get('/api/v1/work/moderation?overdue=yes', ana.headers)).json()
  const kept = queue.items.find(({ number }: { number: number }) => number === stopped.number)
  assert.deepEqual([kept.stopped, kept.escalated, kept.findings[0].kind], [true, true, 'phone'])
  const letters = (await app.mails()).filter(({ to, text }) => to === 'admin@example.md' && text.includes(stopped.item))
  assert.equal(letters.length, 1)
  assert.equal((await entries('petitions.moderation-decision', clean.number)).length, 1)

  const review = await openItemOf(clean.number)
  await hold(ana, review)
  assert.equal(
    (await decide(ana, review, { decision: 'taken-down', reason: 'advertising', text: 'Face reclamă.' })).statusCode,
    303,
  )
  assert.equal((await app.get(`/api/v1/petitions/${clean.number}`)).json().state, 'refused')
})

test('a review can confirm what the clock published', async () => {
  const { number } = await waiting({})
  app.clock.advance(9 * DAY)
  await lapseOverdue(app.services)
  const item = await openItemOf(number)
  await hold(ana, item)
  assert.equal((await decide(ana, item, { decision: 'confirmed' })).statusCode, 303)
  assert.equal((await app.get(`/api/v1/petitions/${number}`)).json().moderation.unreviewed, false)
})

test('reports feed one item, count once a source, reason and day, and are limited', async () => {
  const { number } = await published({})
  const report = (fields: Record<string, string>) => app.post(`/ro/petitions/${number}/flag`, fields)
  assert.equal((await report({})).statusCode, 422)
  assert.match((await report({ reason: 'other' })).body, /Scrieți ce este în neregulă/)
  for (let n = 0; n < 3; n++) {
    const sent = await report({ reason: 'insult', text: `de ${n} ori` })
    assert.equal(sent.statusCode, 303, sent.body)
    assert.match((await app.get(String(sent.headers.location))).body, /Am primit semnalarea/)
  }
  await report({ reason: 'child' })
  const item = await openItemOf(number)
  const view = (await app.get(`/api/v1/work/moderation/${item}`, ana.headers)).json()
  assert.deepEqual([view.kind, view.about.flags.length], ['flags', 2])
  const codes = []
  for (let n = 0; n < 12; n++) codes.push((await report({ reason: 'advertising' })).statusCode)
  assert.equal(codes.at(-1), 429)
  assert.equal(await count(`petitions.flag WHERE item_id = '${item}'`), 3)

  await hold(ana, item)
  assert.match((await decide(ana, item, { decision: 'masked' })).body, /Întâi ascundeți partea/)
  assert.equal((await decide(ana, item, { decision: 'kept' })).statusCode, 303)
  app.clock.advance(3600)
  await report({ reason: 'insult' })
  assert.equal(
    await count(`petitions.moderation_item WHERE petition_id = '${await idOf(number)}' AND closed_at IS NULL`),
    0,
  )
  const hidden = await waiting({})
  assert.equal((await app.get(`/ro/petitions/${hidden.number}/flag`)).statusCode, 404)
})

test('a masked passage is in no page, reply or search; records and signatures stay; the starter can appeal', async () => {
  const why = 'Directorul **Grigore Ascunsu** nu răspunde.\n\nȘi [Grigore Ascunsu](https://example.md/x) tace.'
  const { number, id } = await published({ title: 'Grigore Ascunsu să răspundă', why })
  const before = await hashOf(number)
  const path = `/work/moderation/petitions/${number}/masks`
  const mask = (fields: Record<string, string>, key: string) =>
    app.post(
      `/ro${path}`,
      { reason: 'third-person', orderedBy: 'affected', ...fields, 'idempotency-key': key },
      ana.headers,
    )
  assert.match((await app.get(`/ro${path}`, ana.headers)).body, /Grigore Ascunsu/)
  assert.match((await mask({ passage: 'Nimeni Altul' }, '1')).body, /nu apare în text/)
  assert.match((await mask({ passage: 'Grigore', orderedBy: 'court' }, '2')).body, /numărul și data actului/)
  assert.equal((await mask({}, '3')).statusCode, 422)
  const done = await mask({ passage: 'Grigore Ascunsu' }, '4')
  assert.equal(done.statusCode, 303, done.body)

  const json = await app.get(`/api/v1/petitions/${number}`)
  const html = await app.get(`/ro/petitions/${number}-${json.json().slug}`)
  for (const body of [
    json.body,
    html.body,
    (await app.get('/ro/petitions')).body,
    (await app.get('/api/v1/petitions')).body,
  ])
    assert.doesNotMatch(body, /Ascunsu|ascunsu/)
  assert.match(html.body, /\[ascuns: date ale altei persoane\]/)
  assert.match(html.body, /la cererea persoanei vizate/)
  assert.match(json.json().whyHtml, /<strong>\[ascuns: date ale altei persoane\]<\/strong>/)
  const { rows } = await sql<{
    row: string
  }>`SELECT to_jsonb(p)::text AS row FROM petitions.petition p WHERE number = ${number}`.execute(app.services.db)
  assert.doesNotMatch(rows[0]?.row ?? '', /ascunsu/i)
  assert.equal(await hashOf(number), before)
  assert.equal((await entries('petitions.text-masked', number)).length, 1)

  const [maskId] = (await app.get(`/api/v1${path}`, ana.headers)).json().masks.map((one: { id: string }) => one.id)
  await app.post(
    `/ro/work/moderation/masks/${maskId}/reply`,
    { by: 'Direcția locuințe', text: 'Am răspuns la 3 martie.' },
    ana.headers,
  )
  assert.match((await app.get(`/ru/petitions/${number}-${json.json().slug}`)).body, /Am răspuns la 3 martie/)

  const appeal = `/petitions/${number}/masks/${maskId}/appeal`
  assert.match((await app.mails()).at(-1)?.text ?? '', new RegExp(appeal))
  assert.equal(
    (await app.post(`/ro${appeal}`, { text: 'Este o persoană publică.', 'idempotency-key': '5' }, starter.headers))
      .statusCode,
    303,
  )
  assert.equal(
    (
      await send(
        `/api/v1${appeal}`,
        { text: 'Este o persoană publică.' },
        { ...starter.headers, 'idempotency-key': '6' },
      )
    ).json().code,
    'petitions.moderation.appeal.not-masked',
  )
  const item = await openItemOf(number)
  assert.equal(
    (await send(`/api/v1/work/moderation/${item}/hold`, {}, ana.headers)).json().code,
    'petitions.moderation.barred.refuser',
  )
  await hold(ion, item)
  assert.equal((await decide(ion, item, { decision: 'mask-lifted' })).statusCode, 303)
  const again = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.equal(again.title, 'Grigore Ascunsu să răspundă')
  assert.ok(again.moderation.masks[0].liftedAt)
  assert.equal(await count(`petitions.original_text WHERE petition_id = '${id}'`), 0)
})

test('the public list counts decisions by reason and filters by it', async () => {
  const all = (await app.get('/api/v1/petitions/decisions')).json()
  const repeats = (await app.get('/api/v1/petitions/decisions?reason=repeat')).json()
  assert.equal(repeats.total, all.byReason.find(({ reason }: { reason: string }) => reason === 'repeat').decisions)
  assert.ok(repeats.items.every(({ reason }: { reason: string }) => reason === 'repeat'))
  for (const lang of ['ro', 'ru', 'en']) assert.equal((await app.get(`/${lang}/petitions/decisions`)).statusCode, 200)
  if (all.next) assert.equal((await app.get(`/api/v1/petitions/decisions?after=${all.next}`)).statusCode, 200)
  assert.ok(!JSON.stringify(all).includes(ana.accountId))
})

function moderator(name: string, email: string, more: { name: 'officer'; organisationId: string }[] = []) {
  return signedIn(app, { name, email, roles: [{ name: 'moderator', placeKey: 'md' }, ...more] })
}

interface Text {
  title?: string
  why?: string
  placeKey?: string
}

let made = 0

/** A petition whose supporters are there, in the moderators' queue. */
async function waiting({
  title = `Petiția de probă ${++made}`,
  why = 'Vrem un trotuar.',
  placeKey = 'md-cu-botanica',
}: Text) {
  const now = app.clock.now()
  return transact(app.services.db, async (tx) => {
    const [mailbox] = await keepMailboxes(
      tx,
      app.services.secrets.person,
      [{ address: 'sofia@example.md', lang: 'ro' }],
      now,
    )
    const search = searchColumns(title, why)
    const id = newId(now)
    const { rows } = await sql<{ number: number }>`
      INSERT INTO petitions.petition (id, state, lang, title, slug, why_markdown, why_html, text_salt, place_key, topic, starter_mailbox_id, created_at,
        search_title, search_text)
      VALUES (${id}, 'supporting', 'ro', ${title}, ${slugOf(title)}, ${why}, ${markdownToHtml(why)}, ${randomBytes(16)}, ${placeKey}, 'roads', ${mailbox},
        ${now}, ${search.title}, ${search.text}) RETURNING number`.execute(tx)
    await sql`
      INSERT INTO petitions.addressee (petition_id, organisation_id, position)
      SELECT ${id}, id, 0 FROM organisations.organisation WHERE slug = 'primaria-chisinau'`.execute(tx)
    const number = rows[0]?.number as number
    await enterModeration({ ...app.services, tx, now }, { id, number, state: 'supporting' })
    const item = await sql<{ id: string }>`SELECT id FROM petitions.moderation_item WHERE petition_id = ${id}`.execute(
      tx,
    )
    return { id, number, item: item.rows[0]?.id as string }
  })
}

async function refused(reason: string, text: Text) {
  const petition = await waiting(text)
  await hold(ana, petition.item)
  const done = await decide(ana, petition.item, { decision: 'refused', reason, text: 'Conține o insultă.' })
  assert.equal(done.statusCode, 303, done.body)
  return petition
}

async function published(text: Text) {
  const petition = await waiting(text)
  await hold(ana, petition.item)
  await decide(ana, petition.item, { decision: 'published', checks })
  return petition
}

async function hold(who: TestPerson, item: string) {
  const reply = await app.post(`/ro/work/moderation/${item}/hold`, {}, who.headers)
  assert.equal(reply.statusCode, 303, reply.body)
}

let keys = 0
function decide(who: TestPerson, item: string, fields: Record<string, string | string[]>, key = `key-${++keys}`) {
  return app.post(`/ro/work/moderation/${item}/decision`, { ...fields, 'idempotency-key': key }, who.headers)
}

async function openItemOf(number: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT i.id FROM petitions.moderation_item i JOIN petitions.petition p ON p.id = i.petition_id
    WHERE p.number = ${number} AND i.closed_at IS NULL`.execute(app.services.db)
  assert.equal(rows.length, 1)
  return rows[0]?.id as string
}

async function idOf(number: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM petitions.petition WHERE number = ${number}`.execute(
    app.services.db,
  )
  return rows[0]?.id as string
}

async function count(where: string): Promise<number> {
  return Number((await app.deps.database.pool.query(`SELECT count(*) AS n FROM ${where}`)).rows[0].n)
}

async function entries(kind: string, number: number): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{
    body: Buffer
  }>`SELECT body FROM ledger.entry WHERE kind = ${kind} ORDER BY index`.execute(app.services.db)
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.petition === number)
}

/** The hash in the public record of the publication, which the text must go on giving. */
async function hashOf(number: number): Promise<unknown> {
  const all = [
    ...(await entries('petitions.moderation-decision', number)),
    ...(await entries('petitions.text-masked', number)),
  ]
  assert.equal(new Set(all.map(({ text }) => text)).size, 1)
  return all.at(-1)?.text
}

/** JSON from a page of ours: with a session, requests from elsewhere are refused. */
function send(url: string, body: unknown, headers: Record<string, string> = {}) {
  return app.postJson(url, body, { 'sec-fetch-site': 'same-origin', ...headers })
}
