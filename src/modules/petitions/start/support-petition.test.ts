import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { answers, begin, linkTo, submit, supportByMail, supportPath } from '#test/petitions.ts'
import { abandonReturned, abandonUnsupported } from './abandon-waiting.ts'
import { forgetOldDrafts } from './jobs.ts'
import { onPublished } from './on-published.ts'

let app: TestApp
let ana: TestPerson
before(async () => {
  app = await testApp()
  ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana@example.md' })
})
after(() => app.close())

test('supporting counts after the button of the mail, once a person, two names a mailbox', async () => {
  const { number, path } = await started('Bănci în parcul din fața gării')
  await app.post(path, { name: 'Ion Rusu', email: 'ion@example.md', place: 'md-cu-botanica', consent: 'yes' })
  const link = await linkTo(app, 'ion@example.md')
  assert.match((await app.get(link)).body, /Susțineți ca Ion Rusu/)
  assert.equal(await supporters(number), 0)
  const first = await app.post(link, {})
  const again = await app.post(link, {})
  assert.deepEqual([first.statusCode, again.headers.location], [303, first.headers.location])
  assert.equal(await supporters(number), 1)
  app.clock.advance(3600)
  await supportByMail(app, path, { name: 'RUSU Ion', email: 'ION@example.md' })
  assert.equal(await supporters(number), 1)
  await supportByMail(app, path, { name: 'Elena Rusu', email: 'ion@example.md' })
  const third = await supportByMail(app, path, { name: 'Vasile Rusu', email: 'ion@example.md' })
  assert.match((await app.get(third)).body, /au susținut deja doi oameni/)
  assert.equal(await supporters(number), 2)
  const receipt = String(first.headers.location)
  assert.match((await app.get(receipt)).body, /Susținerea a fost numărată/)
  await app.post(`${receipt}/withdrawal`, {})
  await app.post(`${receipt}/withdrawal`, {})
  assert.equal(await supporters(number), 1)
  assert.match((await app.get(receipt)).body, /Susținerea a fost retrasă/)
})

test('who is signed in supports with one form and no mail', async () => {
  const { number, path } = await started('Iluminat pe drumul spre gimnaziu')
  const ion = await signedIn(app, { name: 'Ion Rusu', email: 'ion2@example.md' })
  const form = await app.get(path, ion.headers)
  assert.match(form.body, /value="Ion Rusu"/)
  assert.doesNotMatch(form.body, /type="email"/)
  const fields = { name: 'Ion Rusu', place: 'md-cu-botanica', consent: 'yes' }
  const replies = await Promise.all([0, 1, 2].map(() => app.post(path, fields, ion.headers)))
  assert.ok(
    replies.every((reply) => reply.statusCode === 303 && String(reply.headers.location).startsWith('/ro/supporters/')),
  )
  await app.post(path, { ...fields, name: 'Alt Nume' }, ion.headers)
  assert.equal(await supporters(number), 1)
})

test('what is wrong with a support is said next to the field', async () => {
  const { path } = await started('Stație nouă de troleibuz la policlinică')
  const reply = await app.post(path.replace('/ro/', '/ru/'), {
    name: 'Мария',
    email: '',
    place: 'nowhere',
    consent: '',
  })
  assert.equal(reply.statusCode, 422)
  assert.match(reply.body, /Напишите и имя, и фамилию/)
  const noMail = await app.post(path, { name: 'Maria Rusu', email: '', place: 'md-cu-botanica', consent: 'yes' })
  assert.equal(noMail.statusCode, 422)
  assert.match(noMail.body, /Scrieți o adresă de e-mail/)
  assert.match(noMail.body, /value="Maria Rusu"/)
  assert.equal((await app.get('/ro/support/AAAAAAAAAAAAAAAAAAAAAA')).statusCode, 404)
  assert.equal((await app.post('/ro/supporters/AAAAAAAAAAAAAAAAAAAAAA/confirmation', {})).statusCode, 410)
})

test('of supporters who come at once exactly one is the last needed', async () => {
  const { number, path } = await started('Piste de biciclete de la Botanica spre centru')
  const links = []
  for (let n = 0; n < 12; n++) {
    const email = `om${n}@example.md`
    await app.post(path, { name: `Om ${'ABCDEFGHIJKL'[n]}escu`, email, place: 'md-cu-botanica', consent: 'yes' })
    links.push(await linkTo(app, email))
  }
  assert.equal(await state(number), 'supporting')
  const replies = await Promise.all([...links, ...links].map((link) => app.post(link, {})))
  assert.deepEqual([...new Set(replies.map((reply) => reply.statusCode))], [303])
  assert.equal(await state(number), 'moderation')
  assert.equal(await supporters(number), 12)
  const [events] = await query(
    `SELECT count(*)::int AS n FROM petitions.event e JOIN petitions.petition p ON p.id = e.petition_id
     WHERE p.number = ${number} AND e.kind = 'moderation.entered'`,
  )
  assert.equal(events.n, 1)
})

test('on publication supporters become signatures exactly once, and their links show them', async () => {
  const { number, path } = await started('Apă potabilă în satul de lângă lac')
  const receipts = []
  for (const name of ['Ion Rusu', 'Elena Rusu', 'Dan Balan', 'Maria Ceban', 'Petru Lungu'])
    receipts.push(
      await supportByMail(app, path, { name, email: `${name.split(' ')[0]?.toLowerCase()}.apa@example.md` }),
    )
  app.clock.advance(3600)
  const second = await supportByMail(app, path, { name: 'Ion Rusu', email: 'ion.apa@example.md' })
  assert.equal(await state(number), 'moderation')
  const petition = await publish(number)
  await assert.rejects(publish(number, petition), /changed-meanwhile/)
  await app.fold()
  const view = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.deepEqual([view.state, view.count.total, view.closesOn, view.start.textVersion], ['open', 5, '2027-05-21', 1])
  for (const receipt of [...receipts, second]) {
    assert.match((await app.get(receipt)).body, /Susținerea a devenit semnătură/)
    const signature = await app.get(receipt.replace('/supporters/', '/signatures/'))
    assert.match(signature.body, /Semnătura a fost numărată/)
  }
  // The promise comes by mail as to anybody who signed.
  const [first] = receipts.map((receipt) => receipt.replace('/supporters/', '/signatures/'))
  const asked = await app.post(`${first}/receipt-mail`, { 'idempotency-key': randomUUID() })
  assert.equal(asked.statusCode, 303)
  const sent = (await app.mails()).filter(({ subject }) => subject.startsWith('Dovada semnăturii'))
  assert.deepEqual(
    sent.map(({ to }) => to),
    ['ion.apa@example.md'],
  )
  assert.equal(
    (await query(`SELECT count(*)::int AS n FROM petitions.supporter s WHERE s.petition_id = '${petition.id}'`))[0].n,
    0,
  )
  // The same person signs: nothing is added.
  await app.post(`/ro/petitions/${number}/signature-request`, {
    name: 'Ion Rusu',
    email: 'ion.apa@example.md',
    place: 'md-cu-botanica',
    consent: 'yes',
  })
  await app.post(await linkTo(app, 'ion.apa@example.md'), {})
  await app.fold()
  assert.equal((await app.get(`/api/v1/petitions/${number}`)).json().count.total, 5)
  const late = await app.post(path, {
    name: 'Vlad Rusu',
    email: 'vlad@example.md',
    place: 'md-cu-botanica',
    consent: 'yes',
  })
  assert.equal(late.statusCode, 409)
  const [entry] = await query(
    "SELECT convert_from(body, 'UTF8')::jsonb AS body FROM ledger.entry WHERE kind = 'petitions.published'",
  )
  assert.deepEqual(entry.body, {
    kind: 'petitions.published',
    v: 1,
    petition: number,
    version: 1,
    closesOn: '2027-05-21',
    day: '2026-11-22',
  })
})

test('supporters of an older text do not sign the new one; they get a mail with it', async () => {
  const { number, path } = await started('Loc de joacă în cartierul nou')
  for (const name of ['Ion Rusu', 'Elena Rusu', 'Dan Balan', 'Maria Ceban', 'Petru Lungu'])
    await supportByMail(app, path, { name, email: `${name.split(' ')[0]?.toLowerCase()}.joc@example.md` })
  await query(`UPDATE petitions.petition SET state = 'returned' WHERE number = ${number}`)
  const closed = await app.post(path, {
    name: 'Vlad Rusu',
    email: 'vlad.joc@example.md',
    place: 'md-cu-botanica',
    consent: 'yes',
  })
  assert.equal(closed.statusCode, 409)

  const form = await app.get(`/ro/petitions/${number}/mine/text`, ana.headers)
  assert.match(form.body, /Loc de joacă în cartierul nou/)
  const same = { title: 'Loc de joacă în cartierul nou', why: answers.why.why }
  assert.equal((await app.post(`/ro/petitions/${number}/mine/text`, same, ana.headers)).statusCode, 409)
  assert.equal(
    (await app.post(`/ro/petitions/${number}/mine/text`, { ...same, title: '' }, ana.headers)).statusCode,
    422,
  )
  const changed = { ...same, title: 'Loc de joacă sigur în cartierul nou' }
  const sent = await Promise.all([0, 1].map(() => app.post(`/ro/petitions/${number}/mine/text`, changed, ana.headers)))
  assert.deepEqual(sent.map((reply) => reply.statusCode).sort(), [303, 409])
  assert.equal(await state(number), 'moderation')
  // One of them reads the new text and supports it too.
  app.clock.advance(3600)
  await supportByMail(app, path, { name: 'Ion Rusu', email: 'ion.joc@example.md' })
  await publish(number)
  await app.fold()
  const view = (await app.get(`/api/v1/petitions/${number}`)).json()
  assert.deepEqual([view.title, view.count.total, view.start.textVersion], [changed.title, 1, 2])
  const told = (await app.mails()).filter(({ subject }) => subject.includes('alt text')).map(({ to }) => to)
  assert.deepEqual(told.sort(), [
    'dan.joc@example.md',
    'elena.joc@example.md',
    'maria.joc@example.md',
    'petru.joc@example.md',
  ])
  const hashes = await query(`SELECT convert_from(body, 'UTF8')::jsonb ->> 'version' AS version FROM ledger.entry
    WHERE kind = 'petitions.text-version' AND (convert_from(body, 'UTF8')::jsonb ->> 'petition')::int = ${number} ORDER BY index`)
  assert.deepEqual(
    hashes.map(({ version }) => version),
    ['1', '2'],
  )
})

test('a returned petition can ask another authority, which promises for itself; supporters are asked again', async () => {
  const { number, path } = await started('Rampă la intrarea în gara din Cahul')
  await supportByMail(app, path, { name: 'Ion Rusu', email: 'ion.rampa@example.md' })
  await query(`UPDATE petitions.petition SET state = 'returned' WHERE number = ${number}`)
  const form = (await app.get(`/ro/petitions/${number}/mine/text`, ana.headers)).body
  assert.match(form, /<select[^>]*name="addressee"/)
  const same = { title: 'Rampă la intrarea în gara din Cahul', why: answers.why.why, addressee: 'primaria-chisinau' }
  const send = (fields: Record<string, string>) =>
    app.post(`/ro/petitions/${number}/mine/text`, { ...same, ...fields }, ana.headers)
  assert.equal((await send({})).statusCode, 409, 'nothing changed')
  const nobody = await send({ addressee: 'nimeni' })
  assert.equal(nobody.statusCode, 422)
  assert.match(nobody.body, /nu mai poate fi aleasă/)
  assert.equal((await send({ addressee2: 'primaria-chisinau' })).statusCode, 422)
  assert.equal((await send({ addressee: 'primaria-cahul', addressee2: 'primaria-chisinau' })).statusCode, 303)
  assert.equal(await state(number), 'moderation')
  const rows = await query(`
    SELECT o.slug, a.position, (SELECT count(*)::int FROM petitions.threshold t WHERE t.petition_id = p.id AND t.organisation_id = o.id) AS thresholds,
      p.text_version AS version FROM petitions.petition p JOIN petitions.addressee a ON a.petition_id = p.id
    JOIN organisations.organisation o ON o.id = a.organisation_id WHERE p.number = ${number} ORDER BY a.position`)
  assert.deepEqual(rows, [
    { slug: 'primaria-cahul', position: 0, thresholds: 2, version: 2 },
    { slug: 'primaria-chisinau', position: 1, thresholds: 2, version: 2 },
  ])
})

test('a petition that finds too few supporters in time is given up, and its starter told', async () => {
  const { number, path } = await started('Coșuri de gunoi pe faleză')
  const receipt = await supportByMail(app, path, { name: 'Ion Rusu', email: 'ion.cos@example.md' })
  app.clock.advance(29 * 86_400)
  await abandonUnsupported(app.services)
  assert.equal(await state(number), 'supporting')
  app.clock.advance(2 * 86_400)
  await abandonUnsupported(app.services)
  await abandonUnsupported(app.services)
  assert.equal(await state(number), 'abandoned')
  assert.equal(
    (await app.mails()).filter(({ to, subject }) => to === 'ana@example.md' && /puțini.*Coșuri/.test(subject)).length,
    1,
  )
  assert.equal((await app.get(path)).statusCode, 404)
  assert.equal((await app.get(receipt)).statusCode, 404)
  assert.equal(await supporters(number), 0)
})

test('a returned petition that is not sent again in time is given up, and nobody who supported it is kept', async () => {
  const { number, path } = await started('Umbrar la stația de autobuz')
  await supportByMail(app, path, { name: 'Ion Rusu', email: 'ion.umb@example.md' })
  await query(`UPDATE petitions.petition SET state = 'returned' WHERE number = ${number}`)
  await query(`
    INSERT INTO petitions.moderation_decision (id, petition_id, decision, reason, text, text_hash, decided_at)
    SELECT gen_random_uuid(), id, 'returned', 'unclear', 'Spuneți care stație.', '\\x00', '${app.clock.now().toISOString()}'
    FROM petitions.petition WHERE number = ${number}`)
  const { advice } = (await app.get(`/api/v1/petitions/${number}/mine`, ana.headers)).json()
  assert.deepEqual([advice.text, advice.until], ['Spuneți care stație.', '2027-01-21'])
  assert.match((await app.get(`/ro/petitions/${number}/mine`, ana.headers)).body, /până la 21\sianuarie\s2027/)
  // Shorter since: who was told a last day keeps it, to its end.
  const valueOn = async (_setting: unknown, day: string) => (day < '2026-12-01' ? 60 : 14)
  const services = { ...app.services, settings: Object.assign(Object.create(app.services.settings), { valueOn }) }
  app.clock.set('2027-01-21T21:30:00Z')
  await abandonReturned(services)
  assert.deepEqual([await state(number), await supporters(number)], ['returned', 1])
  app.clock.set('2027-01-21T22:30:00Z')
  await abandonReturned(services)
  await abandonReturned(services)
  assert.deepEqual([await state(number), await supporters(number)], ['abandoned', 0])
  const told = (await app.mails()).filter(
    ({ to, subject }) => to === 'ana@example.md' && /^Nu a fost retrimisă/.test(subject),
  )
  assert.equal(told.length, 1)
  assert.match(told[0]?.text ?? '', /60\sde\szile/)
})

test('who was returned a petition before there was a last day has the whole term from the release', async () => {
  const { number } = await started('Bancă la poarta cimitirului')
  const now = app.clock.now()
  const days = (count: number) => new Date(now.getTime() + count * 86_400_000).toISOString()
  await query(`UPDATE petitions.petition SET state = 'returned' WHERE number = ${number}`)
  await query(`
    INSERT INTO petitions.moderation_decision (id, petition_id, decision, reason, text, text_hash, decided_at, term_from)
    SELECT gen_random_uuid(), id, 'returned', 'unclear', 'Spuneți care poartă.', '\\x00', '${days(-300)}', '${days(0)}'
    FROM petitions.petition WHERE number = ${number}`)
  await abandonReturned(app.services)
  assert.equal(await state(number), 'returned')
  const { advice } = (await app.get(`/api/v1/petitions/${number}/mine`, ana.headers)).json()
  app.clock.set(`${advice.until}T12:00:00Z`)
  await abandonReturned(app.services)
  assert.equal(await state(number), 'returned')
  app.clock.advance(86_400)
  await abandonReturned(app.services)
  assert.equal(await state(number), 'abandoned')
})

test('supporters of what was refused for good are forgotten', async () => {
  const { number, path } = await started('Fântână arteziană în curtea blocului')
  const receipt = await supportByMail(app, path, { name: 'Ion Rusu', email: 'ion.fan@example.md' })
  await query(`UPDATE petitions.petition SET state = 'refused' WHERE number = ${number}`)
  await forgetOldDrafts(app.services)
  assert.equal(await supporters(number), 1)
  await query(`UPDATE petitions.petition SET state = 'refused-finally' WHERE number = ${number}`)
  await forgetOldDrafts(app.services)
  assert.equal(await supporters(number), 0)
  assert.equal((await app.get(receipt)).statusCode, 404)
})

async function started(title: string): Promise<{ number: number; path: string }> {
  app.clock.advance(86_400)
  app.clock.set('2026-11-22T10:00:00Z')
  const starter = ana
  await query('DELETE FROM kernel.limit_window')
  const draft = await begin(app, starter, title)
  const number = await submit(app, starter, draft)
  return { number, path: await supportPath(app, starter, number) }
}

async function publish(number: number, known?: { id: string; number: number; state: 'moderation' }) {
  const [row] = await query(`SELECT id FROM petitions.petition WHERE number = ${number}`)
  const petition = known ?? { id: row.id as string, number, state: 'moderation' as const }
  await transact(app.services.db, (tx) => onPublished({ ...app.services, tx, now: app.clock.now() }, petition))
  return petition
}

async function supporters(number: number): Promise<number> {
  const [row] = await query(
    `SELECT count(*)::int AS n FROM petitions.supporter s JOIN petitions.petition p ON p.id = s.petition_id WHERE p.number = ${number}`,
  )
  return row.n
}

async function state(number: number): Promise<string> {
  return (await query(`SELECT state FROM petitions.petition WHERE number = ${number}`))[0].state
}

async function query(text: string) {
  return (await app.deps.database.pool.query(text)).rows
}
