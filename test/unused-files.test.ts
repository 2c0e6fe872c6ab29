import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { forgetUnusedFiles } from '#kernel/files/forget-unused.ts'
import { type TestApp, testApp } from './app.ts'
import { signedIn } from './people.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('files that no row names go after a day; those of a draft, and the young, stay', async () => {
  const { files, clock, db } = app.services
  const { sha256: used } = await files.put(Buffer.from('of a draft'))
  const { sha256: unused } = await files.put(Buffer.from('of nobody'))
  const person = await signedIn(app, { name: 'Ana Draft', email: 'draft@example.md' })
  await sql`
    WITH draft AS (
      INSERT INTO petitions.draft (id, account_id, answers, writer, created_at, saved_at)
      VALUES (gen_random_uuid(), ${person.accountId}, '{}', 'w', ${clock.now()}, ${clock.now()}) RETURNING id
    )
    INSERT INTO petitions.draft_document (draft_id, id, sha256, name, type, size, description, added_at)
    SELECT id, gen_random_uuid(), ${used}, 'a.pdf', 'application/pdf', 1, 'x', ${clock.now()} FROM draft`.execute(db)
  await sweepAfter(23)
  assert.equal(await files.has(unused), true)
  await sweepAfter(25)
  await sweepAfter(25)
  assert.deepEqual([await files.has(used), await files.has(unused)], [true, false])
})

/** Hours since the youngest file was kept, by the clock of the file system. */
async function sweepAfter(hours: number): Promise<void> {
  let youngest = 0
  for await (const { keptAt } of app.services.files.list()) youngest = Math.max(youngest, keptAt.getTime())
  const now = new Date(youngest + hours * 3_600_000)
  await forgetUnusedFiles({ ...app.services, clock: { now: () => now } })
}
