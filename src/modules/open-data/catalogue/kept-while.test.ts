import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { addDataset } from '#test/datasets.ts'

let app: TestApp
before(async () => {
  app = await testApp({ publicSeconds: 2 })
  await addDataset(app, { name: 'arbori', formats: ['CSV'] })
})
after(() => app.close())

const PROMISED_MS = 5_000
const PAGES = ['/api/v1/data', '/api/v1/data/arbori', '/api/v1/data/arbori/history', '/api/v1/data/institutions']

/** Keeps copies, changes something, and waits as long as is promised for the page to say so. */
async function shows(url: string, change: ReturnType<typeof sql>, says: (body: string) => boolean): Promise<void> {
  const read = async () => (await app.get(url)).body
  assert.ok(!says(await read()), 'not before')
  await change.execute(app.services.db)
  const begun = Date.now()
  while (!says(await read())) {
    assert.ok(Date.now() - begun < PROMISED_MS, `${url} still shows what was before`)
    await sleep(100)
  }
}

test('copies outlive two seconds while nothing changes', async () => {
  await sleep(1_500)
  const first = await Promise.all(PAGES.map(async (url) => (await app.get(url)).body))
  await sleep(2_500)
  await sql`ALTER TABLE open_data.dataset DISABLE TRIGGER USER`.execute(app.services.db)
  await sql`UPDATE open_data.dataset SET licence = 'CC0' WHERE name = 'arbori'`.execute(app.services.db)
  await sql`ALTER TABLE open_data.dataset ENABLE TRIGGER USER`.execute(app.services.db)
  assert.deepEqual(await Promise.all(PAGES.map(async (url) => (await app.get(url)).body)), first)
})

test('every table that a page reads tells the page when it changes', async () => {
  const { db } = app.services
  const { rows } = await sql<{ id: string }>`SELECT id FROM open_data.distribution`.execute(db)
  const id = rows[0]?.id as string
  await shows(
    '/api/v1/data/arbori',
    sql`UPDATE open_data.dataset SET title = '{"ro": "Alt titlu"}' WHERE name = 'arbori'`,
    (body) => body.includes('Alt titlu'),
  )
  await shows('/api/v1/data', sql`UPDATE open_data.distribution SET format = 'PARQUET' WHERE id = ${id}`, (body) =>
    body.includes('PARQUET'),
  )
  await shows(
    '/api/v1/data/arbori/history',
    sql`
      INSERT INTO open_data.dataset_history (dataset_id, seq, at, act, described)
      SELECT dataset_id, 2, ${app.clock.now()}, 'describe', jsonb_set(described, '{licence}', '"ODC_BY"') FROM open_data.dataset_history`,
    (body) => body.includes('ODC-By'),
  )
  await sql`
    INSERT INTO open_data.version (id, distribution_id, seq, file_name, sha256, size, state, created_at, published_at)
    VALUES (${id}, ${id}, 1, 'a.csv', 'a', 1, 'published', ${app.clock.now()}, ${app.clock.now()})`.execute(db)
  await sql`INSERT INTO open_data.data_table (id, distribution_id, sheet, position) VALUES (${id}, ${id}, 'Foaia', 1)`.execute(
    db,
  )
  await shows(
    '/api/v1/data/arbori',
    sql`
      WITH shown AS (UPDATE open_data.distribution SET current_version_id = ${id} WHERE id = ${id})
      INSERT INTO open_data.table_version (version_id, table_id, sheet, position, rows, rejected, columns, sha256, size)
      VALUES (${id}, ${id}, 'Foaia', 1, 7, 0, '[{"name": "specia", "title": "Specia arborelui"}]', 'a', 1)`,
    (body) => body.includes('Foaia'),
  )
  assert.equal((await app.get('/api/v1/data?q=specia')).json().total, 1, 'found by a column')
  await sql`INSERT INTO open_data.inventory SELECT organisation_id FROM open_data.dataset WHERE name = 'arbori'`.execute(
    db,
  )
  await shows(
    '/api/v1/data/institutions/primaria-chisinau/inventory',
    sql`
      INSERT INTO open_data.holding (id, organisation_id, number, title, steward, openness, due_on, created_at, modified_at)
      SELECT ${id}, organisation_id, 1, '{"ro": "Registrul arborilor"}', '{"ro": "Direcția"}', 'open', '2027-01-01', ${app.clock.now()}, ${app.clock.now()}
      FROM open_data.inventory`,
    (body) => body.includes('Registrul arborilor'),
  )
})
