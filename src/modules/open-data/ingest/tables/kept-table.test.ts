import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type TestApp, testApp } from '#test/app.ts'
import { addPublicTable, publishVersion, sendFile } from '#test/data-files.ts'
import { readWaiting } from '../read-waiting.ts'

const PROMISED_MS = 5_000

let app: TestApp
before(async () => {
  app = await testApp({ publicSeconds: 2 })
})
after(() => app.close())

test('a copy of a table is kept until another version is published, and not longer', async () => {
  const files = await addPublicTable(app, 'oraș;locuitori\nBălți;100\nCahul;40\n')
  const read = async () => (await app.get(`/ro/data/tables/${files.distribution}`)).body
  assert.match(await read(), /Cahul/)
  await sendFile(app, files, 'date.csv', 'oraș;locuitori\nBălți;100\nOrhei;30\n')
  await readWaiting(app.services)
  await sleep(2_500)
  assert.match(await read(), /Cahul/, 'what is not published is seen by nobody')
  await publishVersion(app, files, 2)
  const begun = performance.now()
  while (!/Orhei/.test(await read())) {
    assert.ok(performance.now() - begun < PROMISED_MS, 'the page still shows what was before')
    await sleep(100)
  }
})
