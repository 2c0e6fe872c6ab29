import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { recordReading } from '#commons/audit/record.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId, moderatorOf, readOften, signedIn, type TestPerson } from '#test/people.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('the export holds what rooms name, as a download, and nobody else’s', async () => {
  const maria = await signer('maria.export@example.md', 'Maria Export')
  await signer('ion.export@example.md', 'Ion Export')
  const reply = await app.get('/ro/account/data/export', maria.headers)
  assert.equal(reply.statusCode, 200)
  assert.match(String(reply.headers['content-disposition']), /^attachment; filename="punte-2026-11-\d\d\.json"/)
  assert.equal(reply.headers['cache-control'], 'private, no-store')
  const data = reply.json()
  assert.equal(data['people.account'].address, 'maria.export@example.md')
  assert.equal(data['petitions.signatures'][0].name, 'Maria Export')
  assert.deepEqual(data['audit.readings'], [])
  assert.doesNotMatch(reply.body, /Ion Export|ion\.export/)
})

test('every reading by an official is shown to the person, by office and purpose', async () => {
  const maria = await signedIn(app, { name: 'Maria', email: 'read@example.md' })
  const organisationId = await authorityId(app, 'primaria-chisinau')
  const officer = await signedIn(app, {
    name: 'Nume Secret',
    email: 'officer@example.md',
    roles: [{ name: 'officer', organisationId }],
  })
  const reading = (at: string, byLinkOf?: string) => ({
    by: byLinkOf
      ? { byLinkOf }
      : {
          person: {
            accountId: officer.accountId,
            mailboxId: officer.mailboxId,
            name: 'Nume Secret',
            level: 'email' as const,
            roles: [],
          },
          role: { name: 'officer' as const, placeKey: null, organisationId },
        },
    mailboxId: maria.mailboxId,
    subject: { kind: 'petition', id: '1' },
    purpose: 'petitions.answer',
    now: new Date(at),
  })
  // 22:30 in UTC is another day in Chișinău.
  for (const at of ['2026-11-20T07:15:00Z', '2026-11-20T09:00:00Z', '2026-11-20T12:40:00Z', '2026-11-20T22:30:00Z'])
    await recordReading(app.services.db, reading(at))
  await recordReading(app.services.db, reading('2026-11-20T08:00:00Z', organisationId))
  const view = (await app.get('/api/v1/account/data', maria.headers)).json()
  assert.deepEqual(
    view.readings.map(({ times, firstAt, byLink }: { times: number; firstAt: string; byLink: boolean }) => [
      times,
      firstAt.slice(0, 16),
      byLink,
    ]),
    [
      [1, '2026-11-20T22:30', false],
      [3, '2026-11-20T07:15', false],
      [1, '2026-11-20T08:00', true],
    ],
  )
  const page = await app.get('/en/account/data', maria.headers)
  assert.match(page.body, /Chisinau City Hall/)
  assert.match(page.body, /20\u00a0November 2026, 3 times, between 09:15 and 14:40/)
  assert.match(page.body, /21\u00a0November 2026 at 00:30/)
  assert.match(page.body, /by the link in its letter/)
  assert.match((await app.get('/ro/account/data', maria.headers)).body, /de 3 ori, între 09:15 și 14:40/)
  assert.match((await app.get('/ru/account/data', maria.headers)).body, /3 раза, с 09:15 до 14:40/)
  assert.match(page.body, /To examine your petition and answer it/, 'the purpose in words')
  const taken = (await app.get('/ro/account/data/export', maria.headers)).json()
  assert.equal(taken['audit.readings'].length, 5, 'each by itself')
  assert.doesNotMatch(page.body, /Nume Secret/)
  const other = await signedIn(app, { name: 'Ion', email: 'other@example.md' })
  assert.match((await app.get('/en/account/data', other.headers)).body, /Nobody has\./)
})

test('the export holds every reading, however many there are, and the page says that it shows the newest days', async () => {
  const maria = await signedIn(app, { name: 'Maria', email: 'much-read@example.md' })
  const officer = await signedIn(app, { name: 'Nume Secret', email: 'reader@example.md' })
  assert.doesNotMatch((await app.get('/en/account/data', maria.headers)).body, /There are older ones/)
  const read = 12_345
  // Three of each moment, so that a batch ends between equals.
  await readOften(app, officer, maria, read)
  const reply = await app.get('/ro/account/data/export', maria.headers)
  const readings: { readAt: string }[] = reply.json()['audit.readings']
  assert.equal(readings.length, read)
  assert.equal(readings[0]?.readAt, '2026-11-20T00:00:00.000Z')
  assert.deepEqual(
    readings.map(({ readAt }) => readAt),
    readings
      .map(({ readAt }) => readAt)
      .sort()
      .reverse(),
  )
  const times = new Map<string, number>()
  for (const { readAt } of readings) times.set(readAt, (times.get(readAt) ?? 0) + 1)
  assert.deepEqual([...new Set(times.values())], [3], 'each once')
  assert.doesNotMatch(reply.body, /Nume Secret/)
  const page = (await app.get('/en/account/data', maria.headers)).body
  assert.match(page, /There are older ones too: the downloaded file has them all/)
})

test('who is not signed in gets no beginning of an export', async () => {
  const reply = await app.get('/api/v1/account/data/export')
  assert.equal(reply.statusCode, 401)
  assert.equal(reply.json().code, 'kernel.sign-in-needed')
})

test('erasing needs the tick; then nothing that leads to the person is left, and the counts stay', async () => {
  const maria = await signer('erase@example.md', 'Zinaida Deștergere')
  await app.post('/ro/petitions/1/signature-request', form('Erase@Example.md', 'Altcineva Pending'))
  await app.post('/ro/sign-in', { email: 'erase@example.md' })
  await app.post('/ro/account/tokens', { name: 'cheie', days: '30', key: 'k' }, maria.headers)
  const ion = await signer('stays@example.md', 'Ion Rămâne')
  await app.fold()
  const before = (await app.get('/api/v1/petitions/1')).json().count.total

  assert.match(
    (await app.get('/ro/account/data/erasure', maria.headers)).body,
    /rămân în numărători, dar nu mai sunt ale nimănui/,
  )
  const unsure = await app.post('/ro/account/data/erasure', {}, maria.headers)
  assert.equal(unsure.statusCode, 422)
  assert.equal((await app.get('/ro/account', maria.headers)).statusCode, 200)

  const { rows: held } = await app.deps.database.pool.query('SELECT address_key FROM people.mailbox WHERE id = $1', [
    maria.mailboxId,
  ])
  const erased = await app.post('/ro/account/data/erasure', { sure: 'yes' }, maria.headers)
  assert.equal(erased.headers.location, '/ro/erased')
  assert.match(String(erased.headers['set-cookie']), /punte-session=; Max-Age=0/)
  assert.equal((await app.get('/ro/erased')).statusCode, 200)
  assert.equal((await app.get('/ro/account', maria.headers)).statusCode, 303)
  await app.fold()
  assert.equal((await app.get('/api/v1/petitions/1')).json().count.total, before)

  const dump = await everything()
  for (const word of [
    'erase@example.md',
    'Erase@',
    'Zinaida',
    'Deștergere',
    'Altcineva',
    held[0].address_key.toString('hex'),
  ])
    assert.deepEqual(
      dump.filter(({ row }) => row.includes(word)).map(({ table }) => table),
      [],
      word,
    )
  const { rows } = await app.deps.database.pool.query('SELECT 1 FROM petitions.signature WHERE mailbox_id = $1', [
    maria.mailboxId,
  ])
  assert.equal(rows.length, 0)
  assert.ok(
    dump.some(({ table, row }) => table === 'people.account' && row.includes(maria.accountId)),
    'the id stays',
  )
  assert.ok(dump.some(({ row }) => row.includes('stays@example.md')))
  assert.equal((await app.get('/ro/account', ion.headers)).statusCode, 200)
})

test('who comes back begins anew, and signs no second time', async () => {
  const first = await signer('back@example.md', 'Revenita Femeie')
  await app.fold()
  const before = (await app.get('/api/v1/petitions/1')).json().count.total
  await app.post('/ro/account/data/erasure', { sure: 'yes' }, first.headers)
  const again = await signer('back@example.md', 'Revenita Femeie')
  assert.notEqual(again.accountId, first.accountId)
  await app.fold()
  assert.equal((await app.get('/api/v1/petitions/1')).json().count.total, before)
})

test('an official’s account is not erased while the role lasts', async () => {
  const official = await moderatorOf(app, 'md', { name: 'Mod', email: 'mod@example.md' })
  const reply = await app.post('/ru/account/data/erasure', { sure: 'yes' }, official.headers)
  assert.equal(reply.statusCode, 409)
  assert.match(reply.body, /У вас есть служебная роль/)
  assert.equal((await app.get('/ro/account', official.headers)).statusCode, 200)
})

const form = (email: string, name: string) => ({ email, name, place: 'md-or', consent: 'yes' })

/** Somebody who signed petition 1 and is signed in. */
async function signer(email: string, name: string): Promise<TestPerson> {
  await app.post('/ro/petitions/1/signature-request', form(email, name))
  const link = (await app.mails()).at(-1)?.text.match(/http:\/\/punte\.test(\S+)/)?.[1] as string
  assert.equal((await app.post(link, {})).statusCode, 303)
  return signedIn(app, { name, email })
}

/** Every row of every table of ours, as text. */
async function everything(): Promise<{ table: string; row: string }[]> {
  const { pool } = app.deps.database
  const { rows: tables } = await pool.query(
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  )
  const rows = []
  for (const { name } of tables)
    for (const { row } of (await pool.query(`SELECT t::text AS row FROM ${name} t`)).rows)
      rows.push({ table: name, row })
  return rows
}
