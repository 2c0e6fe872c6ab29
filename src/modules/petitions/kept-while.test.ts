import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { connect } from '#kernel/database/database.ts'
import { transact } from '#kernel/database/transact.ts'
import { nobody } from '#kernel/http/context.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { listed } from '#test/listed.ts'
import { everyCheck, type ModerationDesk, moderationDesk } from '#test/moderation-desk.ts'
import { authorityId, renameAuthority } from '#test/people.ts'
import { maria, signByMail } from '#test/signatures.ts'
import { glanceAt } from './find/glance.ts'
import { listPetitions } from './find/list-petitions.ts'
import { findPetition } from './find-petition.ts'
import { recordEvent } from './record-event.ts'
import { foldCounts } from './signing/fold-counts.ts'

let app: TestApp
let desk: ModerationDesk
/** The worker's fold, without which nothing about counts is kept. */
let folding = true
let fold: Promise<void> = Promise.resolve()

before(async () => {
  app = await testApp({ publicSeconds: 2 })
  desk = await moderationDesk(app)
  fold = (async () => {
    for (let at = 0; folding; at++) {
      if (at % 10 === 0) await foldCounts(app.services)
      await sleep(100)
    }
  })()
})
after(async () => {
  folding = false
  await fold
  await app.close()
})

/** What a page promises of its counts; the fold of this test runs each second. */
const PROMISED_MS = 5_000

const read = async (url: string) => (await app.get(url)).body

/** Keeps a copy, acts, and waits as long as is promised for the page to say what the act changed. */
async function shows(url: string, act: () => Promise<unknown>, says: (body: string) => boolean): Promise<void> {
  assert.ok(!says(await read(url)), 'not before')
  await act()
  const begun = Date.now()
  while (!says(await read(url))) {
    assert.ok(Date.now() - begun < PROMISED_MS, `${url} still shows what was before`)
    await sleep(100)
  }
}

/** A change that the page would show, and that nobody is told of. */
async function retitleUntold(number: number): Promise<void> {
  const { db } = app.services
  await sql`ALTER TABLE petitions.petition DISABLE TRIGGER USER`.execute(db)
  await sql`UPDATE petitions.petition SET title = 'Altul' WHERE number = ${number}`.execute(db)
  await sql`ALTER TABLE petitions.petition ENABLE TRIGGER USER`.execute(db)
}

test('a copy outlives two seconds while nothing changes', async () => {
  const { number } = await listed(app, { title: 'Nimic nu se schimbă' })
  const url = `/api/v1/petitions/${number}`
  await sleep(1_500)
  const first = JSON.parse(await read(url))
  await retitleUntold(number)
  for (let n = 0; n < 12; n++) {
    await sleep(300)
    assert.equal(JSON.parse(await read(url)).title, first.title)
  }
})

test('a signature is in the count of the page, the list and the poster', async () => {
  const { number } = await listed(app, { title: 'Se adună semnături' })
  const total = (count: number) => (body: string) => JSON.parse(body).count?.total === count
  await shows(`/api/v1/petitions/${number}`, () => signByMail(app, maria, number), total(1))
  const other = { ...maria, name: 'Ion Rusu', email: 'ion.rusu@example.md' }
  const inList = (body: string) =>
    JSON.parse(body).items.find((one: { number: number }) => one.number === number)?.total === 2
  await shows('/api/v1/petitions?sort=signed', () => signByMail(app, other, number), inList)
})

test('what a moderator decides and hides is on the page', async () => {
  const { number, item } = await desk.waiting({
    title: 'Numele lui Ion Cebotari',
    why: 'Ion Cebotari a tăiat copacii.',
  })
  await desk.hold(desk.ana, item)
  const published = () => desk.decide(desk.ana, item, { decision: 'published', checks: everyCheck })
  await shows(`/api/v1/petitions/${number}`, published, (body) => body.includes('a tăiat copacii'))
  const hide = async () => {
    const fields = {
      passage: 'Ion Cebotari',
      reason: 'third-person',
      orderedBy: 'affected',
      'idempotency-key': 'mask-1',
    }
    const done = await app.post(`/ro/work/moderation/petitions/${number}/masks`, fields, desk.ana.headers)
    assert.equal(done.statusCode, 303, done.body)
  }
  await shows(`/api/v1/petitions/${number}`, hide, (body) => !body.includes('Ion Cebotari'))
})

test('a new petition is in the lists and in searches that found nothing', async () => {
  const found = (body: string) => JSON.parse(body).total === 1
  await shows('/api/v1/petitions?q=ornitorinc', () => listed(app, { title: 'Un ornitorinc la zoo' }), found)
})

test('what authorities are called changes everywhere', async () => {
  const { number } = await listed(app, { title: 'Cum se cheamă', authority: 'primaria-cahul' })
  await shows(
    `/api/v1/petitions/${number}`,
    () => renameAuthority(app, 'primaria-cahul', 'Primăria Nouă'),
    (body) => body.includes('Primăria Nouă'),
  )
})

test('when changes cannot be read, copies live two seconds', async () => {
  const { number } = await listed(app, { title: 'Nu se mai aude' })
  const url = `/api/v1/petitions/${number}/poster`
  assert.match(await read(url), /Nu se mai aude/)
  await retitleUntold(number)
  await app.services.db.transaction().execute(async (tx) => {
    await sql`LOCK TABLE kernel.change IN ACCESS EXCLUSIVE MODE`.execute(tx)
    const begun = Date.now()
    while (!(await read(url)).includes('Altul')) {
      assert.ok(Date.now() - begun < 8_000, 'still trusts what it has not heard')
      await sleep(200)
    }
  })
})

test('when the fold falls silent the page says so', async () => {
  const { number } = await listed(app, { title: 'Fără numărare' })
  const url = `/api/v1/petitions/${number}`
  assert.equal(JSON.parse(await read(url)).count.behind, null)
  folding = false
  await fold
  app.clock.advance(10)
  const begun = Date.now()
  while (JSON.parse(await read(url)).count.behind === null) {
    assert.ok(Date.now() - begun < 10_000, 'still says that its counts are new')
    await sleep(200)
  }
  await shows(
    url,
    () => foldCounts(app.services),
    (body) => JSON.parse(body).count.behind === null,
  )
})

/** A table of ours in the text of a statement. */
const TABLE = /\b((?:petitions|organisations|places|settings|lifecycle|people|ledger|audit|access|notices)\.[a-z_]+)\b/g

/** Read by a page that is kept, and yet not told of: why. */
const untold: Record<string, string> = {
  'petitions.signature': 'told by the fold for counts, and row by row where what is shown of a signatory goes',
  'petitions.fold': 'its topic is the beat',
  'petitions.original_part': 'written with the mask of the part',
  'petitions.listing_word': 'written with the words of a listing',
  'organisations.organisation': 'tells everything',
  'places.place': 'tells everything',
  'settings.value': 'tells everything',
}

test('every table that a kept page reads tells what changes in it', async () => {
  const { number } = await listed(app, { title: 'De toate', why: 'Totul.' })
  await sql`
    INSERT INTO petitions.case (id, petition_id, organisation_id, state, created_at)
    SELECT gen_random_uuid(), p.id, ${await authorityId(app, 'primaria-chisinau')}, 'promised', now() FROM petitions.petition p WHERE number = ${number}`.execute(
    app.services.db,
  )
  // Of everything one, so that its table is read.
  await sql`
    WITH one AS (SELECT p.id, c.id AS case_id, c.organisation_id FROM petitions.petition p JOIN petitions.case c ON c.petition_id = p.id WHERE p.number = ${number}),
    answer AS (
      INSERT INTO petitions.case_answer (id, case_id, version, outcome, lang, text_markdown, text_html, way, answered_at)
      SELECT gen_random_uuid(), case_id, 1, 'rejected', 'ro', 'Nu.', '<p>Nu.</p>', 'officer', now() FROM one
    ), organisation AS (
      INSERT INTO petitions.supporting_organisation (petition_id, id, name, idno, mandate, added_at)
      SELECT id, gen_random_uuid(), 'Asociația', '1234567890123', 'Decizia 1', now() FROM one
    ), clarification AS (
      INSERT INTO petitions.clarification (petition_id, id, position, markdown, html, salt, added_at)
      SELECT id, gen_random_uuid(), 1, 'a', '<p>a</p>', '\\x00', now() FROM one
    ), document AS (
      INSERT INTO petitions.document (petition_id, id, sha256, name, type, size, description, position, added_at)
      SELECT id, gen_random_uuid(), repeat('a', 64), 'a.pdf', 'application/pdf', 1, 'a', 1, now() FROM one
    )
    INSERT INTO petitions.paper_batch (id, petition_id, organisation_id, state, sheets, received_on, scans_salt, scans_hash, signatures, created_at, accepted_at)
    SELECT gen_random_uuid(), id, organisation_id, 'accepted', 1, now()::date, '\\x00', '\\x00', 5, now(), now() FROM one`.execute(
    app.services.db,
  )
  const seen = new Set<string>()
  const own = connect(app.deps.config.databaseUrl as string, { max: 1 })
  own.pool.on('connect', (client) => {
    const query = client.query as unknown as (...words: unknown[]) => unknown
    client.query = ((...words: unknown[]) => {
      for (const [, name] of String(words[0]).matchAll(TABLE)) seen.add(name as string)
      return query.apply(client, words)
    }) as typeof client.query
  })
  const ctx = { ...app.services, db: own.db, now: app.clock.now(), lang: 'ro' as const, viewer: nobody, source: '' }
  await findPetition(ctx, { number })
  await glanceAt(ctx, { number })
  const all = { q: null, place: null, authority: null, topic: null, state: null, lang: null, sort: null, after: null }
  for (const q of [null, 'totul', 'tottul']) await listPetitions(ctx, { ...all, q })
  await own.close()
  seen.delete('petitions.listings_found')
  for (const name of [
    'case_file',
    'paper_units',
    'document',
    'clarification',
    'supporting_organisation',
    'moderation_decision',
  ])
    assert.ok(seen.has(`petitions.${name}`), `${name} was not read`)
  const { rows } = await sql<{ name: string }>`
    SELECT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgname IN ('tell_insert', 'tell_update', 'tell_delete')
    GROUP BY tgrelid HAVING count(*) = 3`.execute(app.services.db)
  const telling = new Set(rows.map((row) => row.name.replaceAll('"', '')))
  assert.deepEqual(
    [...seen].filter((name) => !telling.has(name) && untold[name] === undefined),
    [],
  )
})

test('each of these tables names the petition of a row that changes', async () => {
  const { id, number } = await listed(app, { title: 'Rândurile lui', signatures: { 0: 3 } })
  const { db } = app.services
  await transact(db, (tx) =>
    recordEvent(tx, { petitionId: id, kind: 'signing.threshold-crossed', data: {}, now: app.clock.now() }),
  )
  await foldCounts(app.services)
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT event_object_schema || '.' || event_object_table AS name FROM information_schema.triggers
    WHERE trigger_name = 'tell_update' AND event_object_schema = 'petitions'`.execute(db)
  const tables = rows.map(({ name }) => name)
  for (const table of tables) {
    const { rows: columns } = await sql<{ column: string }>`
      SELECT attname AS column FROM pg_attribute WHERE attrelid = ${table}::regclass AND attname IN ('petition_id', 'case_id', 'number')`.execute(
      db,
    )
    assert.ok(columns.length > 0, `${table} has nothing that leads to a petition`)
  }
  for (const table of ['petitions.event', 'petitions.signature_count', 'petitions.day_count', 'petitions.addressee']) {
    const told = await db.transaction().execute(async (tx) => {
      const found =
        await sql`UPDATE ${sql.table(table)} SET petition_id = petition_id WHERE petition_id = ${id} RETURNING 1`.execute(
          tx,
        )
      assert.ok(found.rows.length > 0, table)
      const { rows } = await sql<{
        topic: string
      }>`SELECT topic FROM kernel.change WHERE tx = pg_current_xact_id()`.execute(tx)
      return rows.map(({ topic }) => topic)
    })
    assert.deepEqual(told, [`petitions ${number}`], table)
  }
})
