import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { addDistribution, addPublicTable, publishVersion, sendFile, type TestFiles } from '#test/data-files.ts'
import { signedIn } from '#test/people.ts'
import { readForsaken, readWaiting } from './read-waiting.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

/** Three lines of a town hall: a semicolon between cells, a comma in numbers, a code with a zero in front. */
const streets = [
  'cod;strada;lungime;din',
  '007;Ștefan cel Mare;1234,50;01.02.1990',
  '012;Ismail;800;15.06.2001',
  '',
].join('\n')
/** Enough rows that one wrong cell does not change what the column holds. */
const rows = (count: number, wrong: Record<number, string> = {}) =>
  ['nr;suma', ...Array.from({ length: count }, (_, at) => wrong[at] ?? `${at + 1};${at * 3}`), ''].join('\n')

const seen = async (files: TestFiles, version = 1) =>
  (await app.get(`/api/v1${files.path}/versions/${version}`, files.officer.headers)).json()
const shown = async (files: TestFiles, query = '') =>
  (await app.get(`/api/v1/data/tables/${files.distribution}${query}`)).json()
const publish = (files: TestFiles, version = 1) => publishVersion(app, files, version)

test('a file is kept, read by another process, looked at, published, and then everybody has its rows', async () => {
  const files = await addDistribution(app)
  const sent = await sendFile(app, files, '..\\străzi?.csv', streets)
  assert.equal(sent.statusCode, 303, sent.body)
  assert.equal(sent.headers.location, `/ro${files.path}/versions/1`)
  assert.equal((await seen(files)).state, 'waiting')
  assert.equal((await app.get(`/ro/data/tables/${files.distribution}`)).statusCode, 404)

  await readWaiting(app.services)
  const version = await seen(files)
  assert.deepEqual([version.state, version.fileName, version.delimiter], ['read', 'străzi.csv', ';'])
  const [table] = version.tables
  assert.equal(table.id, files.distribution)
  assert.deepEqual(
    table.columns.map(({ title, type }: { title: string; type: string }) => [title, type]),
    [
      ['cod', 'string'],
      ['strada', 'string'],
      ['lungime', 'number'],
      ['din', 'date'],
    ],
  )
  assert.deepEqual(table.preview[0], ['007', 'Ștefan cel Mare', 1234.5, '1990-02-01'])
  for (const [lang, amount] of [
    ['ro', '1.234,5'],
    ['ru', '1\u00a0234,5'],
    ['en', '1,234.5'],
  ] as const) {
    const page = await app.get(`/${lang}${files.path}/versions/1`, files.officer.headers)
    assert.equal(page.statusCode, 200)
    assert.ok(page.body.includes(amount), lang)
  }
  assert.equal((await app.get(`/ro/data/tables/${files.distribution}`)).statusCode, 404, 'not before it is published')

  assert.equal((await publish(files)).statusCode, 303)
  const page = await app.get(`/ro/data/tables/${files.distribution}`)
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /Ștefan cel Mare/)
  const csv = await app.get(`/data/tables/${files.distribution}.csv`)
  assert.match(csv.body.replace('\ufeff', ''), /^cod,strada,lungime,din\r?\n007,/)
  assert.equal((await app.get(`/data/tables/${files.distribution}/original`)).body, streets)
  const { rows: entries } = await sql<{ body: Buffer }>`
    SELECT body FROM ledger.entry WHERE kind = 'open-data.data-version' ORDER BY index DESC LIMIT 1`.execute(
    app.services.db,
  )
  assert.deepEqual(
    (({ dataset, distribution, version, rows }) => ({ dataset, distribution, version, rows }))(
      JSON.parse(String(entries[0]?.body)),
    ),
    { dataset: files.dataset, distribution: files.distribution, version: 1, rows: 2 },
  )
  const { rows: acts } = await sql<{ act: string }>`
    SELECT act FROM audit.act WHERE subject_id = ${files.dataset} ORDER BY acted_at, id`.execute(app.services.db)
  assert.deepEqual(acts.map(({ act }) => act).toSorted(), ['open-data.release', 'open-data.upload'])
})

test('rows are searched, filtered, sorted and paged by plain addresses', async () => {
  const files = await addPublicTable(app, rows(120))
  const names = (await shown(files)).columns.map(({ name }: { name: string }) => name)
  assert.deepEqual(names, ['nr', 'suma'])
  const second = await shown(files, '?page=2')
  assert.deepEqual([second.total, second.pages, second.items[0].id], [120, 3, 51])
  const large = await shown(files, '?filter=suma:ge:300&sort=-nr')
  assert.deepEqual([large.total, large.items[0].cells], [20, [120, 357]])
  assert.equal((await shown(files, '?column=suma&is=lt&value=9')).total, 3)
  const page = (await app.get(`/ro/data/tables/${files.distribution}?filter=suma:ge:300`)).body
  assert.match(page, new RegExp(`/data/tables/${files.distribution}\\.csv\\?filter=suma%3Age%3A300`))
  const csv = (await app.get(`/data/tables/${files.distribution}.csv?filter=suma:ge:300`)).body
  assert.equal(csv.trim().split(/\r?\n/).length, 21)
  // What the table has not is said on the page, where it can be changed.
  for (const wrong of ['?filter=suma:ge:mult', '?filter=altceva:eq:1', '?sort=altceva']) {
    const told = await shown(files, wrong)
    assert.ok(told.wrong, wrong)
    assert.equal((await app.get(`/ru/data/tables/${files.distribution}${wrong}`)).statusCode, 200)
  }
})

test('what does not fit is left out and told with its line, in the language of who reads', async () => {
  const files = await addDistribution(app)
  const wrong = Object.fromEntries(Array.from({ length: 120 }, (_, at) => [at * 2, `${at};1;prea;multe`]))
  await sendFile(app, files, 'date.csv', rows(400, wrong))
  await readWaiting(app.services)
  const [table] = (await seen(files)).tables
  assert.deepEqual([table.rows, table.rejected], [280, 120])
  const report = `${files.path}/versions/1/rejects/${table.id}`
  const first = (await app.get(`/api/v1${report}`, { ...files.officer.headers, 'accept-language': 'ru' })).json()
  assert.equal(first.items.length, 100)
  assert.deepEqual([first.items[0].line, first.items[0].reason, first.items[99].line], [2, 'слишком много ячеек', 200])
  const rest = (await app.get(`/api/v1${report}?after=${first.next}`, files.officer.headers)).json()
  assert.deepEqual([rest.items.length, rest.items[0].line, rest.next], [20, 202, null])
  const csv = (await app.get(`/ru${report}/report.csv`, files.officer.headers)).body
  assert.match(csv, /^\ufeffСтрока,Столбец,/)
  assert.equal(csv.trim().split('\r\n').length, 121)
  assert.equal((await app.get(`/ro${report}?after=3`, files.officer.headers)).statusCode, 422)
})

test('an officer overrules how a file was read: what nobody has seen is read again, what everybody has seen stays', async () => {
  const files = await addDistribution(app)
  await sendFile(app, files, 'date.csv', streets)
  await readWaiting(app.services)
  const overrule = (version: number, fields: Record<string, string>) =>
    app.post(`/ro${files.path}/versions/${version}/reading`, fields, files.officer.headers)
  const again = await overrule(1, { delimiter: 'semicolon', headerRows: '1', types: 'lungime=string' })
  assert.equal(again.headers.location, `/ro${files.path}/versions/1`)
  assert.equal((await overrule(1, {})).statusCode, 409, 'not while it waits')
  await readWaiting(app.services)
  const version = await seen(files)
  assert.equal(version.tables[0].columns[2].type, 'string')
  assert.deepEqual(version.overrides.columns, [{ title: 'lungime', type: 'string' }])
  await publish(files)
  const next = await overrule(1, { headerRows: '1' })
  assert.equal(next.headers.location, `/ro${files.path}/versions/2`)
  await readWaiting(app.services)
  assert.equal((await seen(files, 2)).tables[0].columns[2].type, 'number')
  assert.equal((await shown(files)).columns[2].type, 'string', 'what everybody has seen stays')
  assert.equal((await publish(files, 2)).statusCode, 303)
  assert.equal((await shown(files)).columns[2].type, 'number')
  assert.equal((await seen(files, 1)).state, 'superseded')
})

test('without the declaration nothing is published, and the form says so beside its box', async () => {
  const files = await addDistribution(app)
  await sendFile(app, files, 'date.csv', streets)
  await readWaiting(app.services)
  const refused = await app.post(`/ro${files.path}/versions/1/publication`, {}, files.officer.headers)
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /href="#f-publish-noPersonalData"/)
  assert.equal((await seen(files)).state, 'read')
})

test('what a colleague had read anew meanwhile is not published unseen', async () => {
  const files = await addDistribution(app)
  await sendFile(app, files, 'date.csv', streets)
  await readWaiting(app.services)
  const { readAt } = await seen(files)
  app.clock.advance(60)
  await app.post(`/ro${files.path}/versions/1/reading`, { types: 'lungime=string' }, files.officer.headers)
  await readWaiting(app.services)
  const refused = await app.post(
    `/ro${files.path}/versions/1/publication`,
    { noPersonalData: 'yes', readAt },
    files.officer.headers,
  )
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /a fost citită din nou/)
  assert.equal((await seen(files)).state, 'read')
  const page = await app.get(`/ro${files.path}/versions/1`, files.officer.headers)
  const shownAt = /name="readAt" value="([^"]+)"/.exec(page.body)?.[1]
  const published = await app.post(
    `/ro${files.path}/versions/1/publication`,
    { noPersonalData: 'yes', readAt: shownAt as string },
    files.officer.headers,
  )
  assert.equal(published.statusCode, 303)
})

test('above a public table stands what of its file was not taken, and an officer is told of quotes never closed', async () => {
  const files = await addPublicTable(app, 'nr;liceu\n1;Liceul "Gogol\n2;Liceul Dante\n3;x;y\n')
  const { body } = await app.get(`/ro/data/tables/${files.distribution}`)
  const at = body.indexOf('1 rând sau celulă din fișier nu a fost luat')
  assert.ok(at > 0 && at < body.indexOf('id="rows"'))
  const version = await app.get(`/ro${files.path}/versions/1`, files.officer.headers)
  assert.match(version.body, /O celulă are ghilimele deschise și neînchise/)
})

test('a draft dataset shows its files to nobody, and the public log is told nothing of it', async () => {
  const files = await addDistribution(app, { state: 'draft' })
  await sendFile(app, files, 'date.csv', streets)
  await readWaiting(app.services)
  assert.equal((await publish(files)).statusCode, 303)
  assert.equal((await app.get(`/api/v1/data/tables/${files.distribution}`)).statusCode, 404)
  const { rows: told } = await sql`
    SELECT 1 FROM ledger.entry WHERE convert_from(body, 'UTF8') LIKE ${`%${files.dataset}%`}`.execute(app.services.db)
  assert.equal(told.length, 0)
})

test('while its dataset waits to be published, no file is sent, read otherwise or released, and the pages say so', async () => {
  const files = await addDistribution(app, { state: 'draft' })
  await sendFile(app, files, 'date.csv', streets)
  await readWaiting(app.services)
  await sql`UPDATE open_data.dataset SET state = 'review' WHERE name = ${files.dataset}`.execute(app.services.db)
  assert.equal((await publish(files)).statusCode, 409)
  assert.equal((await sendFile(app, files, 'alte.csv', rows(3))).statusCode, 409)
  const overruled = await app.post(`/ro${files.path}/versions/1/reading`, { headerRows: '1' }, files.officer.headers)
  assert.equal(overruled.statusCode, 409)
  const version = await seen(files)
  assert.deepEqual([version.state, version.may], ['read', { publish: false, overrule: false }])
  for (const page of [files.path, `${files.path}/versions/1`]) {
    const { body } = await app.get(`/ro${page}`, files.officer.headers)
    assert.match(body, /Așteaptă publicarea/)
    assert.doesNotMatch(body, new RegExp(`<form[^>]*${files.path}`))
    assert.doesNotMatch(body, /\/address"/, 'no way to where nothing can be done')
  }
})

test('who publishes what waits sees its data: the tables in the preview, the version and its report, and changes nothing', async () => {
  const radu = await signedIn(app, {
    name: 'Radu Mocanu',
    email: 'radu@example.md',
    roles: [{ name: 'administrator' }],
  })
  const files = await addDistribution(app, { state: 'draft' })
  await sendFile(app, files, 'date.csv', streets)
  await readWaiting(app.services)
  await publish(files)
  const version = `${files.path}/versions/1`
  const report = `${version}/rejects/${files.distribution}`
  const statuses = (by = radu) =>
    Promise.all(
      [version, report, `${report}/report.csv`].map(
        async (path) => (await app.get(`/ro${path}`, by.headers)).statusCode,
      ),
    )
  assert.deepEqual(await statuses(), [403, 403, 403], 'a draft is nobody else’s business')
  await sql`UPDATE open_data.dataset SET state = 'review' WHERE name = ${files.dataset}`.execute(app.services.db)
  assert.deepEqual(await statuses(), [200, 200, 200])
  const maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  assert.deepEqual(await statuses(maria), [403, 403, 403])
  const desk = `/work/data-to-publish/${files.dataset}`
  const { preview } = (await app.get(`/api/v1${desk}`, radu.headers)).json()
  assert.deepEqual(preview.files[0].tables, [{ id: files.distribution, sheet: '', rows: 2, columns: 4 }])
  assert.match((await app.get(`/ro${desk}`, radu.headers)).body, new RegExp(`href="/ro${version}"`))
  assert.match((await app.get(`/ro${version}`, radu.headers)).body, new RegExp(`href="/ro${desk}"`))
  assert.equal((await app.get(`/ro/data/tables/${files.distribution}`, radu.headers)).statusCode, 404)
  for (const [path, fields] of [
    ['publication', { noPersonalData: 'yes', readAt: '2026-11-24T08:00:00.000Z' }],
    ['reading', {}],
  ] as const)
    assert.equal((await app.post(`/ro${version}/${path}`, fields, radu.headers)).statusCode, 403)
})

test('a dataset that is not public by its access is described, not given', async () => {
  const files = await addPublicTable(app, 'coloanatainica;suma\n1;2\n3;4\n')
  const found = async () => (await app.get('/api/v1/data?q=coloanatainica')).json().total
  const told = async () =>
    (
      await sql`SELECT 1 FROM ledger.entry WHERE kind = 'open-data.data-version' AND convert_from(body, 'UTF8') LIKE ${`%${files.dataset}%`}`.execute(
        app.services.db,
      )
    ).rows.length
  const describe = (accessRights: string) =>
    app.post(
      `/ro/work/data/${files.dataset}/description`,
      { titleRo: 'Date de încercare', descriptionRo: 'Ce conțin datele.', licence: 'CC_BY_4_0', accessRights },
      files.officer.headers,
    )
  assert.deepEqual([await found(), await told()], [1, 1])
  for (const accessRights of ['RESTRICTED', 'NON_PUBLIC']) {
    assert.equal((await describe(accessRights)).statusCode, 303)
    for (const path of [
      `/ro/data/tables/${files.distribution}`,
      `/data/tables/${files.distribution}.csv`,
      `/data/tables/${files.distribution}/original`,
    ])
      assert.equal((await app.get(path)).statusCode, 404, path)
    assert.equal(await found(), 0)
    const [file] = (await app.get(`/api/v1/data/${files.dataset}`)).json().files
    assert.deepEqual([file.published, file.tables], [false, []])
    assert.match((await app.get(`/ro/data/${files.dataset}`)).body, /Fișierul nu se dă tuturor/)
  }
  await sendFile(app, files, 'date.csv', streets)
  await readWaiting(app.services)
  assert.equal((await publish(files, 2)).statusCode, 409)
  assert.equal((await seen(files, 2)).may.publish, false)
  assert.match(
    (await app.get(`/ro${files.path}/versions/2`, files.officer.headers)).body,
    /fișierele lui nu se publică/,
  )
  assert.equal((await describe('PUBLIC')).statusCode, 303)
  assert.equal((await app.get(`/ro/data/tables/${files.distribution}`)).statusCode, 200)
  assert.deepEqual([await found(), await told()], [1, 2], 'what everybody gets again is told again')
})

test('the same bytes sent twice are one version, and what was said of reading holds for the next file', async () => {
  const files = await addDistribution(app)
  for (const _ of [1, 2]) {
    const { headers } = await sendFile(app, files, 'date.csv', streets)
    assert.equal(headers.location, `/ro${files.path}/versions/1`)
  }
  await readWaiting(app.services)
  await app.post(`/ro${files.path}/versions/1/reading`, { types: 'lungime=string' }, files.officer.headers)
  await readWaiting(app.services)
  await sendFile(app, files, 'date.csv', streets.replace('Ismail', 'Cahul'))
  await readWaiting(app.services)
  assert.equal((await seen(files, 2)).tables[0].columns[2].type, 'string')
})

test('a file that takes its reader down becomes a version that says why, and the portal answers meanwhile', async () => {
  const bounds = { seconds: 600, heapMb: 512, engineMb: 256, wholeMb: 2_000 }
  const large = rows(400_000)
  for (const [limits, why] of [
    [{ ...bounds, seconds: 0.3 }, /ține mai mult/],
    [{ ...bounds, wholeMb: 50 }, /mai multă memorie/],
    [{ ...bounds, heapMb: 8 }, /mai multă memorie/],
  ] as const) {
    const files = await addDistribution(app)
    await sendFile(app, files, 'mare.csv', large)
    const reading = readWaiting(app.services, undefined, limits)
    assert.equal((await app.get('/ro')).statusCode, 200)
    await reading
    const version = await seen(files)
    assert.equal(version.state, 'failed', JSON.stringify(version.failure))
    assert.match(version.failure, why)
    const page = await app.get(`/ru${files.path}/versions/1`, files.officer.headers)
    assert.match(page.body, /разрешено/)
    // The same bytes again are another try.
    const { headers } = await sendFile(app, files, 'mare.csv', large)
    assert.equal(headers.location, `/ro${files.path}/versions/2`)
    await sql`DELETE FROM open_data.version WHERE distribution_id = ${files.distribution} AND seq = 2`.execute(
      app.services.db,
    )
  }
  // What came with a form is removed once its answer is on its way.
  for (let tries = 0; inFolders().length > 0 && tries < 50; tries += 1) await sleep(100)
  assert.deepEqual(inFolders(), [], 'nothing is left behind')
})

test('what is no table is told so', async () => {
  const files = await addDistribution(app)
  for (const [name, bytes] of [
    ['poza.csv', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')],
    ['gol.csv', Buffer.from('\n\n\n')],
  ] as const) {
    const { headers } = await sendFile(app, files, name, bytes)
    await readWaiting(app.services)
    const version = await seen(files, Number(String(headers.location).split('/').at(-1)))
    assert.equal(version.state, 'failed', name)
    assert.ok(version.failure.length > 10, version.failure)
  }
})

test('a worker that stops or dies in the middle gives the file back, and another one ends the same', async () => {
  const whole = await addDistribution(app)
  await sendFile(app, whole, 'date.csv', rows(200_000))
  await readWaiting(app.services)
  const parquet = async ({ distribution }: TestFiles) => {
    const { rows: found } = await sql<{ sha256: string; rows: number }>`
      SELECT sha256, rows FROM open_data.table_version WHERE table_id = ${distribution}`.execute(app.services.db)
    return found
  }
  const [expected] = await parquet(whole)

  const files = await addDistribution(app)
  await sendFile(app, files, 'date.csv', rows(200_000))
  const stopping = new AbortController()
  const stopped = readWaiting(app.services, stopping.signal)
  setTimeout(() => stopping.abort(), 150)
  await stopped
  assert.equal((await seen(files)).state, 'waiting')
  assert.deepEqual(await parquet(files), [])

  // As if the worker had been killed: nobody took the version back.
  await sql`UPDATE open_data.version SET state = 'reading', run_id = gen_random_uuid(), heard_at = ${app.clock.now()}
    WHERE distribution_id = ${files.distribution}`.execute(app.services.db)
  await readWaiting(app.services)
  assert.equal((await seen(files)).state, 'reading', 'whoever was heard just now is not disturbed')
  app.clock.advance(120)
  await readForsaken(app.services)
  const { rows: jobs } =
    await sql`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'open-data.read-files'`.execute(
      app.services.db,
    )
  assert.ok(jobs.length > 0)
  await readWaiting(app.services)
  assert.equal((await seen(files)).state, 'read')
  assert.deepEqual(await parquet(files), [expected])
  assert.deepEqual(inFolders(), [])
})

test('who may not send is told so before anything lands on the disk', async () => {
  const files = await addDistribution(app)
  const other = await addDistribution(app, { authority: 'primaria-balti' })
  const maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  for (const [officer, status] of [
    [other.officer, 403],
    [maria, 403],
    [{ headers: { cookie: '' } }, 303],
  ] as const) {
    const reply = await sendFile(app, { path: files.path, officer: officer as never }, 'date.csv', streets)
    assert.equal(reply.statusCode, status)
  }
  const outside = await addDistribution(app, { url: 'https://date.example/1.csv' })
  assert.equal((await sendFile(app, outside, 'date.csv', streets)).statusCode, 409)
  assert.deepEqual(inFolders(), [])
  const { rows: versions } = await sql`
    SELECT 1 FROM open_data.version WHERE distribution_id IN (${files.distribution}, ${outside.distribution})`.execute(
    app.services.db,
  )
  assert.equal(versions.length, 0)
})

/** Folders of files on their way in. */
function inFolders(): string[] {
  const place = path.join(app.deps.config.dataDir, 'files/coming')
  try {
    return readdirSync(place)
  } catch {
    return []
  }
}
