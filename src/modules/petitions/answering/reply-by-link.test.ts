import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { PDFDocument, PDFName } from 'pdf-lib'
import { unseal } from '#kernel/config/seal.ts'
import { newToken, tokenHash } from '#kernel/ids.ts'
import { MAIL_FILES } from '#kernel/mail/mail.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { listed } from '#test/listed.ts'
import { owing } from '#test/owing.ts'
import { moderatorOf, signedIn, type TestPerson } from '#test/people.ts'
import { keepPromises } from './promises.ts'

let app: TestApp
let starter: TestPerson
let moderator: TestPerson

const answer = { outcome: 'refused', text: 'Legea nu permite acest lucru.', lang: 'ro' }

before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
  starter = await signedIn(app, { name: 'Ion Țurcanu', email: 'starter@example.md' })
  moderator = await moderatorOf(app, 'md', { name: 'Mara Moderator', email: 'mara@example.md' })
  await sql`
    UPDATE petitions.petition SET starter_mailbox_id = ${starter.mailboxId}, title = 'Școala din Țânțăreni și улица Пушкина' WHERE number = 1`.execute(
    app.services.db,
  )
})
after(() => app.close())

let link: string
let pdf: Buffer

test('an authority without an account gets the petition as PDF and a link', async () => {
  const lodged = await app.post(
    '/ro/petitions/1/lodging',
    {
      kind: 'person',
      name: 'Ion Țurcanu',
      domicile: 'str. Secretă nr. 7, Șoldănești',
      email: 'ion@example.md',
      confirm: 'yes',
      'idempotency-key': 'k1',
    },
    starter.headers,
  )
  assert.equal(lodged.statusCode, 303, lodged.body)
  const { rows } = await sql<{
    mail_id: string
    sealed: Buffer
  }>`SELECT mail_id, sealed FROM kernel.mail_attachment`.execute(app.services.db)
  assert.ok(rows[0])
  pdf = unseal(app.services.secrets.vault, MAIL_FILES, rows[0].mail_id, rows[0].sealed)
  const mail = (await app.mails()).find((one) => one.to === 'petitii@primaria-chisinau.example')
  assert.ok(mail)
  assert.ok(!mail.text.includes('Secretă'))
  link = mail.text.match(/http:\/\/punte\.test(\S+)/)?.[1] ?? ''
  const [one] = await cases()
  assert.equal(one.state, 'delivered')
  assert.match((await app.get('/ro/petitions/1', {})).headers.location ?? '', /1-/)
})

test('the PDF has pages, embeds its fonts, and its text can be copied', async () => {
  const document = await PDFDocument.load(pdf)
  assert.ok(document.getPageCount() >= 1)
  const objects = document.context.enumerateIndirectObjects().map(([, object]) => object)
  const dictionaries = objects.flatMap((object) => ('dict' in object ? [object.dict] : [object])) as {
    get?(name: PDFName): unknown
  }[]
  const embedded = dictionaries.filter((one) => one.get?.(PDFName.of('FontFile2')))
  assert.equal(embedded.length, 2, 'regular and bold')
  const maps = dictionaries.filter((one) => one.get?.(PDFName.of('ToUnicode')))
  assert.equal(maps.length, 2, 'text can be copied and searched')
})

test('behind the link it acknowledges, then answers, and no second answer is taken', async () => {
  assert.match((await app.get(link)).body, /Confirmați primirea/)
  assert.equal((await app.get(`${link.replace('/ro', '')}/petition.pdf`)).rawPayload.subarray(0, 5).toString(), '%PDF-')
  const { readings } = (await app.get('/api/v1/account/data', starter.headers)).json()
  assert.deepEqual(
    readings.map(({ times, byLink }: { times: number; byLink: boolean }) => [times, byLink]),
    [[1, true]],
  )
  assert.match((await app.get('/ro/account/data', starter.headers)).body, /prin linkul din scrisoarea sa/)
  const missing = await app.post(`${link}/acknowledgement`, { act: 'acknowledgement', 'idempotency-key': 'a0' })
  assert.equal(missing.statusCode, 422)
  const known = await app.post(`${link}/acknowledgement`, { incomingNumber: '12', 'idempotency-key': 'a1' })
  assert.equal(known.statusCode, 303)
  assert.equal((await cases())[0].state, 'registered')
  const file = Buffer.from(
    await PDFDocument.create().then((one) => {
      one.addPage()
      return one.save()
    }),
  )
  const json = { ...answer, files: [{ name: 'Răspuns.pdf', content: file.toString('base64') }] }
  const path = link.replace('/ro', '/api/v1')
  const sent = await app.postJson(`${path}/answer`, json, { 'idempotency-key': 'b1' })
  assert.equal(sent.statusCode, 200, sent.body)
  assert.equal((await app.postJson(`${path}/answer`, json, { 'idempotency-key': 'b2' })).statusCode, 409)
  const [one] = await cases()
  assert.deepEqual([one.outcome, one.answers[0].way, one.answers[0].files.length], ['refused', 'link', 1])
  const download = await app.get(`/petitions/1/answer-files/${one.answers[0].files[0].id}`)
  assert.equal(download.statusCode, 200)
  assert.match(String(download.headers['content-disposition']), /^attachment/)
  assert.match(String(download.headers['content-security-policy']), /sandbox/)
})

test('an old link and a wrong one open nothing', async () => {
  assert.equal((await app.get('/ro/reply/wrong')).statusCode, 410)
  app.clock.advance(121 * 86_400)
  assert.equal((await app.get(link)).statusCode, 410)
  const late = await app.post(`${link}/answer`, { ...answer, 'idempotency-key': 'c1' })
  assert.equal(late.statusCode, 410)
})

test('a moderator records what came on paper, with its file, for authorities without an account only', async () => {
  await sql`
    INSERT INTO petitions.case (id, petition_id, organisation_id, state, created_at)
    SELECT gen_random_uuid(), p.id, o.id, 'promised', ${app.clock.now()} FROM petitions.petition p, organisations.organisation o
    WHERE p.number = 1 AND o.slug = 'primaria-balti'`.execute(app.services.db)
  assert.equal((await app.get('/ro/work/answers-to-record', starter.headers)).statusCode, 403)
  const list = (await app.get('/api/v1/work/answers-to-record', moderator.headers)).json()
  assert.equal(list.items.length, 1)
  const path = `/api/v1/work/answers-to-record/${list.items[0].id}`
  const form = (await app.get(path.replace('/api/v1', '/ro'), moderator.headers)).body
  assert.match(form, /<label[^>]*for="f-files"[^>]*>Fișiere<\/label>/, 'the file is not called optional')
  const without = await app.postJson(path, answer, {
    ...moderator.headers,
    'sec-fetch-site': 'same-origin',
    'idempotency-key': 'd1',
  })
  assert.equal(without.statusCode, 422, without.body)
  assert.deepEqual(
    without.json().errors.map((error: { field: string }) => error.field),
    ['files'],
  )
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const files = [{ name: 'scan.png', content: picture.toString('base64') }]
  const done = await app.postJson(
    path,
    { ...answer, files },
    { ...moderator.headers, 'sec-fetch-site': 'same-origin', 'idempotency-key': 'd2' },
  )
  assert.equal(done.statusCode, 200, done.body)
  const recorded = (await cases()).find(
    (one: { authority: { slug: string } }) => one.authority.slug === 'primaria-balti',
  )
  assert.equal(recorded.answers[0].way, 'paper')
})

test('after a satisfied petition the link tells what was done, until it says that all is done', async () => {
  const reply = await linkOf('primaria-soroca', await owing(app, { authority: 'primaria-soroca', dueOn: '2027-04-20' }))
  const day = app.clock.now().toISOString().slice(0, 10)
  const followUp = { text: 'Am turnat bordura.', lang: 'ro', day }
  const early = await app.post(`${reply}/follow-up`, { ...followUp, 'idempotency-key': 'e1' })
  assert.equal(early.statusCode, 409)
  const satisfied = { ...answer, outcome: 'satisfied', 'idempotency-key': 'e2' }
  assert.equal((await app.post(`${reply}/answer`, satisfied)).statusCode, 303)
  // Works take longer than an answer.
  app.clock.advance(300 * 86_400)
  const page = (await app.get(reply)).body
  assert.match(page, /Spuneți ce s-a făcut/)
  const wrong = await app.post(`${reply}/follow-up`, {
    ...followUp,
    text: '',
    act: 'follow-up',
    'idempotency-key': 'e3',
  })
  assert.equal(wrong.statusCode, 422)
  assert.equal((await app.post(`${reply}/follow-up`, { ...followUp, 'idempotency-key': 'e4' })).statusCode, 303)
  assert.match((await app.get(reply)).body, /Am turnat bordura/)
  assert.equal((await app.post(`${reply}/completion`, { 'idempotency-key': 'e5' })).statusCode, 303)
  assert.equal((await app.post(`${reply}/follow-up`, { ...followUp, 'idempotency-key': 'e6' })).statusCode, 409)
  assert.equal((await app.post(`${reply}/completion`, { 'idempotency-key': 'e7' })).statusCode, 409)
  app.clock.advance(66 * 86_400)
  assert.equal((await app.get(reply)).statusCode, 410)
})

test('an authority without an account that promised an answer gets a link to it, too', async () => {
  const { id, number } = await listed(app, { title: 'O bancă lângă fântână', authority: 'primaria-orhei' })
  await sql`
    INSERT INTO petitions.threshold (petition_id, name, signatures, level, organisation_id, crossed_at)
    SELECT ${id}::uuid, 'answer', 10, 'email', id, ${app.clock.now()}::timestamptz FROM organisations.organisation WHERE slug = 'primaria-orhei'`.execute(
    app.services.db,
  )
  await keepPromises(app.services)
  const [letter] = (await app.mails()).filter(({ text }) => text.includes('O bancă lângă fântână'))
  const path = letter?.text.match(/http:\/\/punte\.test(\/ro\/reply\/\S+)/)?.[1] ?? ''
  assert.ok(path)
  const page = (await app.get(path)).body
  assert.doesNotMatch(page, /Confirmați primirea/, 'nothing was lodged')
  assert.equal(
    (await app.post(`${path}/acknowledgement`, { incomingNumber: '1', 'idempotency-key': 'f1' })).statusCode,
    409,
  )
  assert.equal((await app.get(`${path.replace('/ro', '')}/petition.pdf`)).statusCode, 200)
  assert.equal((await app.post(`${path}/answer`, { ...answer, 'idempotency-key': 'f2' })).statusCode, 303)
  const [one] = (await app.get(`/api/v1/petitions/${number}`)).json().answering.cases
  assert.deepEqual([one.state, one.outcome, one.answers[0].way], ['answered', 'refused', 'link'])
})

test('signatures that come and go around a threshold send no second link while the first is good', async () => {
  const { id } = await listed(app, { title: 'Un semafor la piață', authority: 'primaria-orhei' })
  await sql`
    INSERT INTO petitions.threshold (petition_id, name, signatures, level, organisation_id)
    SELECT ${id}::uuid, 'answer', 10, 'email', id FROM organisations.organisation WHERE slug = 'primaria-orhei'`.execute(
    app.services.db,
  )
  const cross = async (crossed: boolean) => {
    await sql`
      UPDATE petitions.threshold SET crossed_at = ${crossed ? app.clock.now() : null} WHERE petition_id = ${id}`.execute(
      app.services.db,
    )
    await keepPromises(app.services)
  }
  const letters = async () => (await app.mails()).filter(({ text }) => text.includes('Un semafor la piață')).length
  for (const crossed of [true, false, true, false, true]) await cross(crossed)
  assert.equal(await letters(), 1)
  await cross(false)
  app.clock.advance(119 * 86_400)
  await cross(true)
  assert.equal(await letters(), 2, 'the first ends before the term does')
})

test('a hearing that it promised is told by the link as well, once', async () => {
  const { id, number } = await listed(app, { title: 'O audiere pentru piață', authority: 'primaria-orhei' })
  await sql`
    INSERT INTO petitions.threshold (petition_id, name, signatures, level, organisation_id, crossed_at)
    SELECT ${id}::uuid, 'hearing', 10, 'email', id, ${app.clock.now()}::timestamptz FROM organisations.organisation WHERE slug = 'primaria-orhei'`.execute(
    app.services.db,
  )
  await keepPromises(app.services)
  const [letter] = (await app.mails()).filter(({ text }) => text.includes('O audiere pentru piață'))
  assert.match(letter?.text ?? '', /a promis o audiere publică/)
  const path = letter?.text.match(/http:\/\/punte\.test(\/ro\/reply\/\S+)/)?.[1] as string
  const day = app.clock.now().toISOString().slice(0, 10)
  const held = { text: 'Au venit 40 de oameni.', lang: 'ro', day, act: 'hearing' }
  assert.match((await app.get(path)).body, /Consemnați audierea publică/)
  const wrong = await app.post(`${path}/hearing`, { ...held, text: '', 'idempotency-key': 'g0' })
  assert.equal(wrong.statusCode, 422)
  assert.equal((await app.post(`${path}/hearing`, { ...held, 'idempotency-key': 'g1' })).statusCode, 303)
  assert.equal((await app.post(`${path}/hearing`, { ...held, 'idempotency-key': 'g2' })).statusCode, 409)
  const [one] = (await app.get(`/api/v1/petitions/${number}`)).json().answering.cases
  assert.deepEqual(
    one.followUps.map(({ kind }: { kind: string }) => kind),
    ['hearing'],
  )
})

/** A reply link to the case of an authority, as if its letter had come. @returns its path */
async function linkOf(slug: string, number: number): Promise<string> {
  const token = newToken()
  const now = app.clock.now()
  await sql`
    INSERT INTO petitions.reply_link (token_hash, case_id, created_at, expires_at)
    SELECT ${tokenHash(token)}::bytea, c.id, ${now}::timestamptz, ${new Date(now.getTime() + 120 * 86_400_000)}::timestamptz FROM petitions.case c
    JOIN petitions.petition p ON p.id = c.petition_id JOIN organisations.organisation o ON o.id = c.organisation_id
    WHERE p.number = ${number} AND o.slug = ${slug}`.execute(app.services.db)
  return `/ro/reply/${token}`
}

async function cases() {
  return (await app.get('/api/v1/petitions/1', { 'accept-language': 'ro' })).json().answering.cases
}
