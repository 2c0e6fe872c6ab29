import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { addDistribution, sendFile } from '#test/data-files.ts'
import { readWaiting } from './read-waiting.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('a run is heard of also while it keeps what it found', async () => {
  const files = await addDistribution(app)
  await sendFile(app, files, 'date.csv', 'nr;suma\n1;10\n2;20\n')
  const heardAt = async () => {
    const { rows } = await sql<{ at: Date }>`
      SELECT heard_at AS at FROM open_data.version WHERE distribution_id = ${files.distribution}`.execute(
      app.services.db,
    )
    return rows[0]?.at.getTime()
  }
  const { files: store } = app.services
  let heard = false
  await readWaiting({
    ...app.services,
    files: {
      ...store,
      // As long as a large file takes; many times what lies between two signs of life.
      async putFile(place) {
        app.clock.advance(120)
        for (let tries = 0; !heard && tries < 150; tries++) {
          await sleep(100)
          heard = (await heardAt()) === app.clock.now().getTime()
        }
        return store.putFile(place)
      },
    },
  })
  assert.ok(heard)
  const version = (await app.get(`/api/v1${files.path}/versions/1`, files.officer.headers)).json()
  assert.equal(version.state, 'read')
})

test('a table whose file was cleared before a row named it is read again', async () => {
  const files = await addDistribution(app)
  await sendFile(app, files, 'date.csv', 'nr;suma\n5;50\n6;60\n')
  const { files: store } = app.services
  const kept: string[] = []
  await readWaiting({
    ...app.services,
    files: {
      ...store,
      async putFile(place) {
        const put = await store.putFile(place)
        kept.push(put.sha256)
        // As the clearing of recalled bytes does that happen to be the same.
        if (kept.length === 1) await store.remove(put.sha256)
        return put
      },
    },
  })
  assert.equal(kept.length, 2)
  assert.equal(await store.has(String(kept[1])), true)
  const version = (await app.get(`/api/v1${files.path}/versions/1`, files.officer.headers)).json()
  assert.deepEqual([version.state, version.tables[0].rows], ['read', 2])
})
