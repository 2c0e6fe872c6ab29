import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { sendNews } from '#commons/notices/send-news.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addDistribution, addPublicTable, publishVersion, sendFile, type TestFiles } from '#test/data-files.ts'
import { signedIn } from '#test/people.ts'
import { recordHistory } from '../catalogue/history-store.ts'
import { readWaiting } from '../ingest/read-waiting.ts'
import { clearCopies } from './clear-copies.ts'
import { correctedSince } from './corrected-since.ts'
import { lookerFor } from './follow-recalls.ts'
import { recallNews } from './news.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const why = (reason: string, text = 'Într-o coloană erau nume de elevi.') => ({ reason, text })
const recall = (files: TestFiles, version: number, form: Record<string, string>) =>
  app.post(`/ro${files.path}/versions/${version}/recall`, form, files.officer.headers)
const table = (files: TestFiles, rest = '') => app.get(`/api/v1/data/tables/${files.distribution}${rest}`)

async function nextVersion(files: TestFiles, content: string): Promise<void> {
  await sendFile(app, files, 'date.csv', content)
  await readWaiting(app.services)
  const { versions } = (await app.get(`/api/v1${files.path}`, files.officer.headers)).json()
  const reply = await publishVersion(app, files, versions[0].seq)
  assert.equal(reply.statusCode, 303, reply.body.slice(0, 500))
}

/** Hashes of everything that is kept of a version. */
async function hashesOf(files: TestFiles, seq: number): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    WITH one AS (SELECT id, sha256 FROM open_data.version WHERE distribution_id = ${files.distribution} AND seq = ${seq})
    SELECT sha256 FROM one UNION SELECT sha256 FROM open_data.table_version WHERE version_id = (SELECT id FROM one)
    UNION SELECT sha256 FROM open_data.reject_report WHERE version_id = (SELECT id FROM one)`.execute(app.services.db)
  return rows.map(({ sha256 }) => sha256)
}

async function tableHashes(files: TestFiles): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    SELECT t.sha256 FROM open_data.table_version t JOIN open_data.version v ON v.id = t.version_id
    WHERE v.distribution_id = ${files.distribution}`.execute(app.services.db)
  return rows.map(({ sha256 }) => sha256)
}

/** Where a question puts what does not fit into memory is empty as soon as it is answered. */
const made = () =>
  readdirSync(path.join(app.deps.config.dataDir, 'tables')).filter((name) => !name.endsWith('.scratch'))
const entries = async (dataset: string) => {
  const { rows } = await sql<{ body: Buffer }>`
    SELECT body FROM ledger.entry WHERE kind LIKE 'open-data.data-%' ORDER BY index`.execute(app.services.db)
  return rows.map(({ body }) => JSON.parse(String(body))).filter((entry) => entry.dataset === dataset)
}

test('a recalled version is gone at once, everything of it soon after, and a mark stays for everybody', async () => {
  const wrong = Array.from({ length: 300 }, (_, at) => (at === 7 ? '7;Ion;prea;mult' : `${at};Ion ${at}`)).join('\n')
  const files = await addPublicTable(app, `nr;elev\n${wrong}\n`)
  const hashes = await hashesOf(files, 1)
  assert.equal(hashes.length, 3, 'bytes, table and report')
  for (const file of ['.csv', '.xlsx?q=Ion', '.parquet', '/original'])
    assert.equal((await app.get(`/data/tables/${files.distribution}${file}`)).statusCode, 200, file)
  assert.ok(made().some((name) => name.endsWith('.csv')) && made().some((name) => name.endsWith('.xlsx')))
  const groups = await app.get(`/en/data/tables/${files.distribution}/groups.parquet?by=elev`)
  assert.equal(groups.statusCode, 200, groups.body)
  assert.ok(made().some((name) => name.endsWith('.parquet')))
  const sha256 = (await table(files)).json().version.sha256

  assert.equal((await recall(files, 1, why('personal-data'))).statusCode, 303)
  const gone = await table(files)
  assert.deepEqual([gone.statusCode, gone.json().code], [410, 'open-data.recall.gone'])
  assert.ok(gone.json().detail.includes(sha256))
  for (const lang of ['ro', 'ru', 'en'])
    assert.match((await app.get(`/${lang}/data/tables/${files.distribution}`)).body, /\/corrections"/)
  for (const file of ['.csv', '.xlsx?q=Ion', '.ndjson', '/original'])
    assert.equal((await app.get(`/data/tables/${files.distribution}${file}`)).statusCode, 410, file)
  const ckan = await app.get(`/api/3/action/datastore_search?resource_id=${files.distribution}`)
  assert.equal(ckan.statusCode, 404)
  assert.match(ckan.json().error.message, /recalled .* \(personal-data\)/)
  const shown = (await app.get(`/api/3/action/package_show?id=${files.dataset}`)).json().result
  assert.equal(shown.resources[0].datastore_active, false)
  const [file] = (await app.get(`/api/v1/data/${files.dataset}`)).json().files
  assert.deepEqual([file.published, file.recalled, file.tables], [false, true, []])

  await clearCopies(app.services)
  for (const hash of hashes) assert.equal(await app.services.files.has(hash), false)
  assert.deepEqual(made(), [])
  const report = await app.get(
    `${`/api/v1${files.path}`}/versions/1/rejects/${files.distribution}`,
    files.officer.headers,
  )
  assert.deepEqual(report.json().items, [])
  const version = (await app.get(`/api/v1${files.path}/versions/1`, files.officer.headers)).json()
  assert.deepEqual([version.state, version.fileName, version.tables, version.format], ['recalled', '—', [], null])

  const { recalls } = (await app.get(`/api/v1/data/${files.dataset}/corrections`)).json()
  assert.deepEqual(
    recalls.map((one: { seq: number; sha256: string; reason: string; by: string; now: null }) => [
      ...[one.seq, one.sha256, one.reason, one.by, one.now],
    ]),
    [[1, sha256, 'personal-data', 'officer', null]],
  )
  const history = (await app.get(`/api/v1/data/${files.dataset}/history`)).json().entries
  assert.equal(history.length, 0, 'this dataset of the tests has no publication in its history')
  const last = (await entries(files.dataset)).at(-1)
  assert.deepEqual(
    [last.kind, last.version, last.reason, last.sha256],
    ['open-data.data-recalled', 1, 'personal-data', Buffer.from(sha256, 'hex').toString('base64url')],
  )
  const { rows: acts } = await sql<{ act: string }>`
    SELECT act FROM audit.act WHERE subject_id = ${files.dataset} AND act LIKE '%recall%'`.execute(app.services.db)
  assert.deepEqual(acts, [{ act: 'open-data.recall.recall' }])
})

test('everybody gets the newest version that is left; what it shares with others stays', async () => {
  const files = await addPublicTable(app, 'a,b\n1,2\n')
  await nextVersion(files, 'a,b\n1,2\n3,4\n')
  const other = await addPublicTable(app, 'a,b\n1,2\n3,4\n')
  assert.equal((await recall(files, 2, why('wrong-data'))).statusCode, 303)
  await clearCopies(app.services)
  const now = (await table(files)).json()
  assert.deepEqual([now.version.seq, now.total], [1, 1])
  assert.equal((await table(files, '?version=1')).json().total, 1)
  const pinned = await table(files, '?version=2')
  assert.deepEqual([pinned.statusCode, pinned.json().code], [410, 'open-data.recall.gone'])
  assert.equal((await table(files, '?version=3')).statusCode, 404)
  assert.equal((await table(other)).json().total, 2, 'the same bytes of another dataset')
  const [shared] = await tableHashes(other)
  assert.ok(made().includes(`${shared}.2.duckdb`))
  await lookerFor(app.services)()
  assert.ok(made().includes(`${shared}.2.duckdb`), 'and whoever asks about it finds nothing taken away')
  assert.equal((await app.get(`/data/tables/${other.distribution}/original`)).statusCode, 200)
  const { rows } = await sql<{ seq: number; state: string }>`
    SELECT seq, state FROM open_data.version WHERE distribution_id = ${files.distribution} ORDER BY seq`.execute(
    app.services.db,
  )
  assert.deepEqual(rows, [
    { seq: 1, state: 'published' },
    { seq: 2, state: 'recalled' },
  ])
})

test('a recall brings back no version that the guard has not passed', async () => {
  const files = await addPublicTable(app, 'a,b\n5,6\n')
  await nextVersion(files, 'a,b\n5,6\n7,8\n')
  await nextVersion(files, 'a,b\n5,6\n7,8\n9,9\n')
  // As one that was released before there was a guard.
  await sql`DELETE FROM open_data.search WHERE version_id = ${await versionId(files, 2)}`.execute(app.services.db)
  const shown = (await app.get(`/api/v1${files.path}/versions/3/recall`, files.officer.headers)).json()
  assert.equal(shown.fallback.seq, 1, 'and the page says so before')
  assert.equal((await recall(files, 3, why('other'))).statusCode, 303)
  assert.equal((await table(files)).json().version.seq, 1)
  await sql`DELETE FROM open_data.search WHERE version_id = ${await versionId(files, 2)}`.execute(app.services.db)
  assert.equal((await recall(files, 1, why('other'))).statusCode, 303)
  assert.equal((await table(files)).statusCode, 410, 'rather none than one that nobody searched')
})

test('downloads of other tables stay', async () => {
  const files = await addPublicTable(app, 'a,b\n11,12\n')
  const other = await addPublicTable(app, 'a,b\n13,14\n')
  for (const { distribution } of [files, other])
    assert.equal((await app.get(`/data/tables/${distribution}.csv`)).statusCode, 200)
  const [before] = (await tableHashes(files)).concat(await tableHashes(other))
  assert.ok(made().some((name) => name.startsWith(`${before}.`)))
  assert.equal((await recall(files, 1, why('other'))).statusCode, 303)
  await clearCopies(app.services)
  assert.equal(made().filter((name) => name.includes(String(before))).length, 0)
  const [kept] = await tableHashes(other)
  assert.ok(made().some((name) => name.startsWith(`${kept}.`) && name.endsWith('.csv')))
})

test('where nobody may have the bytes, every version of the institution goes, and they do not come back', async () => {
  const content = 'elev,nota\nIon,9\n'
  const first = await addPublicTable(app, content)
  const second = await addPublicTable(app, content)
  const elsewhere = await addPublicTable(app, content, { authority: 'primaria-balti' })
  const page = (await app.get(`/api/v1${first.path}/versions/1/recall`, first.officer.headers)).json()
  assert.deepEqual([page.sameBytes.length, page.elsewhere, page.fallback], [1, 1, null])
  assert.equal((await recall(first, 1, why('personal-data'))).statusCode, 303)
  await clearCopies(app.services)
  assert.equal((await table(second)).statusCode, 410)
  assert.equal((await table(elsewhere)).statusCode, 200, 'an officer decides for the own institution only')

  const again = await sendFile(app, first, 'altul.csv', content)
  assert.equal(again.statusCode, 409, again.body.slice(0, 300))
  assert.match(again.body, /a fost retras/)

  const admin = await signedIn(app, {
    name: 'Ana Admin',
    email: 'admin.recall@example.md',
    roles: [{ name: 'administrator' }],
  })
  const found = (
    await app.get(`/api/v1/work/data-recalls?find=/ro/data/tables/${elsewhere.distribution}`, admin.headers)
  ).json()
  assert.deepEqual([found.everywhere, found.found.length, found.found[0].dataset], [true, 1, elsewhere.dataset])
  const path = `/ro/work/data-recalls/${elsewhere.dataset}/${elsewhere.distribution}/1`
  assert.equal((await app.get(path, admin.headers)).statusCode, 200)
  assert.equal((await app.post(path, why('personal-data'), admin.headers)).statusCode, 303)
  assert.equal((await table(elsewhere)).statusCode, 410)
  await clearCopies(app.services)
  const hash = (await hashesOf(elsewhere, 1))[0] as string
  assert.equal(await app.services.files.has(hash), false, 'also what was sent again')
})

test('the hours of the law run for personal data, until somebody says what became of it', async () => {
  const files = await addPublicTable(app, 'elev,nota\nMaria,10\n')
  await recall(files, 1, why('personal-data', 'Numele elevilor stăteau în tabel.'))
  const list = (await app.get('/api/v1/work/data-recalls', files.officer.headers)).json()
  const [breach] = list.items.filter(({ dataset }: { dataset: { name: string } }) => dataset.name === files.dataset)
  assert.equal(Date.parse(breach.dueAt) - Date.parse(breach.openedAt), 72 * 3_600_000)
  const stranger = await signedIn(app, {
    name: 'De altundeva',
    email: 'altundeva@example.md',
    roles: [{ name: 'officer', organisationId: (await balti()) as string }],
  })
  const at = `/work/data-breaches/${breach.id}`
  assert.equal((await app.get(`/api/v1${at}`, stranger.headers)).statusCode, 403)
  for (const lang of ['ro', 'ru', 'en'])
    assert.equal((await app.get(`/${lang}${at}`, files.officer.headers)).statusCode, 200)
  assert.match((await app.get('/ro/work', files.officer.headers)).body, /\/work\/data-recalls/)
  assert.equal((await app.post(`/ro${at}`, { outcome: 'told', text: '' }, files.officer.headers)).statusCode, 422)
  const close = () =>
    app.post(`/ro${at}`, { outcome: 'told', text: 'Anunțat prin e-mail, nr. 123.' }, files.officer.headers)
  assert.equal((await close()).statusCode, 303)
  assert.equal((await close()).statusCode, 409, 'once')
  const closed = (await app.get(`/api/v1${at}`, files.officer.headers)).json()
  assert.deepEqual([closed.outcome, closed.late, closed.hours], ['told', false, 72])
})

test('who follows a file hears once of a correction and of a recall, and can stop', async () => {
  const files = await addPublicTable(app, 'a,b\n5,6\n')
  const reader = await signedIn(app, { name: 'Vera Cititoare', email: 'vera@example.md' })
  const follow = `/ro/follow/data-files/${files.distribution}`
  assert.equal((await app.get(follow)).statusCode, 200)
  assert.equal((await app.post(follow, {}, reader.headers)).statusCode, 303)
  const { db } = app.services
  const { rows: datasets } = await sql<{
    id: string
  }>`SELECT id FROM open_data.dataset WHERE name = ${files.dataset}`.execute(db)
  const published = {
    datasetId: String(datasets[0]?.id),
    act: 'publish' as const,
    accountId: null,
    now: app.clock.now(),
  }
  await db.transaction().execute((tx) => recordHistory(tx, published))
  const { key } = await formOf(`${files.path}/versions/1/correction`, files)
  const said = { textRo: 'În rândul 1 trebuia să fie 7.', textEn: 'Row 1 should be 7.', 'idempotency-key': key }
  const corrected = await app.post(`/ro${files.path}/versions/1/correction`, said, files.officer.headers)
  assert.equal(corrected.statusCode, 303, corrected.body.slice(0, 300))
  const shown = (await table(files)).json().marks
  assert.deepEqual([shown.file, shown.errata.length, shown.errata[0].seq], [files.distribution, 1, 1])
  assert.match((await app.get(`/en/data/tables/${files.distribution}`)).body, /Row 1 should be 7\./)
  for (const way of ['columns', 'chart/embed'])
    assert.match((await app.get(`/en/data/tables/${files.distribution}/${way}`)).body, /Row 1 should be 7\./, way)
  assert.match((await app.get(`/en/data/${files.dataset}/history`)).body, /<p>Row 1 should be 7\.<\/p>/)
  assert.match(
    (await app.get(`/ru/data/${files.dataset}/history`)).body,
    /<p lang="ro">În rândul 1 trebuia să fie 7\.<\/p>/,
  )
  const removed = (at: Date | null) =>
    sql`UPDATE open_data.distribution SET removed_at = ${at} WHERE id = ${files.distribution}`.execute(db)
  await removed(app.clock.now())
  assert.match((await app.get(`/en/data/${files.dataset}/history`)).body, /<p>Row 1 should be 7\.<\/p>/)
  await removed(null)
  await recall(files, 1, why('other', 'Instituția va publica alt tabel.'))

  const { rows } = await sql<{ id: string }>`
    SELECT id FROM notices.announcement WHERE subject_id = ${files.distribution} ORDER BY created_at, id`.execute(
    app.services.db,
  )
  for (const { id } of [...rows, ...rows]) await sendNews(app.services, recallNews, id)
  const mails = (await app.mails()).filter(({ to }) => to === 'vera@example.md')
  assert.equal(mails.length, 2, 'one of each, however often the job runs')
  assert.ok(mails.some(({ text }) => text.includes('În rândul 1 trebuia să fie 7.')))
  assert.ok(mails.some(({ text }) => text.includes('ștergeți copiile') && text.includes('/unsubscribe/')))

  const id = await versionId(files, 1)
  const since = await correctedSince(app.services.db, id)
  assert.deepEqual([since?.recalled, since?.errata.length, since?.newer], [true, 1, null])
})

test('a draft is deleted with its bytes, and its number is not given again', async () => {
  const files = await addDistribution(app)
  await sendFile(app, files, 'ciorna.csv', 'a,b\n9,9\n')
  await readWaiting(app.services)
  const hashes = await hashesOf(files, 1)
  const at = `/ro${files.path}/versions/1`
  assert.equal((await recall(files, 1, why('other'))).statusCode, 409, 'nobody saw it')
  assert.equal((await app.post(`${at}/deletion`, {}, files.officer.headers)).statusCode, 303)
  await clearCopies(app.services)
  for (const hash of hashes) assert.equal(await app.services.files.has(hash), false)
  assert.equal((await app.get(at, files.officer.headers)).statusCode, 200)
  assert.deepEqual((await app.get(`/api/v1/data/${files.dataset}/corrections`)).json().recalls, [])
  // The same bytes may come again: nobody said that they must not.
  assert.equal((await sendFile(app, files, 'ciorna.csv', 'a,b\n9,9\n')).headers.location, `${at.slice(0, -1)}2`)
  await readWaiting(app.services)
  assert.equal((await publishVersion(app, files, 2)).statusCode, 303)
  await clearCopies(app.services)
  assert.equal((await table(files)).json().total, 1)
  const deleted = await app.post(`/ro${files.path}/versions/2/deletion`, {}, files.officer.headers)
  assert.equal(deleted.statusCode, 409, 'it was public')
})

test('each process forgets by itself what another one took down', async () => {
  const files = await addPublicTable(app, 'a,b\n1,1\n2,2\n')
  assert.equal((await table(files, '?sort=-a')).json().total, 2)
  const look = lookerFor(app.services)
  await look()
  const [parquet] = (await hashesOf(files, 1)).filter((hash) => made().includes(`${hash}.2.duckdb`))
  assert.ok(parquet)
  await recall(files, 1, why('no-right'))
  await look()
  assert.ok(!made().includes(`${parquet}.2.duckdb`))
})

test('words that everybody reads hold no number of a person, and what is typed is kept', async () => {
  const files = await addPublicTable(app, 'a,b\n1,7\n')
  const text = 'Stătea acolo telefonul 069123456 al cuiva.'
  const refused = await recall(files, 1, { reason: 'personal-data', text })
  assert.equal(refused.statusCode, 422)
  assert.ok(refused.body.includes(text), 'to mend it')
  assert.equal((await table(files)).statusCode, 200)
})

test('two officers who recall the same bytes at the same moment both succeed, each version once', async () => {
  const content = 'elev,nota\nVasile,7\n'
  const all = [await addPublicTable(app, content), await addPublicTable(app, content)]
  const [first, second] = all as [TestFiles, TestFiles]
  const replies = await Promise.all([recall(second, 1, why('no-right')), recall(first, 1, why('no-right'))])
  assert.deepEqual(
    replies.map(({ statusCode }) => statusCode),
    [303, 303],
  )
  for (const files of all) assert.equal((await table(files)).statusCode, 410)
})

test('a file that was taken out of its dataset can still be recalled', async () => {
  const files = await addPublicTable(app, 'elev,nota\nElena,8\n')
  await sql`UPDATE open_data.distribution SET removed_at = ${app.clock.now()} WHERE id = ${files.distribution}`.execute(
    app.services.db,
  )
  const admin = await signedIn(app, {
    name: 'Ana Admin',
    email: 'admin.scos@example.md',
    roles: [{ name: 'administrator' }],
  })
  const found = await app.get(`/api/v1/work/data-recalls?find=${files.distribution}`, admin.headers)
  assert.equal(found.json().found.length, 1)
  const hashes = await hashesOf(files, 1)
  const reply = await recall(files, 1, why('personal-data'))
  assert.deepEqual([reply.statusCode, reply.headers.location], [303, `/ro/work/data/${files.dataset}`])
  await clearCopies(app.services)
  for (const hash of hashes) assert.equal(await app.services.files.has(hash), false)
  const { recalls } = (await app.get(`/api/v1/data/${files.dataset}/corrections`)).json()
  assert.equal(recalls.length, 1)
  for (const lang of ['ro', 'ru', 'en'])
    assert.equal((await app.get(`/${lang}/data/${files.dataset}/corrections`)).statusCode, 200)
})

test('after a recall no program publishes what it sent before; a draft that is deleted stops no program', async () => {
  const files = await addPublicTable(app, 'elev,nota\nSimion,6\n')
  const { db } = app.services
  await sendFile(app, files, 'ciorna.csv', 'elev,nota\nx,1\n')
  await sendFile(app, files, 'alta.csv', 'elev,nota\ny,2\n')
  const now = app.clock.now()
  await sql`INSERT INTO open_data.publish_when_read (version_id, token_id, asked_at)
    VALUES (${await versionId(files, 3)}, gen_random_uuid(), ${now})`.execute(db)
  await sql`INSERT INTO open_data.pushed_table (distribution_id, fields, token_id, changed_at)
    VALUES (${files.distribution}, '[]', gen_random_uuid(), ${now})`.execute(db)
  const waiting = async () => {
    const asked = await sql<{ refusal: string | null }>`
      SELECT refusal FROM open_data.publish_when_read WHERE version_id = ${await versionId(files, 3)}`.execute(db)
    const pushed = await sql`
      SELECT 1 FROM open_data.pushed_table WHERE distribution_id = ${files.distribution}`.execute(db)
    return [asked.rows[0]?.refusal, pushed.rows.length]
  }
  assert.equal((await app.post(`/ro${files.path}/versions/2/deletion`, {}, files.officer.headers)).statusCode, 303)
  assert.deepEqual(await waiting(), [null, 1])
  assert.equal((await recall(files, 1, why('personal-data'))).statusCode, 303)
  assert.deepEqual(await waiting(), ['open-data.recall.meanwhile', 0])
})

const balti = async () =>
  (
    await sql<{ id: string }>`SELECT id FROM organisations.organisation WHERE slug = 'primaria-balti'`.execute(
      app.services.db,
    )
  ).rows[0]?.id

async function versionId(files: TestFiles, seq: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM open_data.version WHERE distribution_id = ${files.distribution} AND seq = ${seq}`.execute(
    app.services.db,
  )
  return rows[0]?.id as string
}

async function formOf(path: string, files: TestFiles): Promise<{ key: string }> {
  const { body } = await app.get(`/ro${path}`, files.officer.headers)
  return { key: /name="idempotency-key" value="([^"]+)"/.exec(body)?.[1] ?? '' }
}

test('why something was recalled says in which language it is written', async () => {
  const files = await addPublicTable(app, 'nr;suma\n1;2\n')
  assert.equal((await recall(files, 1, { ...why('other', 'Файл был не тот.'), lang: 'ru' })).statusCode, 303)
  const [mark] = (await app.get(`/api/v1/data/${files.dataset}/corrections`)).json().recalls
  assert.equal(mark.lang, 'ru')
  assert.match((await app.get(`/ro/data/${files.dataset}/corrections`)).body, /<p lang="ru">Файл был не тот\.<\/p>/)
})

test('what is ready in a draft leads to where the dataset is published, and is not corrected: nobody read it', async () => {
  const draft = await addDistribution(app, { state: 'draft' })
  await sendFile(app, draft, 'date.csv', 'nr;suma\n1;2\n')
  await readWaiting(app.services)
  assert.equal((await publishVersion(app, draft, 1)).statusCode, 303)
  const { body } = await app.get(`/ro${draft.path}/versions/1`, draft.officer.headers)
  assert.match(body, new RegExp(`href="/ro/work/data/${draft.dataset}">Mergeți la setul de date`))
  assert.doesNotMatch(body, /versions\/1\/correction"/)
  assert.equal((await recall(draft, 1, why('other'))).statusCode, 303)
  const down = (await app.get(`/ro${draft.path}/versions/1`, draft.officer.headers)).body
  assert.doesNotMatch(down, /Mergeți la setul de date|Gata de publicat din/)
  const files = await addPublicTable(app, 'nr;suma\n1;2\n')
  const seen = (await app.get(`/ro${files.path}/versions/1`, files.officer.headers)).body
  assert.match(seen, /versions\/1\/correction"/)
  assert.doesNotMatch(seen, /Mergeți la setul de date/)
})
