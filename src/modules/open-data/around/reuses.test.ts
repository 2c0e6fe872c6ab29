import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import sharp from 'sharp'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addDataset } from '#test/datasets.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { addReuse, askedAddress } from '#test/reuses.ts'
import { linksToCheck } from '../score/store.ts'
import { around } from './part.ts'

let app: TestApp
let arbori: { id: string; name: string }
let maria: TestPerson
let officer: TestPerson
let moderator: TestPerson

before(async () => {
  app = await testApp()
  arbori = await addDataset(app, { name: 'arbori', title: { ro: 'Arborii orașului' } })
  await addDataset(app, { name: 'ciorna', published: false })
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  officer = await officerOf('primaria-chisinau')
  moderator = await moderatorOf('md-cu')
})
after(() => app.close())

async function officerOf(authority: string): Promise<TestPerson> {
  const organisationId = await authorityId(app, authority)
  return signedIn(app, {
    name: 'Doina',
    email: `o.${authority}@example.md`,
    roles: [{ name: 'officer', organisationId }],
  })
}

function moderatorOf(placeKey: string): Promise<TestPerson> {
  return signedIn(app, { name: 'Pavel', email: `m.${placeKey}@example.md`, roles: [{ name: 'moderator', placeKey }] })
}

let addresses = 0
const said = (changed: Record<string, string> = {}) => {
  addresses += 1
  return {
    type: 'visualization',
    title: 'Umbra de la școală',
    address: `https://exemplu.md/umbra/${addresses}`,
    text: 'Câtă umbră au copiii pe drumul spre școală, stradă cu stradă.',
    datasets: 'http://punte.test/ro/data/arbori',
    ...changed,
  }
}
const send = (fields: Record<string, string>, person: TestPerson = maria) =>
  app.post('/ro/data/reuses/new', { ...fields, 'idempotency-key': newId(app.clock.now()) }, person.headers)

async function propose(changed: Record<string, string> = {}, person: TestPerson = maria): Promise<number> {
  const reply = await send(said(changed), person)
  assert.equal(reply.statusCode, 303, reply.body.slice(0, 500))
  return Number(/reuses\/(\d+)\/mine/.exec(String(reply.headers.location))?.[1])
}
const decide = async (number: number, act: string, person: TestPerson, fields: Record<string, string> = {}) => {
  const { rows } = await sql<{
    at: Date
  }>`SELECT proposed_at AS at FROM open_data.reuse WHERE number = ${number}`.execute(app.services.db)
  const seen = rows[0]?.at.toISOString() ?? ''
  return app.post(`/ro/work/data-reuses/${number}/${act}`, { seen, ...fields }, person.headers)
}
const page = (number: number) => app.get(`/ro/data/reuses/${number}`)
const letters = async () =>
  (await app.mails()).filter(({ to }) => to === 'maria@example.md').map(({ subject }) => subject)

test('what somebody made of data is seen by all after an official has looked, also on the dataset and in feed and API', async () => {
  const number = await propose({ showName: 'yes' })
  assert.equal((await page(number)).statusCode, 404)
  assert.match((await app.get(`/ro/data/reuses/${number}/mine`, maria.headers)).body, /Un funcționar sau un moderator/)
  assert.match((await app.get('/ro/work/data-reuses', officer.headers)).body, /Umbra de la școală/)
  assert.equal((await app.get('/api/v1/data/reuses')).json().total, 0)

  assert.equal((await decide(number, 'listing', officer)).statusCode, 303)
  assert.match((await page(number)).body, /rel="nofollow ugc noopener"/)
  assert.match((await page(number)).body, /Maria Rusu/)
  const { items, total } = (await app.get('/api/v1/data/reuses?dataset=arbori&type=visualization')).json()
  assert.deepEqual([total, items[0].datasets[0].title.text, items[0].beside], [1, 'Arborii orașului', false])
  for (const none of ['type=paper', 'institution=primaria-balti', 'dataset=nu-exista'])
    assert.equal((await app.get(`/api/v1/data/reuses?${none}`)).json().total, 0, none)
  assert.equal((await app.get('/api/v1/data/reuses?institution=primaria-chisinau')).json().total, 1)
  for (const [words, total] of [
    ['umbre', 1],
    ['scoala umbra', 1],
    ['umbra spital', 0],
    ['!', 0],
  ] as const)
    assert.equal((await app.get(`/api/v1/data/reuses?q=${encodeURIComponent(words)}`)).json().total, total, words)
  assert.match((await app.get('/ro/data/reuses?q=umbra')).body, /value="umbra"/)
  assert.match(
    (await app.get('/ro/data/reuses/feed.atom?type=visualization')).body,
    /<title>Umbra de la școală<\/title>/,
  )
  assert.match((await app.get('/ro/data/arbori')).body, /Ce s-a făcut din aceste date/)
  const { badges } = (await app.get('/api/v1/data/arbori')).json().around
  assert.deepEqual(badges, [{ badge: 'reused', figure: 1 }])
  assert.match((await letters()).at(-1) ?? '', /este publică: Umbra de la școală/)
})

test('what is wrong is said next to its field, and nothing is kept', async () => {
  const wrong = async (changed: Record<string, string>, says: RegExp) => {
    const reply = await send(said(changed))
    assert.equal(reply.statusCode, 422)
    assert.match(reply.body, says)
  }
  const before = (await sql`SELECT 1 FROM open_data.reuse`.execute(app.services.db)).rows.length
  await wrong({ type: '' }, /Alegeți felul/)
  await wrong({ address: 'javascript:alert(1)' }, /id="f-address-error"/)
  await wrong({ text: 'Scurt.' }, /id="f-text-error"/)
  await wrong({ datasets: 'nu-exista' }, /Nu există un set de date public cu numele „nu-exista”/)
  await wrong({ datasets: 'https://x.md/<b>' }, /id="f-datasets-error"/)
  await wrong({ datasets: 'ciorna' }, /Nu există un set de date public cu numele „ciorna”/)
  await propose({ address: 'https://exemplu.md/aceeasi' })
  await wrong({ address: 'https://exemplu.md/aceeasi' }, /a fost deja propusă/)
  assert.equal((await sql`SELECT 1 FROM open_data.reuse`.execute(app.services.db)).rows.length, before + 1)
  const nobody = await app.post('/ro/data/reuses/new', { ...said(), 'idempotency-key': newId(app.clock.now()) })
  assert.match(String(nobody.headers.location), /sign-in/)
})

test('a refusal has a reason from a list, and its author may mend it', async () => {
  const number = await propose()
  assert.equal((await decide(number, 'refusal', officer)).statusCode, 422)
  assert.equal((await decide(number, 'refusal', officer, { reason: 'no-answer' })).statusCode, 303)
  assert.match((await letters()).at(-1) ?? '', /nu a fost publicată/)
  const mine = await app.get(`/ro/data/reuses/${number}/mine`, maria.headers)
  assert.match(mine.body, /Adresa nu funcționează sau duce în altă parte/)
  assert.equal((await decide(number, 'listing', officer)).statusCode, 409, 'only its author sends it again')
  const again = await app.post(`/ro/data/reuses/${number}/mine`, said({ title: 'Altfel' }), maria.headers)
  assert.equal(again.statusCode, 303)
  assert.equal((await decide(number, 'listing', moderator)).statusCode, 303)
  assert.match((await page(number)).body, /Altfel/)
  const late = await app.post(`/ro/data/reuses/${number}/mine`, said(), maria.headers)
  assert.equal(late.statusCode, 409, 'what is public does not change')
  const acts = await sql<{ act: string; data: unknown }>`
    SELECT act, data FROM audit.act WHERE subject_kind = 'open-data.reuse' AND subject_id = ${String(number)} ORDER BY acted_at, id`.execute(
    app.services.db,
  )
  assert.deepEqual(acts.rows, [
    { act: 'open-data.refuse-reuse', data: { reason: 'no-answer' } },
    { act: 'open-data.list-reuse', data: {} },
  ])
})

test('only who answers for the data decides, never on their own, and of two one', async () => {
  const number = await propose()
  for (const [who, person] of Object.entries({
    officer: await officerOf('primaria-balti'),
    moderator: await moderatorOf('md-ba'),
    citizen: maria,
  })) {
    for (const act of ['listing', 'leaving'])
      assert.equal((await decide(number, act, person)).statusCode, 403, `${who} ${act}`)
    assert.equal((await decide(number, 'refusal', person, { reason: 'insult' })).statusCode, 403, who)
    assert.equal((await app.get(`/ro/work/data-reuses/${number}`, person.headers)).statusCode, 403, who)
  }
  assert.equal((await app.get('/api/v1/work/data-reuses', (await officerOf('primaria-balti')).headers)).json().total, 0)
  const own = await propose({}, officer)
  const refused = await decide(own, 'listing', officer)
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /decide altcineva/)
  const both = await Promise.all([
    decide(number, 'listing', officer),
    decide(number, 'refusal', moderator, { reason: 'insult' }),
  ])
  const codes = both.map(({ statusCode }) => statusCode).sort()
  // Refusing what was just listed is a decision of its own; listing what was just refused is not possible.
  assert.ok(String(codes) === '303,303' || String(codes) === '303,409', String(codes))
  const twice = await propose()
  const same = await Promise.all([decide(twice, 'listing', officer), decide(twice, 'listing', moderator)])
  assert.deepEqual(same.map(({ statusCode }) => statusCode).sort(), [303, 409])
})

test('what its author wrote anew, or illustrated, after it was looked at is not listed unseen', async () => {
  const number = await propose()
  const { proposedAt } = (await app.get(`/api/v1/work/data-reuses/${number}`, officer.headers)).json()
  app.clock.advance(1)
  await app.post(`/ro/data/reuses/${number}/mine`, said({ title: 'Cu totul altceva' }), maria.headers)
  const unseen = await decide(number, 'listing', officer, { seen: proposedAt })
  assert.equal(unseen.statusCode, 409)
  assert.match(unseen.body, /s-a schimbat între timp/)
  const refused = await decide(number, 'refusal', officer, { seen: proposedAt, reason: 'no-answer' })
  assert.equal(refused.statusCode, 409, 'nor refused for what it said before')
  assert.match((await app.get(`/ro/work/data-reuses/${number}`, officer.headers)).body, /Cu totul altceva/)
})

test('a picture is seen by its author and by who decides, and by all once it is listed', async () => {
  const number = await propose()
  const png = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#357' } })
    .png()
    .toBuffer()
  const picture = (content: Buffer, description = 'Harta orașului', person = maria) =>
    app.postJson(
      `/api/v1/data/reuses/${number}/picture`,
      { file: [{ name: 'harta.png', content: content.toString('base64') }], description },
      { ...person.headers, 'sec-fetch-site': 'same-origin' },
    )
  assert.equal((await picture(png, '')).statusCode, 422)
  assert.equal((await picture(Buffer.from('%PDF-1.4\n'))).statusCode, 422)
  assert.equal((await picture(png, 'Harta orașului', officer)).statusCode, 404, 'another’s')
  app.clock.advance(1)
  assert.equal((await picture(png)).statusCode, 200)
  const [open, own, desk] = [
    `/data/reuses/${number}/pictures/whole`,
    `/data/reuses/${number}/mine/picture`,
    `/work/data-reuses/${number}/picture`,
  ]
  assert.equal((await app.get(open)).statusCode, 404)
  assert.equal((await app.get(own, maria.headers)).statusCode, 200)
  assert.equal((await app.get(own, officer.headers)).statusCode, 404)
  const exported = (await app.get('/ro/account/data/export', maria.headers)).json()['open-data.reuses']
  assert.equal(exported.find((one: { number: number }) => one.number === number).picture, 'Harta orașului')
  assert.equal((await app.get(desk, officer.headers)).statusCode, 200)
  assert.equal((await app.get(desk, maria.headers)).statusCode, 403)
  assert.equal((await decide(number, 'listing', officer)).statusCode, 303)
  assert.equal((await app.get(open)).headers['content-type'], 'image/png')
  assert.match((await page(number)).body, /alt="Harta orașului"/)
  assert.match((await app.get('/ro/data/arbori')).body, new RegExp(`src="/data/reuses/${number}/pictures/small"`))
  const removal = () => app.post(`/ro/data/reuses/${number}/picture-removal`, {}, maria.headers)
  assert.equal((await removal()).statusCode, 409, 'what is public does not change')
  await decide(number, 'refusal', officer, { reason: 'insult' })
  assert.equal((await app.get(open)).statusCode, 404)
  assert.equal((await removal()).statusCode, 303)
  assert.equal((await app.get(own, maria.headers)).statusCode, 404)
})

test('readers report without an account; what is taken off the list leaves an entry of the public log', async () => {
  const number = await addReuse(app, arbori, { mailboxId: maria.mailboxId, title: 'Reclamă mascată' })
  const flag = (reason: string) => app.post(`/ro/data/reuses/${number}/flag`, { reason })
  assert.equal((await flag('')).statusCode, 422)
  for (const reason of ['advertising', 'advertising', 'other']) assert.equal((await flag(reason)).statusCode, 303)
  const desk = (await app.get(`/api/v1/work/data-reuses/${number}`, officer.headers)).json()
  assert.deepEqual(desk.flags, [
    { reason: 'advertising', count: 1 },
    { reason: 'other', count: 1 },
  ])
  assert.equal((await page(number)).statusCode, 200, 'it stays until somebody has looked')
  assert.equal((await decide(number, 'leaving', officer)).statusCode, 303)
  assert.equal((await decide(number, 'leaving', officer)).statusCode, 409)
  assert.equal((await decide(number, 'refusal', moderator, { reason: 'advertising' })).statusCode, 303)
  assert.equal((await page(number)).statusCode, 404)
  assert.equal((await flag('other')).statusCode, 404)
  const { rows } = await sql<{ body: string }>`
    SELECT convert_from(body, 'UTF8') AS body FROM ledger.entry WHERE kind = 'open-data.reuse-removed'`.execute(
    app.services.db,
  )
  const own = rows.filter(({ body }) => new RegExp(`"number":${number}\\b`).test(body))
  assert.equal(own.length, 1)
  assert.ok(!own[0]?.body.includes('Reclamă'))
})

test('a file of somebody else is never taken for the institution’s, and a dead address is said', async () => {
  const url = 'https://exemplu.md/curat.csv'
  const number = await addReuse(app, arbori, { type: 'cleaned', title: 'Arborii, curățați', url })
  assert.match((await page(number)).body, /Nu este publicat de instituție/)
  const { around: standing } = (await app.get('/api/v1/data/arbori')).json()
  assert.deepEqual(
    standing.beside.items.map(({ number, answers }: { number: number; answers: null }) => [number, answers]),
    [[number, null]],
  )
  const asked = { answeredBefore: app.clock.now(), failedBefore: app.clock.now(), limit: 1_000 }
  assert.ok((await linksToCheck(app.services.db, asked)).includes(url))
  await askedAddress(app, url, false)
  assert.match((await page(number)).body, /La ultima verificare/)
  assert.match((await app.get('/ro/data/reuses?type=cleaned')).body, /Adresa nu răspunde/)
  await askedAddress(app, url, true)
  assert.doesNotMatch((await page(number)).body, /La ultima verificare/)
})

test('its author takes it back, or erases the account, and then nothing of it is left', async () => {
  const ion = await signedIn(app, { name: 'Ion', email: 'ion@example.md' })
  const number = await addReuse(app, arbori, { mailboxId: ion.mailboxId })
  const other = await addReuse(app, arbori, { mailboxId: ion.mailboxId, waits: true })
  assert.equal((await app.post(`/ro/data/reuses/${number}/withdrawal`, {}, maria.headers)).statusCode, 404)
  assert.equal((await app.post(`/ro/data/reuses/${number}/withdrawal`, {}, ion.headers)).statusCode, 303)
  assert.equal((await page(number)).statusCode, 404)
  const exported = (await app.get('/ro/account/data/export', ion.headers)).json()
  assert.deepEqual(
    exported['open-data.reuses'].map((one: { number: number; datasets: string[] }) => [one.number, one.datasets]),
    [[other, ['arbori']]],
  )
  await app.post('/ro/account/data/erasure', { sure: 'yes' }, ion.headers)
  assert.deepEqual(
    (await sql`SELECT 1 FROM open_data.reuse WHERE author_mailbox_id = ${ion.mailboxId}`.execute(app.services.db)).rows,
    [],
  )
})

test('what was refused is forgotten after half a year', async () => {
  const number = await propose()
  await decide(number, 'refusal', officer, { reason: 'insult' })
  const forget = around.jobs?.find(({ name }) => name === 'open-data.forget-refused-reuses')
  const left = async () => (await app.get(`/api/v1/data/reuses/${number}/mine`, maria.headers)).statusCode
  app.clock.advance(170 * 86_400)
  await forget?.run(app.services, undefined as never)
  assert.equal(await left(), 200)
  app.clock.advance(20 * 86_400)
  await forget?.run(app.services, undefined as never)
  assert.equal(await left(), 404)
})

test('one person proposes at most ten a day', async () => {
  const eager = await signedIn(app, { name: 'Grăbit', email: 'grabit@example.md' })
  for (let n = 0; n < 10; n++) await propose({}, eager)
  assert.equal((await send(said(), eager)).statusCode, 429)
})
