import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId, signedIn } from '#test/people.ts'
import { answer, begin, submit } from '#test/petitions.ts'
import { openPetition, signByMail } from '#test/signatures.ts'
import { keepPromises } from '../answering/promises.ts'

let app: TestApp
let number = 0
let people = 0
/** Signatures for which the city hall of Cahul promises an answer. */
const CAHUL = 40

before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
  const cahul = await authorityId(app, 'primaria-cahul')
  const { settings } = app.services
  const usual = settings.valueOn.bind(settings)
  settings.valueOn = (async (definition: { key: string }, day: string, organisation?: string) =>
    definition.key === 'petitions.answer-threshold' && organisation === cahul
      ? CAHUL
      : usual(definition as never, day, organisation)) as typeof usual
})
after(() => app.close())
beforeEach(async () => {
  number = await openPetition(app, 'Petiție către două primării')
})

test('what each authority that is asked promises is kept when a petition is sent in', async () => {
  const ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana@example.md' })
  const draft = await begin(app, ana)
  const addressees = { addressee: 'primaria-chisinau', addressee2: 'primaria-cahul', addressee3: '' }
  assert.equal((await answer(app, ana, draft, 'addressees', addressees)).statusCode, 303)
  const { promises } = (await app.get(`/api/v1${draft}/check`, ana.headers)).json()
  assert.deepEqual(
    promises.map((one: { answer: number; hearing: number }) => [one.answer, one.hearing]),
    [
      [500, 5000],
      [CAHUL, 5000],
    ],
  )
  const sent = await submit(app, ana, draft, { addressees })
  const { rows } = await sql<{ row: string }>`
    SELECT concat_ws(' ', o.slug, t.name, t.signatures) AS row FROM petitions.threshold t
    JOIN petitions.petition p ON p.id = t.petition_id JOIN organisations.organisation o ON o.id = t.organisation_id
    WHERE p.number = ${sent} ORDER BY o.slug, t.name`.execute(app.services.db)
  assert.deepEqual(
    rows.map(({ row }) => row),
    [
      `primaria-cahul answer ${CAHUL}`,
      'primaria-cahul hearing 5000',
      'primaria-chisinau answer 500',
      'primaria-chisinau hearing 5000',
    ],
  )
})

test('a threshold of one authority is reached without that of another, and only its promise begins', async () => {
  await promise('primaria-chisinau', 2)
  await promise('primaria-cahul', 3)
  await sign()
  await sign()
  assert.deepEqual(await reached(), { 'primaria-chisinau': true, 'primaria-cahul': false })
  assert.match(await page(), /2\s*semnături.*din 3 pentru: răspuns promis \(Primăria.* Cahul\)/s)
  await keepPromises(app.services)
  assert.deepEqual(await promised(), ['primaria-chisinau'])

  const receipt = await sign()
  assert.deepEqual(await reached(), { 'primaria-chisinau': true, 'primaria-cahul': true })
  await keepPromises(app.services)
  assert.deepEqual(await promised(), ['primaria-cahul', 'primaria-chisinau'])

  assert.equal((await app.post(`${receipt}/withdrawal`, {})).statusCode, 303)
  assert.deepEqual(await reached(), { 'primaria-chisinau': true, 'primaria-cahul': false })
  assert.deepEqual(
    (await entries()).map(({ kind, v, authority, signatures }) => [kind, v, authority, signatures]),
    [
      ['petitions.threshold-crossed', 2, 'primaria-chisinau', 2],
      ['petitions.threshold-crossed', 2, 'primaria-cahul', 3],
      ['petitions.threshold-uncrossed', 2, 'primaria-cahul', 3],
    ],
  )
})

test('where authorities promise the same, readers see one threshold and the log has each', async () => {
  await promise('primaria-chisinau', 2)
  await promise('primaria-cahul', 2)
  await sign()
  assert.match(await page(), /din 2 pentru: răspuns promis(?! \()/)
  await sign()
  const { events } = (await app.get(`/api/v1/petitions/${await counted()}`)).json()
  assert.deepEqual(
    events.map(({ kind }: { kind: string }) => kind),
    ['signing.threshold-crossed'],
  )
  assert.deepEqual((await entries()).map(({ authority }) => authority).sort(), ['primaria-cahul', 'primaria-chisinau'])
})

async function promise(slug: string, signatures: number): Promise<void> {
  await sql`
    INSERT INTO petitions.addressee (petition_id, organisation_id, position)
    SELECT p.id, o.id, (SELECT count(*) FROM petitions.addressee a WHERE a.petition_id = p.id)
    FROM petitions.petition p, organisations.organisation o WHERE p.number = ${number} AND o.slug = ${slug}`.execute(
    app.services.db,
  )
  await sql`
    INSERT INTO petitions.threshold (petition_id, name, signatures, level, organisation_id)
    SELECT p.id, 'answer', ${signatures}, 'email', o.id FROM petitions.petition p, organisations.organisation o
    WHERE p.number = ${number} AND o.slug = ${slug}`.execute(app.services.db)
}

function sign(): Promise<string> {
  people += 1
  return signByMail(
    app,
    { name: `Maria ${'ABCDEFGHIJ'[people]}lbu`, email: `m${people}@example.md`, place: 'md-cu', consent: 'yes' },
    number,
  )
}

/** The petition's number, once what was signed is counted. */
async function counted(): Promise<number> {
  await app.fold()
  return number
}

async function reached(): Promise<Record<string, boolean>> {
  const { thresholds } = (await app.get(`/api/v1/petitions/${await counted()}`)).json()
  return Object.fromEntries(
    thresholds.map((one: { authority: { slug: string }; crossedAt: string | null }) => [
      one.authority.slug,
      one.crossedAt !== null,
    ]),
  )
}

async function page(): Promise<string> {
  const moved = await app.get(`/ro/petitions/${await counted()}`)
  const html = (await app.get(String(moved.headers.location))).body
  return html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}

/** Authorities whose promised clock runs. */
async function promised(): Promise<string[]> {
  const { answering } = (await app.get(`/api/v1/petitions/${number}`)).json()
  return answering.cases.map((one: { authority: { slug: string } }) => one.authority.slug).sort()
}

async function entries(): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ body: Record<string, unknown> }>`
    SELECT convert_from(body, 'UTF8')::jsonb AS body FROM ledger.entry
    WHERE kind LIKE 'petitions.threshold-%' ORDER BY index`.execute(app.services.db)
  return rows.map(({ body }) => body).filter(({ petition }) => petition === number)
}
