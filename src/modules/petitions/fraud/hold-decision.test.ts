import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { openPetition } from '#test/signatures.ts'
import { holdDecision } from './hold-decision.ts'
import { heldOverDomain, heldOverSource, holdDays } from './settings.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

/** How long a batch that has its first hold waits for the other one to have another. */
const MEETING_MS = 500

test('two batches that meet on two holds wait for each other in a row, not in a circle', async () => {
  const number = await openPetition(app, 'Două rețineri')
  const { rows } = await sql<{ id: string }>`SELECT id FROM petitions.petition WHERE number = ${number}`.execute(
    app.services.db,
  )
  const petitionId = String(rows[0]?.id)
  const sources = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  let opened = 0
  const settings = Object.assign(Object.create(app.services.settings), {
    async valueOn(definition: unknown, day: string) {
      if (definition === heldOverSource || definition === heldOverDomain) return 0
      // Asked when a hold has been opened. In a circle both batches get here, each with its own.
      if (definition === holdDays && ++opened === 1) await setTimeout(MEETING_MS)
      return app.services.settings.valueOn(definition as never, day)
    },
  })
  const batch = (hashes: Buffer[]) =>
    transact(app.services.db, (tx) =>
      holdDecision(
        { ...app.services, settings, tx, now: app.clock.now() },
        hashes.map((sourceHash) => ({ petitionId, id: randomUUID(), level: 'email', sourceHash })),
      ),
    )
  const [one, other] = await Promise.all([batch(sources), batch(sources.toReversed())])
  assert.deepEqual([one.size, other.size], [2, 2])
  const { rows: holds } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM petitions.hold WHERE petition_id = ${petitionId}`.execute(app.services.db)
  assert.equal(holds[0]?.n, 2, 'one a source')
})
