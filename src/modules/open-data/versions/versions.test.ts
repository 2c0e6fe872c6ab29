import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { SaxesParser } from 'saxes'
import { type TestApp, testApp } from '#test/app.ts'
import { addDistribution, addPublicTable, publishVersion, sendFile, type TestFiles } from '#test/data-files.ts'
import { addDataset } from '#test/datasets.ts'
import { readWaiting } from '../ingest/read-waiting.ts'
import { countChanges } from './count-changes.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const first = 'oraș;locuitori;primar\nBălți;100;Ion\nCahul;40;Ana\nSoroca;30;Vasile\n'
/** Cahul is gone, Orhei came, Bălți grew, and the mayor has a column no more. */
const second = 'oraș;locuitori;cod\nBălți;110;01\nSoroca;30;02\nOrhei;30;03\n'

async function withVersions(...contents: string[]): Promise<TestFiles> {
  const [one = '', ...more] = contents
  const files = await addPublicTable(app, one)
  for (const [at, content] of more.entries()) {
    await sendFile(app, files, 'date.csv', content)
    await readWaiting(app.services)
    const reply = await publishVersion(app, files, at + 2)
    assert.equal(reply.statusCode, 303, reply.body)
  }
  return files
}
const changes = async ({ distribution }: TestFiles, query = '') =>
  (await app.get(`/api/v1/data/tables/${distribution}/changes${query}`)).json()

test('each version is read, downloaded and asked at its own address', async () => {
  const { distribution: id } = await withVersions(first, second)
  const old = (await app.get(`/api/v1/data/tables/${id}?version=1&filter=locuitori:lt:100`)).json()
  assert.deepEqual([old.version.seq, old.version.isCurrent, old.current, old.total], [1, false, 2, 2])
  assert.match((await app.get(`/data/tables/${id}.csv?version=1`)).body, /Cahul/)
  assert.doesNotMatch((await app.get(`/data/tables/${id}.csv`)).body, /Cahul/)
  assert.equal((await app.get(`/data/tables/${id}/original?version=1`)).body, first)
  for (const lang of ['ro', 'ru', 'en']) {
    const page = await app.get(`/${lang}/data/tables/${id}?version=1`)
    assert.match(page.body, /Cahul/)
    assert.match(page.body, new RegExp(`href="/${lang}/data/tables/${id}"`), 'it leads to the newest')
    assert.match(page.body, /<input type="hidden" name="version" value="1"/)
    assert.match(page.body, /noindex/)
    assert.match(page.body, new RegExp(`/data/tables/${id}\\.xlsx\\?version=1`))
  }
  for (const wrong of ['3', '0', '-1', 'x', '99999999999'])
    assert.notEqual((await app.get(`/ro/data/tables/${id}?version=${wrong}`)).statusCode, 200, wrong)
  assert.equal((await app.get(`/data/tables/${id}.csv?version=3`)).statusCode, 404)

  const ckan = (query: string) => app.get(`/api/3/action/datastore_search?resource_id=${id}${query}`)
  assert.equal((await ckan('&version=1&q=cahul')).json().result.total, 1)
  assert.equal((await ckan('&q=cahul')).json().result.total, 0)
  assert.match((await ckan('&version=1&limit=1')).json().result._links.next, /version=1/)
  for (const wrong of ['3', '99999999999', '9'.repeat(30)])
    assert.ok([404, 409].includes((await ckan(`&version=${wrong}`)).statusCode), wrong)
  assert.match((await app.get(`/datastore/dump/${id}?version=1`)).body, /Cahul/)
})

test('what nobody published has no address, and neither has a version of what is not public any more', async () => {
  const files = await addPublicTable(app, first)
  await sendFile(app, files, 'date.csv', second)
  await readWaiting(app.services)
  assert.equal((await app.get(`/api/v1/data/tables/${files.distribution}?version=2`)).statusCode, 404)
  assert.equal((await changes(files, '?from=1&to=2')).status, 404)
  const list = (await app.get(`/api/v1/data/${files.dataset}/files/${files.distribution}/versions`)).json()
  assert.deepEqual(
    list.items.map(({ seq }: { seq: number }) => seq),
    [1],
  )
})

test('rows are known by a column that never repeats; what changed is told by cell, row and column', async () => {
  const files = await withVersions(first, second)
  const said = await changes(files)
  assert.deepEqual([said.from, said.to, said.kind], [1, 2, 'changed'])
  assert.deepEqual(said.key, { columns: [{ name: 'oras', title: 'oraș' }], how: 'found', notUnique: false })
  assert.deepEqual(said.rows, { changed: 1, added: 1, removed: 1, before: 3, after: 3 })
  assert.deepEqual(said.columns.changes, {
    added: ['cod'],
    removed: ['primar'],
    retyped: [],
    otherUnit: [],
    moved: false,
  })
  assert.deepEqual(said.items, [
    {
      row: { before: 1, after: 1 },
      before: ['Bălți', 100, 'Ion'],
      after: ['Bălți', 110, '01'],
      changed: ['locuitori'],
    },
  ])
  const removed = await changes(files, '?kind=removed')
  assert.deepEqual(
    removed.items.map((item: { before: unknown; after: unknown }) => [item.before, item.after]),
    [[['Cahul', 40, 'Ana'], null]],
  )
  const back = await changes(files, '?from=2&to=1&kind=added')
  assert.deepEqual(back.items[0].after, ['Cahul', 40, 'Ana'])
  for (const lang of ['ro', 'ru', 'en'])
    for (const kind of ['changed', 'added', 'removed']) {
      const page = await app.get(`/${lang}/data/tables/${files.distribution}/changes?kind=${kind}`)
      assert.equal(page.statusCode, 200)
      if (kind === 'changed')
        assert.match(page.body, /<del><span[^>]*>[^<]+<\/span>100<\/del> <ins><span[^>]*>[^<]+<\/span>110<\/ins>/)
    }
})

test('all differences are downloaded as CSV and NDJSON', async () => {
  const { distribution: id } = await withVersions(first, second)
  const csv = await app.get(`/data/tables/${id}/changes.csv?from=1&to=2`)
  assert.deepEqual(csv.body.split(/\r?\n/), [
    '_change,_before,_after,_changed,oras,locuitori,cod,_before_primar,_before_locuitori',
    'added,,3,,Orhei,30,03,,',
    'changed,1,1,locuitori,Bălți,110,01,Ion,100',
    'removed,2,,,Cahul,40,,Ana,',
    '',
  ])
  const lines = (await app.get(`/data/tables/${id}/changes.ndjson`)).body.trim().split('\n')
  assert.deepEqual(JSON.parse(lines[1] as string), {
    change: 'changed',
    row: { before: 1, after: 1 },
    changed: ['locuitori'],
    before: { oras: 'Bălți', locuitori: 100, primar: 'Ion' },
    after: { oras: 'Bălți', locuitori: 110, cod: '01' },
  })
})

test('the versions of a file are listed with what each changed, counted by a job', async () => {
  const files = await withVersions(first, second, first)
  await countChanges(app.services)
  await countChanges(app.services)
  const path = `/data/${files.dataset}/files/${files.distribution}/versions`
  const { items, next } = (await app.get(`/api/v1${path}`)).json()
  assert.equal(next, null)
  assert.deepEqual(
    items.map(({ seq, isCurrent, tables }: any) => [seq, isCurrent, tables[0].rows, tables[0].since?.rows ?? null]),
    [
      [3, true, 3, { changed: 1, added: 1, removed: 1 }],
      [2, false, 3, { changed: 1, added: 1, removed: 1 }],
      [1, false, 3, null],
    ],
  )
  assert.match(items[0].sha256, /^[0-9a-f]{64}$/)
  for (const lang of ['ro', 'ru', 'en']) assert.equal((await app.get(`/${lang}${path}`)).statusCode, 200)
  assert.deepEqual(
    (await app.get(`/api/v1${path}?below=3`)).json().items.map(({ seq }: { seq: number }) => seq),
    [2, 1],
  )
})

test('a version whose file was lost does not keep the others from being counted', async () => {
  const counted = await withVersions('a;b\n1;2\n', 'a;b\n1;3\n')
  const lost = await withVersions('c;d\n1;2\n3;4\n', 'c;d\n1;2\n3;5\n')
  const { rows } = await sql<{ sha256: string }>`
    SELECT t.sha256 FROM open_data.table_version t JOIN open_data.version v ON v.id = t.version_id
    WHERE v.distribution_id = ${lost.distribution}`.execute(app.services.db)
  const hashes = rows.map(({ sha256 }) => sha256)
  await app.services.tables.forget(hashes)
  for (const hash of hashes) await app.services.files.remove(hash)
  await countChanges(app.services)
  const kept = async ({ distribution }: TestFiles) =>
    (
      await sql<{ added: number | null }>`
        SELECT c.added FROM open_data.version_change c JOIN open_data.version v ON v.id = c.version_id
        WHERE v.distribution_id = ${distribution}`.execute(app.services.db)
    ).rows.map(({ added }) => added !== null)
  assert.deepEqual([await kept(counted), await kept(lost)], [[true], [false]])
})

test('a version that loses columns is published only by who says that this was seen', async () => {
  const files = await withVersions(first)
  await sendFile(app, files, 'date.csv', second)
  await readWaiting(app.services)
  const path = `${files.path}/versions/2`
  const { readAt, drift } = (await app.get(`/api/v1${path}`, files.officer.headers)).json()
  assert.equal(drift.mustBeSeen, true)
  assert.deepEqual(drift.tables[0].columns, {
    added: ['cod'],
    removed: ['primar'],
    retyped: [],
    otherUnit: [],
    moved: false,
  })
  for (const lang of ['ro', 'ru', 'en'])
    assert.match((await app.get(`/${lang}${path}`, files.officer.headers)).body, /name="driftSeen"/)
  const publish = (more: object) =>
    app.post(`/ro${path}/publication`, { noPersonalData: 'yes', readAt, ...more }, files.officer.headers)
  const refused = await publish({})
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /driftSeen-error"/, 'said next to the tick')
  assert.match((await app.get(`/ro/data/tables/${files.distribution}`)).body, /Cahul/)
  assert.equal((await publish({ driftSeen: 'yes' })).statusCode, 303)
  assert.doesNotMatch((await app.get(`/ro/data/tables/${files.distribution}`)).body, /Cahul/)
})

test('a column that an overruled type empties is published only by who says that this was seen', async () => {
  const files = await addDistribution(app)
  await sendFile(app, files, 'date.csv', first)
  await readWaiting(app.services)
  const path = `${files.path}/versions/1`
  await app.post(`/ro${path}/reading`, { types: ['primar=integer'] }, files.officer.headers)
  await readWaiting(app.services)
  const { readAt, drift } = (await app.get(`/api/v1${path}`, files.officer.headers)).json()
  assert.deepEqual(drift.tables[0].emptied, ['primar'])
  const refused = await app.post(`/ro${path}/publication`, { noPersonalData: 'yes', readAt }, files.officer.headers)
  assert.equal(refused.statusCode, 422)
  assert.equal((await publishVersion(app, files, 1)).statusCode, 303)
  // Cells that did not fit are as empty as those of the file: for the page, and for programs that trust what is said of a column.
  const { columns, total } = (await app.get(`/api/v1/data/tables/${files.distribution}`)).json()
  assert.equal(columns.find(({ name }: { name: string }) => name === 'primar').missing, total)
  const profile = await app.get(`/api/tabular/resources/${files.distribution}/profile/`)
  assert.deepEqual(profile.json().profile.profile.primar, { nb_missing_values: total })
  const info = (await app.get(`/api/action/datastore_info?id=${files.distribution}`)).json().result
  assert.equal(info.fields.find(({ id }: { id: string }) => id === 'primar').schema.notnull, false)
  const csvw = (await app.get(`/data/tables/${files.distribution}/csv-metadata.json`)).json()
  assert.equal('required' in csvw.tableSchema.columns.find(({ name }: { name: string }) => name === 'primar'), false)
})

test('without a column that tells rows apart whole rows are compared, equal ones by their number', async () => {
  const files = await withVersions('a;b\nx;1\nx;1\ny;2\nx;1\n', 'a;b\nx;1\ny;2\ny;2\n')
  const said = await changes(files)
  assert.deepEqual([said.key.how, said.rows], ['rows', { changed: 0, added: 1, removed: 2, before: 4, after: 3 }])
  assert.deepEqual(said.items[0], { row: { before: null, after: 3 }, before: null, after: ['y', 2], changed: [] })
})

test('two columns together tell rows apart, and a column that counts rows does not', async () => {
  const table = (rows: string[]) => `nr;oraș;an;suma\n${rows.map((row, at) => `${at + 1};${row}`).join('\n')}\n`
  const files = await withVersions(
    table(['Bălți;2024;10', 'Bălți;2025;10', 'Cahul;2024;20', 'Cahul;2025;10']),
    table(['Bălți;2024;10', 'Cahul;2024;20', 'Cahul;2025;99', 'Orhei;2025;10']),
  )
  const said = await changes(files)
  assert.deepEqual(
    said.key.columns.map(({ title }: { title: string }) => title),
    ['oraș', 'an'],
  )
  assert.deepEqual(said.rows, { changed: 2, added: 1, removed: 1, before: 4, after: 4 })
})

test('an officer says by which columns rows are known, unless they repeat', async () => {
  const files = await withVersions('nume;cod\nAna;1\nIon;2\n', 'nume;cod\nIoana;1\nIon;2\n')
  assert.deepEqual((await changes(files)).rows, { changed: 0, added: 1, removed: 1, before: 2, after: 2 })
  const key = (columns: string[], version = 2) =>
    app.post(`/ro${files.path}/versions/${version}/key/${files.distribution}`, { columns }, files.officer.headers)
  assert.equal((await key(['nu'])).statusCode, 422)
  assert.equal((await key(['cod'])).statusCode, 303)
  const said = await changes(files)
  assert.deepEqual([said.key.how, said.rows.changed, said.rows.added], ['declared', 1, 0])
  const schema = (await app.get(`/data/tables/${files.distribution}/schema.json`)).json()
  assert.deepEqual(schema, {
    fields: [
      { name: 'nume', title: 'nume', type: 'string' },
      { name: 'cod', title: 'cod', type: 'integer' },
    ],
    missingValues: [''],
    primaryKey: ['cod'],
  })
  assert.equal((await key([])).statusCode, 303)
  assert.equal((await changes(files)).key.how, 'found')

  const repeats = await withVersions('a;b\nx;1\nx;2\n')
  const path = `/ro${repeats.path}/versions/1/key/${repeats.distribution}`
  const refused = await app.post(path, { columns: ['a'] }, repeats.officer.headers)
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /columns-group-error/)
})

test('a dataset is a package of tables pinned to their versions', async () => {
  const files = await withVersions(first, second)
  const said = (await app.get(`/en/data/${files.dataset}/datapackage.json`)).json()
  assert.equal(said.profile, 'tabular-data-package')
  assert.equal(said.title, 'Trial data')
  const [resource] = said.resources
  assert.equal(resource.path, `http://punte.test/data/tables/${files.distribution}.csv?version=2`)
  assert.deepEqual(
    resource.schema.fields.map(({ name }: { name: string }) => name),
    (await app.get(new URL(resource.path).pathname)).body.split(/\r?\n/)[0]?.split(','),
  )
})

test('versions stand in the public history of their dataset, where they came after it', async () => {
  const { name, id } = await addDataset(app, { name: 'cu-istoric' })
  const files = await withVersions(first, second)
  await sql`UPDATE open_data.distribution SET dataset_id = ${id} WHERE id = ${files.distribution}`.execute(
    app.services.db,
  )
  const { entries } = (await app.get(`/api/v1/data/${name}/history`)).json()
  assert.deepEqual(
    entries
      .flatMap(({ act, version }: { act: string; version: { seq: number } }) =>
        act === 'publish-version' ? [version.seq] : [],
      )
      .toSorted(),
    [1, 2],
  )
  const page = await app.get(`/ru/data/${name}/history`)
  assert.match(page.body, new RegExp(`/ru/data/${name}/files/${files.distribution}/versions`))
})

test('what tells rows apart is found in tables of a thousand rows and more too', async () => {
  const table = (rest: (at: number) => number) => {
    const rows = Array.from({ length: 1_460 }, (_, at) => {
      const day = new Date(Date.UTC(2025, 0, 1 + Math.floor(at / 4))).toISOString().slice(0, 10)
      return `${day};stația ${at % 4};${rest(at)}`
    })
    return `ziua;stația;valoare\n${rows.join('\n')}\n`
  }
  const files = await withVersions(
    table((at) => at % 7),
    table((at) => (at === 500 ? 99 : at % 7)),
  )
  const said = await changes(files)
  assert.deepEqual(
    said.key.columns.map(({ title }: { title: string }) => title),
    ['ziua', 'stația'],
  )
  assert.deepEqual(said.rows, { changed: 1, added: 0, removed: 0, before: 1_460, after: 1_460 })
})

test('a version that was taken down stays in the list, in the history and in the feed, without anything of it', async () => {
  const { name, id } = await addDataset(app, { name: 'cu-retragere' })
  const files = await withVersions('a;b\n1;2\n3;4\n', 'a;b\n1;2\n3;5\n')
  const why = { reason: 'personal-data', text: 'Într-o coloană erau nume.' }
  const reply = await app.post(`/ro${files.path}/versions/1/recall`, why, files.officer.headers)
  assert.equal(reply.statusCode, 303, reply.body)
  const path = `/data/${files.dataset}/files/${files.distribution}/versions`
  const { items } = (await app.get(`/api/v1${path}`)).json()
  assert.deepEqual(
    items.map(({ seq, recalled, tables, fileName }: any) => [seq, recalled?.reason ?? null, tables.length, fileName]),
    [
      [2, null, 1, 'date.csv'],
      [1, 'personal-data', 0, ''],
    ],
  )
  for (const lang of ['ro', 'ru', 'en']) {
    const { body } = await app.get(`/${lang}${path}`)
    assert.match(body, /Într-o coloană erau nume\./)
    assert.match(body, new RegExp(`/${lang}/data/${files.dataset}/corrections`))
    assert.doesNotMatch(body, /\?version=1"/)
  }
  await sql`UPDATE open_data.distribution SET dataset_id = ${id} WHERE id = ${files.distribution}`.execute(
    app.services.db,
  )
  const { entries } = (await app.get(`/api/v1/data/${name}/history`)).json()
  const told = entries.filter(({ version }: any) => version?.seq === 1)
  assert.deepEqual(
    told.map(({ version }: any) => version.recalled),
    [true],
  )
})

test('versions of a dataset are a feed, a recalled one again when it was recalled', async () => {
  const files = await withVersions('a;b\n1;2\n3;6\n', 'a;b\n1;2\n3;7\n')
  const feed = async () => (await app.get(`/en/data/${files.dataset}/versions.atom`)).body
  const ids = async () =>
    [...(await feed()).matchAll(/<id>tag:[^,]+,2026:version-[^<]+-(\d)<\/id>/g)].map(([, seq]) => seq)
  assert.deepEqual(await ids(), ['2', '1'])
  new SaxesParser().write(await feed()).close()
  app.clock.advance(3_600)
  await app.post(
    `/ro${files.path}/versions/1/recall`,
    { reason: 'wrong-data', text: 'Cifrele <b>erau</b> greșite.' },
    files.officer.headers,
  )
  assert.deepEqual(await ids(), ['1', '2'])
  assert.match(await feed(), /<summary[^>]*>Recalled on [^<]*The data was wrong\.<\/summary>/)
  const draft = await addDistribution(app, { state: 'draft' })
  assert.equal((await app.get(`/en/data/${draft.dataset}/versions.atom`)).statusCode, 404)
})
