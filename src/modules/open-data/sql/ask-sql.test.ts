import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, publishTable } from '#test/tables.ts'
import type { PublicTable } from '../store.ts'

let app: TestApp
let schools: PublicTable
let towns: PublicTable
before(async () => {
  app = await testApp()
  schools = await publishTable(
    app,
    'scoli',
    [columnOf('oras', 'string'), columnOf('elevi', 'integer'), columnOf('medie', 'number'), columnOf('din', 'date')],
    [
      ['Chișinău', '1200', '8.5', '1990-09-01'],
      ['Bălți', '900', '7.25', '1991-09-01'],
      ['Chișinău', '300', '6', '2001-01-15'],
      ['Orhei', '123456789012345678', '', ''],
    ],
  )
  towns = await publishTable(
    app,
    'orase',
    [columnOf('nume', 'string'), columnOf('locuitori', 'integer')],
    [
      ['Chișinău', '720000'],
      ['Bălți', '120000'],
    ],
  )
})
after(() => app?.close())

async function ask(sql: string, more: Record<string, string> = {}) {
  const reply = await app.get(`/api/v1/data/sql?${new URLSearchParams({ q: sql, ...more })}`)
  return { status: reply.statusCode, ...reply.json() }
}
async function rows(sql: string) {
  const { status, answer, wrong } = await ask(sql)
  assert.equal(status, 200, wrong?.text)
  return answer.items
}
async function fault(sql: string): Promise<string> {
  const { status, wrong } = await ask(sql)
  assert.equal(status, 422, sql)
  return wrong.code.replace('open-data.sql.fault.', '')
}

test('tables are asked by their identifier, by the name of their dataset, and of a version', async () => {
  const expected = [[4]]
  for (const name of [
    schools.id,
    `${schools.id}@1`,
    schools.id.toUpperCase(),
    'scoli',
    'SCOLI',
    'scoli/1',
    'scoli@1',
    'scoli/1@1',
  ])
    assert.deepEqual(await rows(`SELECT count(*) FROM "${name}"`), expected, name)
  assert.deepEqual(await rows('select count(*) from scoli'), expected)
  for (const name of [
    'scoli@2',
    'scoli/2',
    'nimic',
    '00000000-0000-7000-8000-000000000000',
    `${schools.id}@7`,
    'a.csv',
  ])
    assert.equal(await fault(`SELECT * FROM "${name}"`), 'no-table', name)
})

test('an answer has its columns with types, and the tables it was made of', async () => {
  const { answer } = await ask(
    `SELECT s.oras, sum(elevi) AS elevi, avg(medie) AS medie, min(din) AS prima, locuitori > 500000 AS mare, list(elevi ORDER BY elevi) AS toate
     FROM scoli s JOIN "orase" o ON o.nume = s.oras GROUP BY ALL ORDER BY 1`,
  )
  assert.deepEqual(answer.columns, [
    { name: 'oras', type: 'string' },
    { name: 'elevi', type: 'integer' },
    { name: 'medie', type: 'number' },
    { name: 'prima', type: 'date' },
    { name: 'mare', type: 'boolean' },
    { name: 'toate', type: 'json' },
  ])
  assert.deepEqual(answer.items, [
    ['Bălți', 900, 7.25, '1991-09-01', false, '[900]'],
    ['Chișinău', 1500, 7.25, '1990-09-01', true, '[300,1200]'],
  ])
  assert.deepEqual(
    answer.tables.map(({ id, name, seq }: { id: string; name: string; seq: number }) => [id, name, seq]),
    [
      [schools.id, 'scoli', 1],
      [towns.id, 'orase', 1],
    ],
  )
  assert.equal(answer.truncated, false)
})

test('whole numbers keep their digits, and what is no number is nothing', async () => {
  assert.deepEqual(
    await rows('SELECT max(elevi), sum(elevi) * 100000, 0.1::DECIMAL(9,2), 1/0, sqrt(2) > 1 FROM scoli'),
    [['123456789012345678', '12345678901234807800000', 0.1, null, true]],
  )
})
