import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { PDFDocument } from 'pdf-lib'
import { keyedHash } from '#kernel/config/secrets.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { type ModerationDesk, moderationDesk } from '#test/moderation-desk.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'

let app: TestApp
let desk: ModerationDesk
let officer: TestPerson
let keys = 0
before(async () => {
  app = await testApp()
  desk = await moderationDesk(app)
  const organisationId = await authorityId(app, 'primaria-chisinau')
  officer = await signedIn(app, {
    name: 'Olga Ofițer',
    email: 'olga@example.md',
    roles: [{ name: 'officer', organisationId }],
  })
})
after(() => app.close())

test('a passage of an answer is hidden in every reply, and the public record still names the whole', async () => {
  const { number } = await answered()
  const [answer] = await parts(number, 'answer')
  const reply = await mask(number, { part: answer.id, passage: 'Grigore Ascunsu' })
  assert.equal(reply.statusCode, 303, reply.body)
  for (const body of await everywhere(number)) assert.doesNotMatch(body, /Ascunsu|ascunsu/)
  const page = await publicPage(number)
  assert.match(page, /\[ascuns: date ale altei persoane\]/)
  assert.match(page, /Directorul <strong>\[ascuns/, 'the rest stands')
  assert.match(page, /\[скрыто: данные другого человека\]/, 'in the language of the translation')
  assert.match(page, /În răspunsul autorității: date ale altei persoane/)

  const [entry] = await desk.entries('petitions.answered', number)
  const [masked] = await desk.entries('petitions.text-masked', number)
  const { rows } = await sql<{ salt: Buffer; id: string; text: string }>`
    SELECT p.text_salt AS salt, o.part_id AS id, o.texts->'text'->>'markdown' AS text
    FROM petitions.original_part o JOIN petitions.petition p ON p.id = o.petition_id WHERE p.number = ${number}`.execute(
    app.services.db,
  )
  const kept = rows[0]
  assert.ok(kept)
  assert.equal(entry?.text, keyedHash(kept.salt, 'answer', kept.id, kept.text).toString('base64url'))
  assert.equal(masked?.text, entry?.text)
})

test('what is hidden is shown again as it was, after the reply and an appeal that was won', async () => {
  const { number } = await answered()
  const before = await cases(number)
  const [answer] = await parts(number, 'answer')
  await mask(number, { part: answer.id, passage: 'Grigore Ascunsu' })
  const { masks } = (await app.get(`/api/v1/work/moderation/petitions/${number}/masks`, desk.ana.headers)).json()
  assert.equal(masks[0].passage, 'Grigore Ascunsu')
  await app.post(
    `/ro/work/moderation/masks/${masks[0].id}/reply`,
    { by: 'Primăria', text: 'Numele era public.' },
    desk.ana.headers,
  )
  assert.match(await publicPage(number), /Numele era public/)
  const appealed = await app.post(
    `/ro/petitions/${number}/masks/${masks[0].id}/appeal`,
    { text: 'Este o persoană publică.', 'idempotency-key': `k${++keys}` },
    desk.starter.headers,
  )
  assert.equal(appealed.statusCode, 303, appealed.body)
  const item = await desk.openItemOf(number)
  await desk.hold(desk.ion, item)
  assert.equal((await desk.decide(desk.ion, item, { decision: 'mask-lifted' })).statusCode, 303)
  assert.deepEqual(await cases(number), before)
  assert.equal(
    await desk.count(
      `petitions.original_part o JOIN petitions.petition p ON p.id = o.petition_id WHERE p.number = ${number}`,
    ),
    0,
  )
})

test('an answer hidden whole takes its files with it; a file can be hidden alone', async () => {
  const { number, file } = await answered()
  assert.equal((await app.get(file)).statusCode, 200)
  const [one] = await parts(number, 'answer-file')
  assert.equal((await mask(number, { part: one.id })).statusCode, 303)
  assert.equal((await mask(number, { part: one.id })).statusCode, 409, 'once')
  assert.equal((await app.get(file)).statusCode, 404)
  assert.match(await publicPage(number), /Un fișier este ascuns/)
  assert.doesNotMatch(await publicPage(number), /plan\.pdf/)
  const [hidden] = (await app.get(`/api/v1/work/moderation/petitions/${number}/masks`, desk.ana.headers)).json().masks
  assert.equal(hidden.document, 'plan.pdf')
  await app.post(`/ro/work/moderation/masks/${hidden.id}/lifting`, {}, desk.ana.headers)
  assert.equal((await app.get(file)).statusCode, 200)

  const [answer] = await parts(number, 'answer')
  assert.equal((await mask(number, { part: answer.id })).statusCode, 303)
  assert.equal((await app.get(file)).statusCode, 404)
  for (const body of await everywhere(number)) assert.doesNotMatch(body, /Directorul|Директор|plan\.pdf/)
})

test('clarifications and what was done after an answer are hidden too', async () => {
  const { number, caseId } = await answered()
  const clarified = await app.post(
    `/ro/petitions/${number}/mine/clarifications`,
    { text: 'Îl cheamă Grigore Ascunsu, director.', 'idempotency-key': `k${++keys}` },
    desk.starter.headers,
  )
  assert.equal(clarified.statusCode, 303, clarified.body)
  await act(caseId, 'follow-up', { text: 'Grigore Ascunsu a plecat.', lang: 'ro', day: '2026-11-22' })
  for (const kind of ['answer', 'clarification', 'follow-up']) {
    const [one] = await parts(number, kind)
    const reply = await mask(number, { part: one.id, passage: 'Grigore Ascunsu' })
    assert.equal(reply.statusCode, 303, reply.body)
  }
  for (const body of await everywhere(number)) assert.doesNotMatch(body, /Ascunsu/)
  assert.match(await publicPage(number), /Îl cheamă \[ascuns: date ale altei persoane\], director/)
})

test('what is another petition’s, or stands nowhere, is refused next to its field', async () => {
  const { number } = await answered()
  const { number: other } = await answered()
  const [foreign] = await parts(other, 'answer')
  const [own] = await parts(number, 'answer')
  assert.match((await mask(number, { part: foreign.id })).body, /nu are acest text sau fișier/)
  assert.match((await mask(number, { part: own.id, passage: 'Nimeni Altul' })).body, /nu apare în text/)
  assert.match((await mask(number, {})).body, /Alegeți un fragment/)
})

test('files of answers go with a petition that was taken down', async () => {
  const { id, number, file } = await answered()
  await sql`UPDATE petitions.petition SET state = 'refused', refused_at = ${app.clock.now()} WHERE id = ${id}`.execute(
    app.services.db,
  )
  assert.equal((await app.get(file)).statusCode, 404)
  assert.doesNotMatch(await publicPage(number), /plan\.pdf/)
})

/** A petition that the city hall answered, with a file and a translation. */
async function answered(): Promise<{ id: string; number: number; caseId: string; file: string }> {
  const { id, number } = await desk.published()
  await desk.lodge(number)
  const { rows } = await sql<{ id: string }>`SELECT id FROM petitions.case WHERE petition_id = ${id}`.execute(
    app.services.db,
  )
  const caseId = rows[0]?.id as string
  await act(caseId, 'registration', { incomingNumber: '7' })
  const pdf = await PDFDocument.create()
  pdf.addPage()
  await act(caseId, 'answer', {
    outcome: 'satisfied',
    text: 'Directorul **Grigore Ascunsu** va repara.',
    lang: 'ro',
    translation: 'Директор Grigore Ascunsu починит.',
    translationLang: 'ru',
    files: [{ name: 'plan.pdf', content: Buffer.from(await pdf.save()).toString('base64') }],
  })
  const [one] = await cases(number)
  return { id, number, caseId, file: `/petitions/${number}/answer-files/${one.answers[0].files[0].id}` }
}

async function act(caseId: string, name: string, body: Record<string, unknown>): Promise<void> {
  const reply = await app.postJson(`/api/v1/work/cases/${caseId}/${name}`, body, {
    ...officer.headers,
    'sec-fetch-site': 'same-origin',
    'idempotency-key': `k${++keys}`,
  })
  assert.equal(reply.statusCode, 200, reply.body)
}

function mask(number: number, fields: Record<string, string>) {
  return app.post(
    `/ro/work/moderation/petitions/${number}/masks`,
    { reason: 'third-person', orderedBy: 'affected', ...fields, 'idempotency-key': `k${++keys}` },
    desk.ana.headers,
  )
}

async function parts(number: number, kind: string) {
  const view = (await app.get(`/api/v1/work/moderation/petitions/${number}/masks`, desk.ana.headers)).json()
  const found = view.parts.filter((part: { kind: string }) => part.kind === kind)
  assert.ok(found.length > 0, `a ${kind}`)
  return found
}

async function cases(number: number) {
  return (await app.get(`/api/v1/petitions/${number}`)).json().answering.cases
}

async function publicPage(number: number): Promise<string> {
  const { slug } = (await app.get(`/api/v1/petitions/${number}`)).json()
  return (await app.get(`/ro/petitions/${number}-${slug}`)).body
}

/** Where a reader or an officer meets what was written. */
async function everywhere(number: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM petitions.case c JOIN petitions.petition p ON p.id = c.petition_id WHERE p.number = ${number}`.execute(
    app.services.db,
  )
  return [
    (await app.get(`/api/v1/petitions/${number}`)).body,
    await publicPage(number),
    (await app.get(`/ro/petitions/${number}/mine`, desk.starter.headers)).body,
    (await app.get(`/api/v1/work/cases/${rows[0]?.id}`, officer.headers)).body,
  ]
}
