import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { sendNews } from '#commons/notices/send-news.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { type ModerationDesk, moderationDesk } from '#test/moderation-desk.ts'
import { officerOf, type TestPerson } from '#test/people.ts'
import { maria, signByMail } from '#test/signatures.ts'
import { petitionNews } from './news.ts'

let app: TestApp
let desk: ModerationDesk
let chisinau: TestPerson
let cahul: TestPerson
let keys = 0
before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
  desk = await moderationDesk(app)
  chisinau = await officerOf(app, 'primaria-chisinau', { name: 'Vera', email: 'chisinau@example.md' })
  cahul = await officerOf(app, 'primaria-cahul', { name: 'Ilie', email: 'cahul@example.md' })
})
after(() => app.close())

test('the starter gets the proof of lodging by mail and on a page, with the hash of the public record', async () => {
  const { number } = await desk.published()
  const receipt = `/ro/petitions/${number}/lodging-receipt`
  assert.equal((await app.get(receipt, desk.starter.headers)).statusCode, 404, 'nothing was lodged')
  const lodged = await desk.lodge(number)
  assert.equal(lodged.headers.location, receipt)
  const proof = await lastMail('sofia@example.md')
  const [entry] = await desk.entries('petitions.lodged', number)
  for (const piece of [
    `nr. ${number}`,
    '25\u00a0noiembrie 2026',
    'Practica Cancelariei de Stat',
    '30 de zile',
    'Codul administrativ',
    'Prin e-mail',
    String(entry?.text),
    receipt,
  ])
    assert.ok(proof.text.includes(piece), `${piece} in ${proof.text}`)
  const page = await app.get(receipt, desk.starter.headers)
  for (const piece of [
    String(entry?.text),
    'Încă fără număr de intrare',
    'până la 25\u00a0noiembrie 2026',
    'Ce urmează',
  ])
    assert.ok(page.body.includes(piece), piece)
  assert.ok((await app.get(`/ro/petitions/${number}/mine`, desk.starter.headers)).body.includes(`href="${receipt}"`))

  const id = await caseOf(number, 'primaria-chisinau')
  const letter = `/petitions/${number}/lodging-receipt/${id}/petition.pdf`
  assert.equal((await app.get(letter, desk.starter.headers)).rawPayload.subarray(0, 5).toString(), '%PDF-')
  for (const path of [receipt, letter]) assert.equal((await app.get(path, chisinau.headers)).statusCode, 403)

  await act(id, 'registration', { incomingNumber: 'P-77/26' }, chisinau)
  assert.match((await lastMail('sofia@example.md')).text, /nr\. de intrare P-77\/26/)
  assert.match((await app.get(receipt, desk.starter.headers)).body, /P-77\/26/)
})

test('of several addressees each answer is told once to those who asked, under the name of its authority', async () => {
  const { id, number } = await desk.published()
  await sql`
    INSERT INTO petitions.addressee (petition_id, organisation_id, position)
    SELECT ${id}, o.id, 1 FROM organisations.organisation o WHERE o.slug = 'primaria-cahul'`.execute(app.services.db)
  await signByMail(app, { ...maria, wantsNews: 'yes' }, number)
  await desk.lodge(number)
  const proof = await lastMail('sofia@example.md')
  for (const city of ['Chișinău', 'Cahul']) assert.match(proof.text, new RegExp(`${city}: trebuie să o înregistreze`))
  for (const [slug, by] of [
    ['primaria-chisinau', chisinau],
    ['primaria-cahul', cahul],
  ] as const) {
    const one = await caseOf(number, slug)
    await act(one, 'registration', { incomingNumber: '1' }, by)
    await act(one, 'answer', { outcome: 'rejected', text: 'Drumul nu este al nostru.', lang: 'ro' }, by)
  }
  const { rows: announced } = await sql<{ id: string }>`
    SELECT id FROM notices.announcement WHERE subject_id = ${id} AND kind = 'answer' ORDER BY id`.execute(
    app.services.db,
  )
  assert.equal(announced.length, 2)
  for (const news of [...announced, ...announced]) await sendNews(app.services, petitionNews, news.id, 2)
  for (const to of [maria.email, 'sofia@example.md']) {
    const told = (await app.mails()).filter((mail) => mail.to === to && mail.subject.includes('a răspuns'))
    assert.equal(told.length, 2, to)
    for (const city of ['Chișinău', 'Cahul'])
      assert.equal(told.filter(({ subject }) => subject.includes(city)).length, 1, `${city} to ${to}`)
  }
})

async function caseOf(number: number, slug: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM petitions.case c JOIN organisations.organisation o ON o.id = c.organisation_id
    JOIN petitions.petition p ON p.id = c.petition_id WHERE p.number = ${number} AND o.slug = ${slug}`.execute(
    app.services.db,
  )
  return rows[0]?.id as string
}

async function act(id: string, name: string, fields: Record<string, string>, by: TestPerson): Promise<void> {
  const reply = await app.post(
    `/ro/work/cases/${id}/${name}`,
    { ...fields, act: name, 'idempotency-key': `k${++keys}` },
    by.headers,
  )
  assert.equal(reply.statusCode, 303, reply.body)
}

async function lastMail(to: string) {
  const mail = (await app.mails()).findLast((one) => one.to === to)
  assert.ok(mail, `a mail to ${to}`)
  return mail
}
