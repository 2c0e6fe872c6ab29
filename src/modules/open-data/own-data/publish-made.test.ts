import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { readWaiting } from '../ingest/read-waiting.ts'
import { makeOwn } from './make-own.ts'
import { publishMade } from './publish-made.ts'
import { readToPublish } from './store.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app?.close())

test('a dataset of the platform that cannot be published holds up no other, and is tried again', async () => {
  const { db } = app.services
  await makeOwn(app.services)
  await readWaiting(app.services)
  const [first, ...others] = await readToPublish(db)
  assert.ok(first && others.length > 0)
  const stuck = sql.lit(first.dataset)
  await sql`ALTER TABLE open_data.dataset ADD CONSTRAINT breaks CHECK (name <> ${stuck} OR state <> 'published')`.execute(
    db,
  )
  await publishMade(app.services)
  assert.deepEqual(await readToPublish(db), [first])
  await sql`ALTER TABLE open_data.dataset DROP CONSTRAINT breaks`.execute(db)
  await publishMade(app.services)
  assert.deepEqual(await readToPublish(db), [])
})
