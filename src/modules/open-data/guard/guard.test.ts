import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { ckanClient, officerWithToken } from '#test/ckan-client.ts'
import { addDistribution, addPublicTable, publishVersion, sendFile, type TestFiles } from '#test/data-files.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { publishDue } from '../catalogue/describe/publish-due.ts'
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
const say = (files: TestFiles) =>
  post(files, 'basis', { basis: 'Legea 148/2023: telefoane de serviciu ale școlilor', lang: 'ro' })
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
  const personal = await post(files, 'basis', { basis: 'Legea 148/2023, întrebați la 069123456' })
  assert.equal(personal.statusCode, 422, 'everybody will read it')
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
  assert.match(
    (await app.get(`/en/data/tables/${files.distribution}`)).body,
    /<blockquote lang="ro">Legea 148\/2023: telefoane/,
  )
  const { basis } = (await app.get(`/api/v1/data/tables/${files.distribution}`)).json()
  assert.deepEqual([basis.text, basis.found], ['Legea 148/2023: telefoane de serviciu ale școlilor', ['phone']])
  for (const lang of ['ro', 'ru', 'en'])
    assert.match(
      (await app.get(`/${lang}/data/tables/${files.distribution}`)).body,
      /Legea 148\/2023: telefoane de serviciu/,
    )
  const { rows } = await sql<{ act: string }>`
    SELECT act FROM audit.act WHERE subject_id = ${files.dataset} ORDER BY acted_at, id`.execute(app.services.db)
  const acts = rows.map(({ act }) => act)
  for (const act of ['say-basis', 'confirm-basis']) assert.ok(acts.includes(`open-data.guard.${act}`), act)
})

test('a basis from before everybody read them stays with officials', async () => {
  const files = await sent(withPhones)
  await say(files)
  await post(files, 'basis/confirmation', { saidAt: (await seen(files)).guard.basis.saidAt }, await administrator())
  await sql`
    UPDATE open_data.legal_basis SET said_to_all = false WHERE version_id IN (
      SELECT id FROM open_data.version WHERE distribution_id = ${files.distribution})`.execute(app.services.db)
  assert.equal((await publishVersion(app, files, 1)).statusCode, 303)
  assert.equal((await app.get(`/api/v1/data/tables/${files.distribution}`)).json().basis, null)
  assert.match((await seen(files)).guard.basis.text, /Legea 148/)
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

const setDataset = (files: TestFiles, state: string, accessRights = 'PUBLIC') =>
  sql`UPDATE open_data.dataset SET state = ${state}, access_rights = ${accessRights}, licence = 'CC_BY_4_0', description = '{"ro": "Ce conțin datele."}',
      withdrawn_at = CASE WHEN ${state} = 'withdrawn' THEN published_at END, withdrawn_reason = CASE WHEN ${state} = 'withdrawn' THEN 'Se verifică.' END
    WHERE name = ${files.dataset}`.execute(app.services.db)
const describe = (files: TestFiles, accessRights: string, headers = files.officer.headers) =>
  app.post(
    `/ro/work/data/${files.dataset}/description`,
    { titleRo: 'Date de încercare', descriptionRo: 'Ce conțin datele.', licence: 'CC_BY_4_0', accessRights },
    headers,
  )

test('bytes that another institution took down for personal data do not come back with a dataset that becomes public', async () => {
  const content = 'elev;nota\nIon;9\nMaria;10\n'
  const open = await addPublicTable(app, content)
  const elsewhere = await addPublicTable(app, content, { authority: 'primaria-balti' })
  const restricted = await addPublicTable(app, content, { authority: 'primaria-balti' })
  await setDataset(elsewhere, 'withdrawn')
  await setDataset(restricted, 'published', 'RESTRICTED')
  const why = { reason: 'personal-data', text: 'Într-o coloană erau nume de elevi.' }
  assert.equal((await post(open, 'recall', why)).statusCode, 303)
  const again = await app.post(`/ro/work/data/${elsewhere.dataset}/republication`, {}, elsewhere.officer.headers)
  assert.equal(again.statusCode, 409, again.body.slice(0, 300))
  assert.equal((await describe(restricted, 'PUBLIC')).statusCode, 409)
  for (const { distribution } of [elsewhere, restricted])
    assert.equal((await app.get(`/api/v1/data/tables/${distribution}`)).statusCode, 404)
})

test('a day of publication that the guard lets pass by is told to the officers, once', async () => {
  const files = await addDistribution(app, { state: 'draft', authority: 'primaria-cahul' })
  await sendFile(app, files, 'date.csv', 'oras;suma\nCahul;10\nTaraclia;20\n')
  await readWaiting(app.services)
  assert.equal((await publishVersion(app, files, 1)).statusCode, 303)
  const { db } = app.services
  const dueAt = (at: Date) =>
    sql`UPDATE open_data.dataset SET state = 'review', publish_at = ${at} WHERE name = ${files.dataset}`.execute(db)
  await dueAt(app.clock.now())
  // As a version that was released before there was a guard.
  await sql`DELETE FROM open_data.search`.execute(db)
  const told = async () => {
    await publishDue(app.services)
    await publishDue(app.services)
    return (await app.mails()).filter(({ subject }) => subject.startsWith('Nu s-a publicat')).map(({ to }) => to)
  }
  assert.deepEqual(await told(), ['doina.primaria-cahul@example.md'])
  const desk = (await app.get(`/api/v1/work/data/${files.dataset}`, files.officer.headers)).json()
  assert.deepEqual([desk.state, desk.held], ['review', true])
  assert.match((await app.get(`/ro/work/data/${files.dataset}`, files.officer.headers)).body, /dar n-a fost/)
  app.clock.advance(86_400)
  await dueAt(app.clock.now())
  assert.equal((await told()).length, 2, 'of another day they hear anew')
})

test('who may not publish does not open what is restricted, and nothing unsearched is opened', async () => {
  const files = await addPublicTable(app, 'nr;suma\n1;2\n5;6\n')
  await setDataset(files, 'published', 'RESTRICTED')
  const writer = await officerWithToken(app, {
    authority: 'primaria-chisinau',
    email: 'scrie@example.md',
    scopes: ['open-data:write'],
  })
  const refusal = await ckanClient(app, writer.token).refusal('package_patch', {
    id: files.dataset,
    extras: [{ key: 'access_rights', value: 'PUBLIC' }],
  })
  assert.equal(refusal.__type, 'Authorization Error')
  await sql`DELETE FROM open_data.search WHERE version_id IN (
    SELECT id FROM open_data.version WHERE distribution_id = ${files.distribution})`.execute(app.services.db)
  assert.equal((await describe(files, 'PUBLIC')).statusCode, 409)
  assert.equal((await app.get(`/api/v1/data/tables/${files.distribution}`)).statusCode, 404)
})

test('a version that was replaced in a draft and has not passed is given to nobody who names its number', async () => {
  const files = await addPublicTable(app, 'nr;suma\n1;2\n7;8\n')
  await sql`DELETE FROM open_data.search WHERE version_id IN (
    SELECT id FROM open_data.version WHERE distribution_id = ${files.distribution})`.execute(app.services.db)
  await sendFile(app, files, 'date.csv', 'nr;suma\n1;2\n7;9\n')
  await readWaiting(app.services)
  assert.equal((await publishVersion(app, files, 2)).statusCode, 303)
  await setDataset(files, 'withdrawn')
  const again = await app.post(`/ro/work/data/${files.dataset}/republication`, {}, files.officer.headers)
  assert.equal(again.statusCode, 303, again.body.slice(0, 300))
  const asked = (version: number) => app.get(`/api/v1/data/tables/${files.distribution}?version=${version}`)
  assert.deepEqual([(await asked(1)).statusCode, (await asked(2)).statusCode], [404, 200])
  assert.equal((await seen(files)).state, 'read')
})

test('a token names no legal basis, and what was searched is not searched again', async () => {
  const files = await sent(withPhones)
  const { token } = await officerWithToken(app, {
    authority: 'primaria-chisinau',
    email: 'program@example.md',
    scopes: ['open-data:write', 'open-data:publish'],
  })
  const said = await app.server.inject({
    method: 'POST',
    url: `/api/v1${files.path}/versions/1/basis`,
    headers: { authorization: `Bearer ${token}` },
    payload: { basis: 'Legea 148/2023: telefoane de serviciu ale școlilor' },
  })
  assert.equal(said.statusCode, 403, said.body)
  assert.equal((await say(files)).statusCode, 303, 'an officer does')
  assert.equal((await post(files, 'search', {})).statusCode, 409)
})

async function otherAuthority({ dataset }: TestFiles): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM organisations.organisation WHERE id <> (SELECT organisation_id FROM open_data.dataset WHERE name = ${dataset}) LIMIT 1`.execute(
    app.services.db,
  )
  return rows[0]?.id as string
}

test('what looks like personal data is in the report and in its file, masked', async () => {
  const files = await sent(withPhones.replace('Liceul 2;069123456', 'Liceul 2;prea;mult'))
  const at = `${files.path}/versions/1/rejects/${files.distribution}`
  const { findings } = (await app.get(`/api/v1${at}`, files.officer.headers)).json()
  assert.deepEqual(
    findings.map(({ found, detail }: { found: string; detail: string }) => [found, detail]),
    [['phone', 'telefon']],
  )
  assert.match((await app.get(`/ro${at}`, files.officer.headers)).body, /Numere de telefon|telefon/i)
  const { body } = await app.get(`/en${at}/report.csv`, files.officer.headers)
  const last = body.trim().split('\r\n').at(-1) ?? ''
  assert.match(last, /telefon,.*Telephone numbers \(1\): /)
  assert.doesNotMatch(body, /022 23 45 67/)
})

test('nobody is told of a basis where none was asked for', async () => {
  const files = await addPublicTable(app, 'nr;suma\n1;2\n3;4\n')
  assert.equal((await app.get(`/api/v1/data/tables/${files.distribution}`)).json().basis, null)
})
