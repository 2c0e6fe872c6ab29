import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, publishTable } from '#test/tables.ts'
import { columnFigures } from './column-figures.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('numbers that are farther apart than a number can say have figures, and no steps', async () => {
  const table = await publishTable(app, 'departe', [columnOf('nr', 'number')], [['-1e308'], ['1e308'], ['0']])
  const { filled, min, max, histogram } = await columnFigures(app.services.tables, table, 'nr')
  assert.deepEqual([filled, min, max, histogram], [3, -1e308, 1e308, []])
})
