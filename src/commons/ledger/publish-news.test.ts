import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { appendEntries } from './append-entry.ts'
import { openCheckpoint } from './checkpoint.ts'
import { entriesOf } from './entry-bundle.ts'
import { identityOf } from './ledger.ts'
import { consistencyProof, leafHash, provesConsistency, rootOf, treeRoot } from './merkle.ts'
import { LedgerStopped, publishNews } from './publish-news.ts'
import { rebuildTree } from './rebuild-tree.ts'
import { oldestUnpublished } from './store.ts'
import { tilePath } from './tile-path.ts'
import { tileReader } from './tiles.ts'
import { parseVkey } from './vkey.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const db = () => app.services.db
const append = (count: number, name = 'n') =>
  transact(db(), async (tx) =>
    appendEntries(
      tx,
      Array.from({ length: count }, (_, at) => ({ kind: 'petitions.archived', v: 1, [name]: at })),
      app.clock.now(),
    ),
  )
const get = async (name: string) => {
  const reply = await app.get(`/ledger/${name}`)
  assert.equal(reply.statusCode, 200, `${name}: ${reply.body}`)
  return reply
}
/** What an outsider reads: the checkpoint, opened with the key the log names. */
const published = async () => {
  const key = parseVkey((await get('vkey')).body.trim())
  return openCheckpoint((await get('checkpoint')).rawPayload, key).checkpoint
}
/** The root as an outsider computes it from what is served. */
const rootFromTiles = (size: number) =>
  treeRoot(
    tileReader(size, async (name) => (await get(name)).rawPayload),
    size,
  )
const bodies = async () =>
  (await sql<{ body: Buffer }>`SELECT body FROM ledger.entry ORDER BY index`.execute(db())).rows.map(({ body }) => body)

test('before the log has begun there is nothing, and then a tree without entries', async () => {
  await sql`ALTER TABLE ledger.entry DISABLE TRIGGER USER`.execute(db())
  await sql`DELETE FROM ledger.entry`.execute(db())
  await sql`ALTER TABLE ledger.entry ENABLE TRIGGER USER`.execute(db())
  await sql`UPDATE ledger.log SET next_index = 0`.execute(db())
  assert.equal((await app.get('/ledger/checkpoint')).statusCode, 404)
  assert.equal(await publishNews(app.services), 0)
  const first = await published()
  assert.equal(first.size, 0)
  assert.match(first.origin, /^punte\.test\/ledger-[0-9a-f]{8}$/)
  await publishNews(app.services)
  assert.equal((await published()).origin, first.origin)
})

test('what was acknowledged is published: checkpoint, tiles and bundles agree with the entries', async () => {
  let old = await published()
  for (const count of [1, 254, 1, 1, 700]) {
    await append(count)
    assert.equal(await oldestUnpublished(db(), new Date(app.clock.now().getTime() + 2_000)), 2)
    await publishNews(app.services)
    const now = await published()
    assert.equal(now.size, old.size + count)
    assert.deepEqual(now.root, rootOf((await bodies()).map(leafHash)))
    assert.deepEqual(await rootFromTiles(now.size), now.root)
    const proof = await consistencyProof(
      tileReader(now.size, async (name) => (await get(name)).rawPayload),
      old.size,
      now.size,
    )
    assert.ok(provesConsistency(old, now, proof), `${old.size} to ${now.size}`)
    old = now
  }
  assert.equal(await oldestUnpublished(db(), app.clock.now()), 0)
  const bundle = await get('tile/entries/001')
  assert.deepEqual(entriesOf(bundle.rawPayload, 256), (await bodies()).slice(256, 512))
  assert.equal(bundle.headers['content-type'], 'application/octet-stream')
  const checkpoint = await get('checkpoint')
  assert.equal(checkpoint.headers['content-type'], 'text/plain; charset=utf-8')
  assert.equal(checkpoint.headers['cache-control'], 'public, max-age=1')
  assert.equal(checkpoint.headers['cross-origin-resource-policy'], 'cross-origin')
})

test('a tile is kept for ever, but in a demo, which may begin another log at the same address, only for a second', async () => {
  const real = await testApp({ env: { PUNTE_DEMO: 'off' } })
  try {
    for (const [site, kept] of [
      [real, 'public, max-age=31536000, immutable'],
      [app, 'public, max-age=1'],
    ] as const) {
      await transact(site.services.db, async (tx) =>
        appendEntries(tx, [{ kind: 'petitions.archived', v: 1 }], site.clock.now()),
      )
      await publishNews(site.services)
      const { rows } = await sql<{ n: number }>`SELECT least(max(size), 255) AS n FROM ledger.checkpoint`.execute(
        site.services.db,
      )
      for (const level of [0, 'entries'] as const) {
        const path = `/ledger/${tilePath({ level, n: 0, width: Number(rows[0]?.n) })}`
        const tile = await site.get(path)
        assert.equal(tile.headers['cache-control'], kept, path)
        if (site === real) continue
        const again = await site.get(path, { 'if-none-match': String(tile.headers.etag) })
        assert.deepEqual([again.statusCode, again.body, again.headers['cache-control']], [304, '', kept])
        const other = await site.get(path, { 'if-none-match': 'W/"that-of-another-log"' })
        assert.deepEqual([other.statusCode, other.rawPayload], [200, tile.rawPayload])
      }
    }
  } finally {
    await real.close()
  }
})

test('nothing beyond the published tree is served, nor another spelling of a tile', async () => {
  const { size } = await published()
  await append(300)
  const n = Math.floor(size / 256)
  for (const name of [
    tilePath({ level: 0, n, width: (size % 256) + 1 }),
    tilePath({ level: 'entries', n, width: (size % 256) + 1 }),
    tilePath({ level: 0, n, width: 256 }),
    tilePath({ level: 1, n: 0, width: n + 1 }),
    tilePath({ level: 2, n: 0, width: 1 }),
    'tile/0/0',
    'tile/0/x000/001',
    'tile/00/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
  ])
    assert.equal((await app.get(`/ledger/${name}`)).statusCode, 404, name)
  await publishNews(app.services)
  await get(tilePath({ level: 0, n, width: 256 }))
})

test('of two sequencers one signs, and the other goes on from there', async () => {
  const other = app.connectAgain(2)
  try {
    for (let round = 0; round < 5; round++) {
      await append(3)
      const sizes = await Promise.all([publishNews(app.services), publishNews({ ...app.services, db: other.db })])
      assert.deepEqual(sizes, [sizes[0], sizes[0]])
    }
    const { rows } = await sql<{ size: number; afterSize: number }>`
      SELECT size, after_size AS "afterSize" FROM ledger.checkpoint ORDER BY size`.execute(db())
    for (const [at, { afterSize }] of rows.entries()) assert.equal(afterSize, rows[at - 1]?.size ?? -1)
    assert.deepEqual((await published()).root, rootOf((await bodies()).map(leafHash)))
  } finally {
    await other.close()
  }
})

test('files that are lost are made again from the entries', async () => {
  const { size, root } = await published()
  await rm(path.join(app.deps.config.dataDir, 'ledger'), { recursive: true })
  assert.deepEqual(await rootFromTiles(size), root)
  // Another process has no edge in memory either.
  const other = app.connectAgain(2)
  await append(1)
  await publishNews({ ...app.services, db: other.db })
  await other.close()
  assert.deepEqual((await published()).root, rootOf((await bodies()).map(leafHash)))
})

test('a rewritten or lost file is found and made again; changed entries have another root', async () => {
  const { size, root } = await published()
  const [tile, bundle, above] = ['tile/0/001', 'tile/entries/002', 'tile/0/000']
  const log = await identityOf(db(), app.services.ledger)
  const nameOf = (file: string) => `${log?.folder}/${file}`
  const { store } = app.services.ledger
  assert.ok(await rebuildTree(app.services))
  const whole = await rebuildTree(app.services)
  assert.deepEqual([whole?.size, whole?.missing, whole?.wrong, whole?.rootHolds], [size, [], [], true])
  assert.equal(whole?.files, 2 * Math.floor(size / 256))

  const forged = Buffer.from((await store.read(nameOf(tile))) as Buffer)
  forged[40] = 255 - Number(forged[40])
  await store.write(nameOf(tile), forged)
  await store.write(nameOf(bundle), Buffer.from('nothing'))
  assert.notDeepEqual(await rootFromTiles(size), root)
  // After the reading, which would have made it again.
  await rm(path.join(app.deps.config.dataDir, 'ledger', nameOf(above)))
  const steps: number[] = []
  const mended = await rebuildTree(app.services, (done, all) => steps.push(done, all))
  assert.deepEqual([mended?.missing, mended?.wrong.toSorted(), mended?.rootHolds], [[above], [tile, bundle], true])
  assert.deepEqual(steps, [size, size])
  assert.deepEqual(await rootFromTiles(size), root)

  await sql`ALTER TABLE ledger.entry DISABLE TRIGGER entry_is_append_only`.execute(db())
  const { rows } = await sql<{ body: Buffer }>`SELECT body FROM ledger.entry WHERE index = 3`.execute(db())
  await sql`UPDATE ledger.entry SET body = '{"kind":"forged"}' WHERE index = 3`.execute(db())
  const refused = await rebuildTree(app.services)
  assert.deepEqual([refused?.rootHolds, refused?.wrong.toSorted()], [false, ['tile/0/000', 'tile/entries/000']])
  assert.deepEqual(await rootFromTiles(size), root, 'the files, which are right, were left alone')
  await sql`UPDATE ledger.entry SET body = ${rows[0]?.body} WHERE index = 3`.execute(db())
  assert.equal((await rebuildTree(app.services))?.rootHolds, true)
  await sql`ALTER TABLE ledger.entry ENABLE TRIGGER entry_is_append_only`.execute(db())
})

test('a clock that goes back stops it, and so does an entry that is gone or was changed', async () => {
  const before = await published()
  await append(1)
  const past = { ...app.services, clock: { now: () => new Date(app.clock.now().getTime() - 60_000) } }
  await assert.rejects(
    publishNews(past),
    (error: Error) => error instanceof LedgerStopped && /clock/.test(error.message),
  )
  assert.deepEqual(await published(), before)
  await publishNews(app.services)

  await append(2)
  const { size } = await published()
  await sql`ALTER TABLE ledger.entry DISABLE TRIGGER entry_is_append_only`.execute(db())
  const { rows } = await sql<{ body: Buffer; kind: string; at: Date }>`
    DELETE FROM ledger.entry WHERE index = ${size} RETURNING body, kind, appended_at AS at`.execute(db())
  await assert.rejects(publishNews(app.services), /is missing/)
  await sql`
    INSERT INTO ledger.entry (index, kind, body, appended_at) VALUES (${size}, ${rows[0]?.kind}, ${rows[0]?.body}, ${rows[0]?.at})`.execute(
    db(),
  )
  await publishNews(app.services)

  await append(1)
  const last = (await published()).size - 1
  await sql`UPDATE ledger.entry SET body = '{"kind":"forged"}' WHERE index = ${last}`.execute(db())
  const other = app.connectAgain(2)
  await assert.rejects(publishNews({ ...app.services, db: other.db }), /another root/)
  await other.close()
})

test('a checkpoint is never changed', async () => {
  await assert.rejects(sql`UPDATE ledger.checkpoint SET note = ''`.execute(db()), /checkpoint is append-only/)
})
