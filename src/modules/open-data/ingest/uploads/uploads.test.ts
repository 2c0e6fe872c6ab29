import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { addDistribution, type TestFiles } from '#test/data-files.ts'
import { readWaiting } from '../read-waiting.ts'
import { forgetUploadsJob } from './begin-upload.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const content = Buffer.from(['a,b', ...Array.from({ length: 5_000 }, (_, at) => `${at},${at * 7}`), ''].join('\n'))

test('a file comes in pieces, goes on where it stopped, and becomes a version', async () => {
  const files = await addDistribution(app)
  const { headers } = files.officer
  const begin = () =>
    app.postJson(
      `/api/v1${files.path}/uploads`,
      { fileName: 'date.csv', size: content.length },
      { ...headers, 'idempotency-key': 'one', 'sec-fetch-site': 'same-origin' },
    )
  const begun = await begin()
  assert.equal(begun.statusCode, 201, begun.body)
  const { id, pieceBytes } = begun.json()
  assert.ok(pieceBytes > content.length)
  assert.equal((await begin()).json().id, id, 'asked twice it is one upload')
  const put = (offset: number, bytes: Buffer, more: Record<string, string> = headers) =>
    putPiece(files, id, offset, bytes, more)
  const middle = 20_000
  assert.deepEqual((await put(0, content.subarray(0, middle))).json(), { received: middle, version: null })
  const listed = (await app.get(`/api/v1${files.path}`, headers)).json().uploads
  assert.deepEqual(listed, [{ id, fileName: 'date.csv', size: content.length, received: middle }])
  // A piece sent again, because its answer was lost, one that left out something, and one that is too long.
  assert.deepEqual((await put(0, content.subarray(0, middle))).json(), { received: middle, version: null })
  assert.equal((await put(middle + 1, content.subarray(middle + 1))).statusCode, 409)
  assert.equal((await put(middle, Buffer.concat([content.subarray(middle), Buffer.from('x')]))).statusCode, 409)
  assert.equal((await put(middle, content.subarray(middle), {})).statusCode, 401)
  const other = await addDistribution(app, { authority: 'primaria-balti' })
  assert.equal((await put(middle, content.subarray(middle), other.officer.headers)).statusCode, 403)
  const last = await put(middle, content.subarray(middle))
  assert.deepEqual(last.json(), { received: content.length, version: 1 })
  assert.deepEqual((await put(middle, content.subarray(middle))).json(), last.json(), 'its answer was lost')
  await readWaiting(app.services)
  const version = (await app.get(`/api/v1${files.path}/versions/1`, headers)).json()
  assert.deepEqual(
    [version.sha256, version.state, version.tables[0].rows],
    [createHash('sha256').update(content).digest('hex'), 'read', 5_000],
  )
})

test('where the act of the last piece failed, the file is sent from the beginning', async () => {
  const files = await addDistribution(app)
  const begun = await app.postJson(
    `/api/v1${files.path}/uploads`,
    { fileName: 'cade.csv', size: content.length },
    { ...files.officer.headers, 'idempotency-key': 'three', 'sec-fetch-site': 'same-origin' },
  )
  const put = (offset: number, bytes: Buffer) => putPiece(files, begun.json().id, offset, bytes)
  const middle = 20_000
  await put(0, content.subarray(0, middle))
  const { pool } = app.deps.database
  await pool.query("ALTER TABLE open_data.version ADD CONSTRAINT none CHECK (file_name <> 'cade.csv')")
  try {
    assert.equal((await put(middle, content.subarray(middle))).statusCode, 500)
  } finally {
    await pool.query('ALTER TABLE open_data.version DROP CONSTRAINT none')
  }
  const refused = await put(middle, content.subarray(middle))
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /octetul 0\b/)
  assert.deepEqual((await put(0, content.subarray(0, middle))).json(), { received: middle, version: null })
  assert.deepEqual((await put(middle, content.subarray(middle))).json(), { received: content.length, version: 1 })
})

test('what nobody goes on with is forgotten after a day', async () => {
  const files = await addDistribution(app)
  const begun = await app.postJson(
    `/api/v1${files.path}/uploads`,
    { fileName: 'date.csv', size: 10 },
    { ...files.officer.headers, 'idempotency-key': 'two', 'sec-fetch-site': 'same-origin' },
  )
  const { id } = begun.json()
  assert.ok(id, begun.body)
  const folder = path.join(app.deps.config.dataDir, 'files/coming', id)
  await app.services.files.newFolder(id)
  assert.ok(existsSync(folder))
  await forgetUploadsJob.run(app.services, undefined as never)
  const count = async () =>
    (await app.deps.database.pool.query('SELECT 1 FROM open_data.upload WHERE id = $1', [id])).rowCount
  assert.equal(await count(), 1)
  app.clock.advance(25 * 3600)
  await forgetUploadsJob.run(app.services, undefined as never)
  assert.equal(await count(), 0)
  await app.services.files.forgetFolders(new Date(Date.now() - 60_000))
  assert.ok(existsSync(folder), 'what was touched just now stays')
  await app.services.files.forgetFolders(new Date(Date.now() + 60_000))
  assert.ok(!existsSync(folder))
})

function putPiece(
  files: TestFiles,
  id: string,
  offset: number,
  bytes: Buffer,
  headers: Record<string, string> = files.officer.headers,
) {
  return app.server.inject({
    method: 'POST',
    url: `/api/v1${files.path}/uploads/${id}`,
    headers: { ...headers, 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=b' },
    payload: Buffer.concat([
      Buffer.from(`--b\r\ncontent-disposition: form-data; name="offset"\r\n\r\n${offset}\r\n`),
      Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="blob"\r\n\r\n'),
      bytes,
      Buffer.from('\r\n--b--\r\n'),
    ]),
  })
}
