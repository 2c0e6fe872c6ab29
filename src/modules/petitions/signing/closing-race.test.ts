import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Tx } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { type ModerationDesk, moderationDesk } from '#test/moderation-desk.ts'
import { signedIn } from '#test/people.ts'
import { countOf, maria, openPetition, requestByMail, signByMail } from '#test/signatures.ts'
import { changeState } from '../moderation/change-state.ts'
import { findPetitionRow } from '../store.ts'
import { closePetition } from './close-petitions.ts'
import { holdOpen } from './hold-open.ts'

let app: TestApp
let desk: ModerationDesk
before(async () => {
  app = await testApp()
  desk = await moderationDesk(app)
})
after(() => app.close())

const endings = {
  closing: async (tx: Tx, id: string) => {
    await closePetition(tx, { id, by: 'system', now: app.clock.now(), timeZone: app.services.timeZone })
  },
  'taking down': async (tx: Tx, id: string) => {
    const { number, state, publishedAt } = await petitionOf(tx, id)
    const ctx = { ...app.services, tx, now: app.clock.now() }
    await changeState(ctx, { id, number, state, publishedAt }, 'takeDown', 'moderator')
  },
}

for (const [name, end] of Object.entries(endings))
  test(`what comes while ${name} is being written waits for it, and counts no more`, async () => {
    const number = await openPetition(app, `În clipa: ${name}`)
    const id = await idOf(number)
    const receipt = await signByMail(app, maria, number)
    const late = await requestByMail(app, { ...maria, name: 'Alt Nume', email: 'alt@example.md' }, number)
    const person = await signedIn(app, { name: 'Ion Cont', email: 'ion.cont@example.md' })
    const acts = [
      () => app.post(late, {}),
      () =>
        app.post(
          `/ro/petitions/${number}/my-signature`,
          { name: 'Ion Cont', place: 'md-cu-botanica', consent: 'yes' },
          person.headers,
        ),
      () => app.post(`${receipt}/withdrawal`, {}),
      () =>
        app.post(
          `/ro/petitions/${number}/supporting-organisation`,
          {
            name: 'Asociația',
            idno: '1003600012344',
            representative: 'Ion Cont',
            mandate: 'Decizia 1',
            maySpeak: 'yes',
          },
          person.headers,
        ),
    ]
    const replies = await transact(app.services.db, async (tx) => {
      await end(tx, id)
      const started = acts.map((act) => act())
      await waiting(acts.length)
      return started
    })
    const statuses = (await Promise.all(replies)).map((reply) => reply.statusCode)
    assert.deepEqual(statuses, [410, 409, 409, 409])
    assert.deepEqual(await countOf(app, number), { total: 1, email: 1, strong: 0, signed: 0 })
  })

for (const [name, end] of Object.entries(endings))
  test(`${name} waits for what is being counted`, async () => {
    const id = await idOf(await openPetition(app, `Se numără: ${name}`))
    const ended = await transact(app.services.db, async (tx) => {
      await holdOpen(tx, [id])
      const ending = transact(app.services.db, (other) => end(other, id))
      await waiting(1)
      assert.equal((await petitionOf(tx, id)).state, 'open')
      return { ending }
    })
    await ended.ending
    assert.notEqual((await petitionOf(app.services.db as unknown as Tx, id)).state, 'open')
  })

test('two acts hold a petition at once', async () => {
  const id = await idOf(await openPetition(app, 'Deodată'))
  await transact(app.services.db, async (tx) => {
    await holdOpen(tx, [id])
    await transact(app.services.db, (other) => holdOpen(other, [id]))
  })
})

test('a support confirmed while the petition is being published neither counts twice nor stops it', async () => {
  const { id, item, number } = await desk.waiting()
  const token = 'a'.repeat(22)
  await sql`
    INSERT INTO petitions.text_version (petition_id, version, title, why_markdown, salt, created_at)
    VALUES (${id}, 1, 'x', 'x', '\\x00', ${app.clock.now()}) ON CONFLICT DO NOTHING`.execute(app.services.db)
  await sql`
    INSERT INTO petitions.support_request (token_hash, petition_id, version, name, email, place_key, show_name, wants_news, lang, requested_at, expires_at)
    VALUES (sha256(${token}::bytea), ${id}, 1, 'Ana Târziu', 'ana.tarziu@example.md', 'md-cu-botanica', false, false, 'ro', ${app.clock.now()}, '2027-01-01')`.execute(
    app.services.db,
  )
  await desk.hold(desk.ana, item)
  const [late, published] = await transact(app.services.db, async (tx) => {
    // As who publishes holds it, before the requests are deleted.
    await sql`SELECT 1 FROM petitions.petition WHERE id = ${id} FOR NO KEY UPDATE`.execute(tx)
    const confirming = app.post(`/ro/supporters/${token}/confirmation`, {})
    await waiting(1)
    await sql`DELETE FROM petitions.support_request WHERE petition_id = ${id}`.execute(tx)
    return [confirming, number] as const
  })
  assert.equal((await late).statusCode, 410)
  assert.equal(published, number)
})

/** Until so many connections to this database wait for a lock: then everything that will wait does. */
async function waiting(connections: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::integer AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(
      app.services.db,
    )
    if (rows[0]?.n === connections) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  assert.fail(`never ${connections} waiting`)
}

async function idOf(number: number): Promise<string> {
  return (await findPetitionRow(app.services.db, number))?.id as string
}

async function petitionOf(tx: Tx, id: string) {
  const { rows } = await sql<{ number: number; state: 'open' | 'closed' | 'refused'; publishedAt: Date }>`
    SELECT number, state, published_at AS "publishedAt" FROM petitions.petition WHERE id = ${id}`.execute(tx)
  assert.ok(rows[0])
  return rows[0]
}
