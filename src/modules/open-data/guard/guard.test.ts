import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { addDistribution, publishVersion, sendFile, type TestFiles } from '#test/data-files.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { readWaiting } from '../ingest/read-waiting.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

const withIdnp = 'cod personal;suma\n2002500081628;10\n2002500081628;20\nalt;30\n'
const withPhones = 'scoala;telefon\nLiceul 1;022 23 45 67\nLiceul 2;069123456\n'

async function sent(content: string | Buffer, name = 'date.csv'): Promise<TestFiles> {
  const files = await addDistribution(app)
  await sendFile(app, files, name, content)
  await readWaiting(app.services)
  return files
}
const seen = async (files: TestFiles, by: TestPerson = files.officer, version = 1) =>
  (await app.get(`/api/v1${files.path}/versions/${version}`, by.headers)).json()
const post = (files: TestFiles, act: string, fields: Record<string, string>, by: TestPerson = files.officer) =>
  app.post(`/ro${files.path}/versions/1/${act}`, fields, by.headers)
const say = (files: TestFiles) => post(files, 'basis', { basis: 'Legea 148/2023: telefoane de serviciu ale școlilor' })
const administrator = () =>
  signedIn(app, { name: 'Ana Rusu', email: 'sef@example.md', roles: [{ name: 'administrator' }] })

test('a file with personal numbers is never published, and nobody sees them', async () => {
  const files = await sent(withIdnp)
  const { guard, may } = await seen(files)
  assert.equal(guard.verdict, 'stopped')
  const [finding] = guard.findings
  assert.deepEqual(
    [finding.found, finding.detail, finding.count, finding.lines, finding.samples],
    ['idnp', 'cod personal', 2, [2, 3], ['20••••••••••8']],
  )
  assert.equal(may.publish, false)
  assert.equal((await publishVersion(app, files, 1)).statusCode, 409)
  assert.equal((await say(files)).statusCode, 409, 'no basis makes an exception')
  const { rows } = await sql<{ all: string }>`
    SELECT coalesce(string_agg(f::text, ''), '') AS all FROM open_data.finding f`.execute(app.services.db)
  assert.doesNotMatch(rows[0]?.all ?? '', /2002500081628/)
  for (const lang of ['ro', 'ru', 'en'])
    assert.match((await app.get(`/${lang}${files.path}/versions/1`, files.officer.headers)).body, /20••••••••••8/)
})

test('telephones are published on a legal basis that one official names and another confirms', async () => {
  const files = await sent(withPhones)
  assert.equal((await seen(files)).guard.verdict, 'asks')
  assert.equal((await publishVersion(app, files, 1)).statusCode, 409)
  assert.equal((await post(files, 'basis', { basis: '' })).statusCode, 422)
  assert.equal((await say(files)).statusCode, 303)
  const { guard } = await seen(files)
  assert.deepEqual([guard.verdict, guard.basis.mine, guard.may.confirm], ['waits', true, false])
  const { saidAt } = guard.basis
  assert.equal((await post(files, 'basis/confirmation', { saidAt })).statusCode, 409, 'nobody confirms themselves')
  assert.equal((await publishVersion(app, files, 1)).statusCode, 409)

  const other = await signedIn(app, {
    name: 'Ion Popa',
    email: 'alt.oras@example.md',
    roles: [{ name: 'officer', organisationId: await otherAuthority(files) }],
  })
  assert.equal((await post(files, 'basis/confirmation', { saidAt }, other)).statusCode, 403)
  const chief = await administrator()
  const list = (await app.get('/api/v1/work/all-data-to-confirm', chief.headers)).json()
  assert.ok(list.items.some(({ dataset }: { dataset: string }) => dataset === files.dataset))
  assert.equal((await seen(files, chief)).guard.may.confirm, true)
  assert.equal((await app.get(`/ru${files.path}/versions/1`, chief.headers)).statusCode, 200)
  assert.equal((await post(files, 'basis/confirmation', { saidAt: '2020-01-01T00:00:00.000Z' }, chief)).statusCode, 409)
  assert.equal((await post(files, 'basis/confirmation', { saidAt }, chief)).statusCode, 303)
  assert.equal((await publishVersion(app, files, 1)).statusCode, 303)
  const { rows } = await sql<{ act: string }>`
    SELECT act FROM audit.act WHERE subject_id = ${files.dataset} ORDER BY acted_at, id`.execute(app.services.db)
  const acts = rows.map(({ act }) => act)
  for (const act of ['say-basis', 'confirm-basis']) assert.ok(acts.includes(`open-data.guard.${act}`), act)
})

test('a basis that is refused, or a file that is read otherwise, has to be judged anew', async () => {
  const files = await sent(withPhones)
  await say(files)
  const chief = await administrator()
  const { saidAt } = (await seen(files)).guard.basis
  assert.equal(
    (await post(files, 'basis/refusal', { saidAt, reason: 'Sunt telefoane de acasă' }, chief)).statusCode,
    303,
  )
  assert.equal((await seen(files)).guard.verdict, 'asks')
  await say(files)
  await post(files, 'basis/confirmation', { saidAt: (await seen(files)).guard.basis.saidAt }, chief)
  assert.equal((await seen(files)).guard.verdict, 'passed')
  await post(files, 'reading', { headerRows: '1' })
  await readWaiting(app.services)
  assert.equal((await seen(files)).guard.verdict, 'asks')
})

test('what was read before there was a guard is searched before it is published', async () => {
  const files = await sent('nr;suma\n1;2\n3;4\n')
  const forget = () =>
    sql`DELETE FROM open_data.search WHERE version_id IN (
      SELECT id FROM open_data.version WHERE distribution_id = ${files.distribution})`.execute(app.services.db)
  await forget()
  assert.equal((await seen(files)).guard.verdict, 'unsearched')
  assert.equal((await publishVersion(app, files, 1)).statusCode, 409)
  assert.equal((await post(files, 'search', {})).statusCode, 303)
  await readWaiting(app.services)
  assert.equal((await publishVersion(app, files, 1)).statusCode, 303)
  await forget()
  assert.equal((await post(files, 'search', {})).headers.location, `/ro${files.path}/versions/2`)
})

async function otherAuthority({ dataset }: TestFiles): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM organisations.organisation WHERE id <> (SELECT organisation_id FROM open_data.dataset WHERE name = ${dataset}) LIMIT 1`.execute(
    app.services.db,
  )
  return rows[0]?.id as string
}
