import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { ckanClient, officerWithToken } from '#test/ckan-client.ts'
import { readWaiting } from '../../ingest/read-waiting.ts'
import { publishRead } from '../write/publish-read.ts'
import { buildFiles } from './build-files.ts'

let app: TestApp
let client: ReturnType<typeof ckanClient>
let anybody: ReturnType<typeof ckanClient>
before(async () => {
  app = await testApp()
  anybody = ckanClient(app)
  const scopes = ['open-data:write', 'open-data:publish']
  client = ckanClient(
    app,
    (await officerWithToken(app, { authority: 'primaria-balti', email: 'o@balti.example.md', scopes })).token,
  )
  await client.call('package_create', { name: 'senzori', title: 'Senzori', notes: 'Măsurări', license_id: 'CC0' })
})
after(() => app?.close())

/** As the timers do, some seconds after the last rows. */
async function later(): Promise<void> {
  app.clock.advance(11)
  await buildFiles(app.services)
  await readWaiting(app.services)
  await publishRead(app.services)
}

test('rows that a program sends become versions of a table, once they have stopped coming', async () => {
  const { resource_id: id } = await client.call('datastore_create', {
    resource: { package_id: 'senzori', name: 'Măsurări pe ore' },
    fields: [
      { id: 'cod', type: 'text' },
      { id: 'ora', type: 'timestamp' },
      { id: 'valoare', type: 'numeric' },
    ],
    primary_key: ['cod'],
    records: [{ cod: '007', ora: '2026-11-25T08:00:00', valoare: 1.5 }],
  })
  await client.call('datastore_upsert', {
    resource_id: id,
    records: [
      { cod: '008', valoare: 2 },
      { cod: '007', valoare: 3 },
    ],
  })
  await buildFiles(app.services)
  assert.equal((await client.call('resource_show', { id })).version, undefined, 'not while they come')
  await later()
  const { records, fields } = await anybody.call('datastore_search', { resource_id: id, sort: 'cod' })
  assert.deepEqual(records, [
    { _id: 1, cod: '007', ora: '2026-11-25T08:00:00', valoare: 3 },
    { _id: 2, cod: '008', ora: null, valoare: 2 },
  ])
  assert.deepEqual(fields.map(({ type }: { type: string }) => type).slice(1, 3), ['text', 'timestamp'])

  await client.call('datastore_records_delete', { resource_id: id, filters: { cod: ['007', '999'] } })
  await client.call('datastore_upsert', {
    resource_id: id,
    method: 'update',
    records: [{ cod: '008', ora: '2026-11-25T09:00:00' }],
  })
  await later()
  assert.deepEqual((await anybody.call('datastore_search', { resource_id: id, fields: 'cod,ora' })).records, [
    { cod: '008', ora: '2026-11-25T09:00:00' },
  ])
  await later()
  assert.equal((await client.call('resource_show', { id })).version.seq, 2, 'without new rows no new version')
  await client.call('datastore_delete', { resource_id: id })
  assert.equal((await client.refusal('datastore_upsert', { resource_id: id, records: [] })).__type, 'Not Found Error')
})

test('rows that do not fit are refused whole, and nobody else sends any', async () => {
  const { resource_id } = await client.call('datastore_create', {
    resource: { package_id: 'senzori' },
    records: [{ a: 1, b: 'x' }],
    primary_key: 'a',
  })
  const wrong = async (action: string, input: Record<string, unknown>) => {
    const error = await client.refusal(action, { resource_id, ...input })
    assert.equal(error.__type, 'Validation Error')
    return Object.keys(error).find((key) => key !== '__type')
  }
  assert.equal(await wrong('datastore_upsert', { records: [{ a: 2 }, { a: 3, c: 1 }] }), 'records')
  assert.equal(await wrong('datastore_upsert', { records: [{ a: 2 }, { a: 2 }] }), 'records')
  assert.equal(await wrong('datastore_upsert', { records: [{ b: 'y' }] }), 'key')
  assert.equal(await wrong('datastore_upsert', { records: [{ a: 'x'.repeat(3_000) }] }), 'key')
  assert.equal(await wrong('datastore_upsert', { records: [{ a: 2, b: 'half \ud83d' }] }), 'records')
  assert.equal(await wrong('datastore_create', { fields: [{ id: 'nul\0' }] }), 'fields')
  assert.equal(await wrong('datastore_upsert', { method: 'insert', records: [{ a: 2 }, { a: 1 }] }), 'records')
  assert.equal(await wrong('datastore_upsert', { method: 'update', records: [{ a: 9 }] }), 'key')
  assert.equal(await wrong('datastore_upsert', { method: 'replace' }), 'method')
  assert.equal(await wrong('datastore_upsert', { records: 'x' }), 'records')
  assert.equal(await wrong('datastore_create', { fields: [{ id: '_own' }] }), 'fields')
  assert.equal(await wrong('datastore_create', { fields: [{ id: 'a"b' }] }), 'fields')
  assert.equal(await wrong('datastore_create', { primary_key: ['z'] }), 'primary_key')
  assert.equal(await wrong('datastore_records_delete', { filters: { z: 1 } }), 'filters')
  assert.equal(await wrong('datastore_records_delete', {}), 'filters')
  await client.call('datastore_upsert', { resource_id, records: [{ a: 5 }], dry_run: true })
  await later()
  assert.equal((await anybody.call('datastore_search', { resource_id })).total, 1)
  const other = await officerWithToken(app, {
    authority: 'primaria-orhei',
    email: 'o@orhei.example.md',
    scopes: ['open-data:write'],
  })
  for (const one of [anybody, ckanClient(app, other.token)])
    for (const action of ['datastore_create', 'datastore_upsert', 'datastore_delete', 'datastore_records_delete'])
      assert.equal(
        (await one.refusal(action, { resource_id, records: [{ a: 1 }], filters: {} })).__type,
        'Authorization Error',
      )
})

test('a file that was sent is replaced by rows only when that is said', async () => {
  const made = await client.call(
    'resource_create',
    { package_id: 'senzori', name: 'Fișier' },
    { name: 'a.csv', content: 'a,b\n1,2\n' },
  )
  const input = { resource_id: made.id, records: [{ a: 5, b: 6 }] }
  assert.ok((await client.refusal('datastore_create', input))['read-only'])
  await client.call('datastore_create', { ...input, force: true })
  await later()
  assert.deepEqual((await anybody.call('datastore_search', { resource_id: made.id })).records, [{ _id: 1, a: 5, b: 6 }])
})

async function newTable(records: Record<string, unknown>[], fields?: Record<string, string>[]): Promise<string> {
  const made = await client.call('datastore_create', { resource: { package_id: 'senzori' }, records, fields })
  return made.resource_id
}

/** Services whose store does something else before it keeps a file. */
function whenKept(act: () => Promise<void>) {
  const { files } = app.services
  const putFile = async (place: string) => {
    await act()
    return files.putFile(place)
  }
  return {
    ...app.services,
    files: { newFolder: () => files.newFolder(), has: (hash: string) => files.has(hash), putFile } as never,
  }
}

test('rows that are taken down while they are written to a file are not sent', async () => {
  const id = await newTable([{ a: 1 }])
  app.clock.advance(11)
  await buildFiles(
    whenKept(async () => {
      await sql`DELETE FROM open_data.pushed_table WHERE distribution_id = ${id}`.execute(app.services.db)
      app.clock.advance(1)
      await client.call('datastore_create', { resource_id: id, records: [{ a: 2 }] })
    }),
  )
  assert.equal((await client.call('resource_show', { id })).version, undefined)
  await later()
  assert.deepEqual((await anybody.call('datastore_search', { resource_id: id })).records, [{ _id: 1, a: 2 }])
})

test('a table of which no file can be made holds up no other one, and is tried again', async () => {
  const ids = [await newTable([{ a: 1 }]), await newTable([{ a: 1 }])]
  app.clock.advance(11)
  let times = 0
  await buildFiles(
    whenKept(async () => {
      times += 1
      if (times === 1) throw new Error('disk')
    }),
  )
  const made = async () => {
    const all = await Promise.all(ids.map((id) => client.call('resource_show', { id })))
    return all.filter(({ version }) => version !== undefined).length
  }
  assert.equal(await made(), 1)
  await later()
  assert.equal(await made(), 2)
})

test('tables that fail for ever leave room for the others', async () => {
  const ids: string[] = []
  for (let at = 0; at < 20; at++) ids.push(await newTable([{ a: at }]))
  app.clock.advance(1)
  const last = await newTable([{ a: 'last' }])
  app.clock.advance(11)
  const full = whenKept(async () => {
    throw new Error('disk')
  })
  await buildFiles(full)
  assert.equal((await client.call('resource_show', { id: last })).version, undefined)
  await later()
  assert.equal((await client.call('resource_show', { id: last })).version?.seq, 1)
  await later()
  for (const id of ids) assert.equal((await client.call('resource_show', { id })).version?.seq, 1, 'tried again')
})

test('a column that a program calls a text no more is what its rows are, also the same rows', async () => {
  const id = await newTable([{ cod: '7' }], [{ id: 'cod', type: 'text' }])
  const types = async () => {
    await later()
    const { rows } = await sql<{ type: string }>`
      SELECT t.columns->0->>'type' AS type FROM open_data.version v JOIN open_data.table_version t ON t.version_id = v.id
      WHERE v.distribution_id = ${id} ORDER BY v.seq`.execute(app.services.db)
    return rows.map(({ type }) => type)
  }
  assert.deepEqual(await types(), ['string'])
  await client.call('datastore_create', { resource_id: id, fields: [{ id: 'cod', type: 'integer' }] })
  assert.deepEqual(await types(), ['string', 'integer'])
  const { seq, refusal } = (await client.call('resource_show', { id })).version
  assert.deepEqual([seq, typeof refusal], [2, 'string'], 'that a column holds something else now an officer looks at')
})

test('rows that never stop coming become a file all the same', async () => {
  const id = await newTable([{ a: 1 }])
  for (const a of [2, 3]) {
    app.clock.advance(301)
    await client.call('datastore_upsert', { resource_id: id, method: 'insert', records: [{ a }] })
  }
  await buildFiles(app.services)
  assert.equal((await client.call('resource_show', { id })).version?.seq, 1)
})

test('what an officer said of columns holds for the next rows', async () => {
  const fields = [
    { id: 'cod', type: 'text' },
    { id: 'nume', type: 'text' },
  ]
  const id = await newTable([{ cod: '007', nume: '1' }], fields)
  await later()
  const said = { columns: { cod: { type: 'integer' } } }
  await sql`UPDATE open_data.version SET overrides = ${JSON.stringify(said)}::jsonb WHERE distribution_id = ${id}`.execute(
    app.services.db,
  )
  await client.call('datastore_upsert', { resource_id: id, method: 'insert', records: [{ cod: '8', nume: '2' }] })
  await later()
  const { rows } = await sql<{ overrides: unknown }>`
    SELECT overrides FROM open_data.version WHERE distribution_id = ${id} AND seq = 2`.execute(app.services.db)
  assert.deepEqual(rows[0]?.overrides, {
    columns: { cod: { type: 'integer' }, nume: { type: 'string', by: 'program' } },
  })
})
