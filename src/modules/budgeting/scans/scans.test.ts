import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import sharp from 'sharp'
import { publishNews } from '#commons/ledger/publish-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { finishPaper, handPaperBallot } from '#test/paper-votes.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { forgetOldVoters } from '../vote/forget-voters.ts'

let app: TestApp
let doina: TestPerson
let oleg: TestPerson
let ana: TestPerson
let stranger: TestPerson
let process: Process
/** Address of a batch of three sheets, in Romanian. */
let batch: string
before(async () => {
  app = await testApp()
  const roles = [{ name: 'officer' as const, organisationId: await authorityId(app, 'primaria-chisinau') }]
  const elsewhere = [{ name: 'officer' as const, organisationId: await authorityId(app, 'primaria-balti') }]
  doina = await signedIn(app, { name: 'Doina Plămădeală', email: 'doina@example.md', roles })
  oleg = await signedIn(app, { name: 'Oleg Cojocaru', email: 'oleg@example.md', roles })
  ana = await signedIn(app, { name: 'Ana Rusu', email: 'ana@example.md', roles })
  stranger = await signedIn(app, { name: 'Radu Ceban', email: 'radu@example.md', roles: elsewhere })
})
after(() => app.close())
let keys = 0
beforeEach(async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  process = await makeBudget(app, {
    projects: [
      { title: 'Bănci', cost: 100 },
      { title: 'Alei', cost: 90 },
    ],
  })
  await goToPhase(app, process, 'vote')
  for (let at = 1; at <= 3; at++) await handPaperBallot(app, process, doina, at)
  await goToPhase(app, process, 'result')
  const form = { kind: 'box', label: 'Urna', sheets: '3', 'idempotency-key': `scans-${keys++}` }
  const begun = await app.post(`/ro/work/processes/${process.number}/paper/batches`, form, doina.headers)
  batch = String(begun.headers.location)
})

const api = (path: string) => path.replace('/ro', '/api/v1')
const LINES = ['1', '2', '1 2']
const read = (by: TestPerson) => app.post(`${batch}/reading`, { sheets: LINES.join('\n') }, by.headers)
const sign = (by: TestPerson) => app.post(`${batch}/signature`, {}, by.headers)
async function picture(background: string): Promise<Buffer> {
  const made = sharp({ create: { width: 40, height: 30, channels: 3, background } })
  return made
    .withExif({ IFD0: { Copyright: 'secret place' } })
    .jpeg()
    .toBuffer()
}
const attach = (by: TestPerson, files: Buffer[], first = 1, last = 3) =>
  app.postJson(
    `${api(batch)}/scans`,
    { scans: files.map((one, at) => ({ name: `${at}.jpg`, content: one.toString('base64') })), first, last },
    { ...by.headers, 'sec-fetch-site': 'same-origin' },
  )
const listed = async (by: TestPerson) => (await app.get(`${api(batch)}/scans`, by.headers)).json()
const open = (scan: { path: string }, by: TestPerson) => app.get(scan.path, by.headers)
async function entries(kind: string) {
  const { rows } = await app.deps.database.pool.query('SELECT body FROM ledger.entry WHERE kind = $1 ORDER BY index', [
    `budgeting.${kind}`,
  ])
  return rows.map(({ body }) => JSON.parse(body.toString())).filter((entry) => entry.process === process.number)
}
async function count(): Promise<void> {
  for (const by of [doina, oleg]) assert.equal((await read(by)).statusCode, 303)
  for (const by of [doina, oleg]) assert.equal((await sign(by)).statusCode, 303)
  await finishPaper(app, process, doina)
  const dice = await app.post(
    `/ro/work/processes/${process.number}/result/dice`,
    { dice: '16243516243516243516' },
    doina.headers,
  )
  assert.equal(dice.statusCode, 303, dice.body)
  await publishNews(app.services)
  const counted = await app.post(`/ro/work/processes/${process.number}/result/count`, {}, doina.headers)
  assert.equal(counted.statusCode, 303, counted.body)
}

test('a picture a sheet is drawn anew, kept encrypted, named in the log, and opened by who counts', async () => {
  const files = await Promise.all(['#eee', '#ddd', '#ccc'].map(picture))
  assert.equal((await attach(ana, files)).statusCode, 200)
  const { items, mayChange } = await listed(doina)
  assert.deepEqual(
    items.map(({ first, last, picture }: { first: number; last: number; picture: boolean }) => [first, last, picture]),
    [
      [1, 1, true],
      [2, 2, true],
      [3, 3, true],
    ],
  )
  assert.equal(mayChange, true)
  const opened = await open(items[1], doina)
  assert.equal(opened.headers['content-type'], 'image/jpeg')
  assert.match(String(opened.headers['cache-control']), /no-store/)
  assert.equal((await sharp(opened.rawPayload).metadata()).exif, undefined)
  const sha256 = createHash('sha256').update(opened.rawPayload).digest('hex')
  assert.equal(items[1].sha256, sha256)
  const [entry] = await entries('paper-scanned')
  assert.deepEqual([entry.batch, entry.scans[1]], [1, { first: 2, last: 2, sha256 }])
  const { rows } = await app.deps.database.pool.query('SELECT sha256 FROM budgeting.paper_scan')
  for (const row of rows) await assert.rejects(sharp(await app.services.files.read(row.sha256)).metadata())
  const acts = await app.deps.database.pool.query("SELECT data FROM audit.act WHERE act = 'budgeting.open-scan'")
  assert.deepEqual(acts.rows.at(-1)?.data, { batch: 1, first: 2, last: 2 })
  assert.match((await app.get(batch, doina.headers)).body, /3 scanări/)
  for (const lang of ['ro', 'ru', 'en'])
    assert.equal((await app.get(`${batch}/scans`.replace('/ro', `/${lang}`), doina.headers)).statusCode, 200)
})

test('the same twice is once, one file may show all sheets, and what is wrong is said at its field', async () => {
  const file = await picture('#abc')
  assert.equal((await attach(doina, [file])).statusCode, 200)
  assert.equal((await attach(doina, [file])).statusCode, 200)
  assert.deepEqual(
    (await listed(doina)).items.map(({ first, last }: { first: number; last: number }) => [first, last]),
    [[1, 3]],
  )
  assert.equal((await entries('paper-scanned')).length, 1)
  const wrong = async (...of: Parameters<typeof attach>) => {
    const reply = await attach(...of)
    assert.equal(reply.statusCode, 422)
    return reply.json().errors.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`)
  }
  assert.deepEqual(await wrong(doina, [file], 2, 3), ['scans budgeting.scans.elsewhere'], 'it would stand at 1–3 still')
  assert.deepEqual(await wrong(doina, []), ['scans budgeting.scans.missing'])
  assert.deepEqual(await wrong(doina, [file], 3, 1), ['last budgeting.scans.before-first'])
  assert.deepEqual(await wrong(doina, [file], 1, 4), ['last budgeting.scans.not-in-batch'])
  assert.deepEqual(await wrong(doina, [Buffer.concat([file.subarray(0, 60), Buffer.alloc(9)])]), [
    'scans kernel.file.unreadable',
  ])
})

test('who does not count the batch opens nothing once it is read, and others see nothing at all', async () => {
  await attach(doina, [await picture('#123')])
  const [scan] = (await listed(ana)).items
  assert.equal((await open(scan, ana)).statusCode, 200, 'who may still read it')
  for (const by of [doina, oleg]) await read(by)
  assert.equal((await open(scan, oleg)).statusCode, 200)
  assert.equal((await open(scan, ana)).statusCode, 403)
  assert.equal((await listed(ana)).maySee, false)
  assert.doesNotMatch((await app.get(`${batch}/scans`, ana.headers)).body, new RegExp(`href="${scan.path}"`))
  assert.equal((await open(scan, stranger)).statusCode, 403)
  assert.equal((await app.get(scan.path)).statusCode, 401)
  assert.equal((await attach(stranger, [await picture('#124')])).statusCode, 403)
  const body = (await app.get(`/api/v1/processes/${process.number}/paper`)).body
  assert.ok(!body.includes(scan.id) && !body.includes(scan.sha256), 'nothing of it is public')
})

test('a batch that is begun anew takes its scans out, also in the log', async () => {
  await attach(doina, [await picture('#456')])
  const [scan] = (await listed(doina)).items
  const removed = await app.post(`${batch}/removal`, { reason: 'Alt număr de foi.' }, doina.headers)
  assert.equal(removed.statusCode, 303)
  assert.equal((await entries('paper-scan-removed'))[0].sha256, scan.sha256)
  assert.equal((await open(scan, doina)).statusCode, 404)
})

test('a wrong one is taken out with a reason, which the log shows; after counting nothing changes', async () => {
  await attach(doina, [await picture('#321')])
  const [scan] = (await listed(doina)).items
  const removal = `/ro${scan.path}/removal`
  assert.equal((await app.post(removal, { reason: 'scurt' }, doina.headers)).statusCode, 422)
  assert.match((await app.get(removal, doina.headers)).body, /Foile 1–3/)
  assert.equal((await app.post(removal, { reason: 'Este altă cutie.' }, stranger.headers)).statusCode, 403)
  assert.equal((await app.post(removal, { reason: 'Este altă cutie.' }, doina.headers)).statusCode, 303)
  assert.equal((await entries('paper-scan-removed'))[0].sha256, scan.sha256)
  assert.equal((await open(scan, doina)).statusCode, 404)
  await attach(doina, [await picture('#322')])
  const [other] = (await listed(doina)).items
  await count()
  assert.equal((await attach(doina, [await picture('#323')])).statusCode, 409)
  assert.equal(
    (await app.post(`/ro${other.path}/removal`, { reason: 'Prea târziu acum.' }, doina.headers)).statusCode,
    409,
  )
})

test('the re-check shows the scan of each drawn sheet to who reads it, and some weeks later all are gone', async () => {
  await attach(doina, await Promise.all(['#100', '#200', '#300'].map(picture)))
  const [scan] = (await listed(doina)).items
  await count()
  const recheck = `/ro/work/processes/${process.number}/paper/recheck`
  const { sheets } = (await app.get(api(recheck), ana.headers)).json()
  assert.equal(sheets.length, 3)
  for (const { sheet, scans } of sheets) assert.deepEqual([scans[0].first, scans[0].last], [sheet, sheet])
  assert.match((await app.get(recheck, ana.headers)).body, new RegExp(`<img src="${scan.path}"`))
  assert.equal((await open(scan, ana)).statusCode, 200, 'who reads once more')
  const done = await app.post(recheck, { sheets: LINES.join('\n') }, ana.headers)
  assert.equal(done.statusCode, 303, done.body)
  assert.equal((await open(scan, ana)).statusCode, 403)
  assert.equal((await open(scan, oleg)).statusCode, 200)
  const query =
    'SELECT s.sha256 FROM budgeting.paper_scan s JOIN budgeting.paper_batch b ON b.id = s.batch_id WHERE b.process_id = $1'
  const { rows } = await app.deps.database.pool.query(query, [process.id])
  assert.equal(rows.length, 3)
  app.clock.set(new Date(app.clock.now().getTime() + 61 * 86_400_000).toISOString())
  const { files } = app.services
  const remove = async (sha256: string) => {
    if (sha256 === rows[0].sha256) throw new Error('a bad disk')
    await files.remove(sha256)
  }
  const failing = { ...app.services, files: Object.create(files, { remove: { value: remove } }) as typeof files }
  await assert.rejects(forgetOldVoters(failing), /a bad disk/)
  assert.equal((await app.deps.database.pool.query(query, [process.id])).rows.length, 1, 'one fails, the others go')
  await forgetOldVoters(app.services)
  for (const { sha256 } of rows) assert.equal(await app.services.files.has(sha256), false)
  assert.equal((await app.deps.database.pool.query(query, [process.id])).rows.length, 0)
})
