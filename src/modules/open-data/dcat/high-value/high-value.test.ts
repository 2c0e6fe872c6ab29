import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { addDataset } from '#test/datasets.ts'
import { columnOf, publishTable } from '#test/tables.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app?.close())

const list = async (question = '') => (await app.get(`/api/v1/data/high-value${question}`)).json()

test('what the regulation asks and a dataset lacks is said, of high-value datasets only', async () => {
  assert.match((await app.get('/ro/data/high-value')).body, /Încă nu există/)
  const { db } = app.services
  await publishTable(app, 'tabel', [columnOf('a', 'integer')], [['1']])
  await sql`
    UPDATE open_data.dataset SET high_value = 'c_e1da4e07', contact_email = 'date@example.md', licence = 'CC_BY_4_0' WHERE name = 'tabel'`.execute(
    db,
  )
  await addDataset(app, { name: 'harta', highValue: 'c_ac64a52d', formats: ['PDF'], licence: 'CC_BYNC_4_0' })
  await addDataset(app, {
    name: 'serviciu',
    highValue: 'c_ac64a52d',
    formats: ['WFS_SRVC'],
    contactUrl: 'https://example.md',
  })
  await addDataset(app, { name: 'gol', highValue: 'c_ac64a52d', accessRights: 'RESTRICTED' })
  await addDataset(app, { name: 'oarecare', formats: ['CSV'] })
  const { items, total } = await list()
  assert.equal(total, 4)
  const lacks = Object.fromEntries(items.map((one: { name: string; lacks: string[] }) => [one.name, one.lacks]))
  assert.deepEqual(lacks, {
    tabel: [],
    harta: ['machine-readable', 'licence', 'api', 'contact'],
    serviciu: ['bulk'],
    gol: ['open', 'files', 'machine-readable', 'bulk', 'api', 'contact'],
  })
  await sql`UPDATE open_data.dataset SET contact_email = 'x@example.md' WHERE name = 'harta'`.execute(db)
  assert.ok(!(await list()).items.find((one: { name: string }) => one.name === 'harta').lacks.includes('contact'))
  assert.equal((await app.get('/api/v1/data/high-value?page=2')).statusCode, 404)
  assert.match((await app.get('/ru/data/high-value')).body, /свободная лицензия/)
})
