import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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
