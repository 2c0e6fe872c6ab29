import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sendDigests } from '#commons/notices/following/send-digests.ts'
import { newId } from '#kernel/ids.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addPublicTable, publishVersion, sendFile, type TestFiles } from '#test/data-files.ts'
import { addDataset, changedAt } from '#test/datasets.ts'
import { moderatorOf, signedIn, type TestPerson } from '#test/people.ts'
import { addReuse } from '#test/reuses.ts'
import { readWaiting } from '../ingest/read-waiting.ts'
import { aimOf } from './datasets-cited.ts'

let app: TestApp
let maria: TestPerson
let files: TestFiles

before(async () => {
  app = await testApp({ now: '2026-11-24T05:00:00Z', publicSeconds: 2 })
  maria = await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' })
  files = await addPublicTable(app, 'a,b\n1,2\n')
})
after(() => app.close())

const aroundIt = async (name: string) => (await app.get(`/api/v1/data/${name}`)).json().around

/** Waits as long as is promised for a kept page to say so. */
async function soon(name: string, says: (around: Awaited<ReturnType<typeof aroundIt>>) => boolean): Promise<void> {
  const until = Date.now() + 5_000
  while (!says(await aroundIt(name))) {
    assert.ok(Date.now() < until, `still ${JSON.stringify(await aroundIt(name))}`)
    await sleep(100)
  }
}

test('people ask about a dataset, its officers answer for the institution, and its page says so', async () => {
  const { number, comments } = await aroundIt(files.dataset)
  assert.equal(comments, 0)
  const at = `/ro/discussions/datasets/${number}`
  assert.match((await app.get(at)).body, /Date de încercare/)
  const key = () => ({ 'idempotency-key': newId(app.clock.now()) })
  const asked = await app.post(
    `${at}/comment`,
    { stance: 'question', text: 'Ce înseamnă coloana b?', ...key() },
    maria.headers,
  )
  assert.equal(asked.statusCode, 303, asked.body.slice(0, 300))
  await soon(files.dataset, (around) => around.comments === 1)
  assert.deepEqual((await aroundIt(files.dataset)).badges, [])
  const comment = /comments\/([0-9a-f-]+)/.exec(String(asked.headers.location))?.[1]
  const answer = { text: 'Numărul de locuri.', asAuthority: 'yes', ...key() }
  const path = `${at}/comments/${comment}/answer`
  assert.equal((await app.post(path, answer, maria.headers)).statusCode, 403, 'not a citizen')
  assert.equal((await app.post(path, { ...answer, ...key() }, files.officer.headers)).statusCode, 303)
  await soon(files.dataset, (around) => around.badges[0]?.badge === 'answers')
  assert.match((await app.get(`/ro/data/${files.dataset}`)).body, /Instituția a răspuns la întrebarea/)
  const moderator = await moderatorOf(app, 'md-cu', { name: 'Pavel', email: 'm@example.md' })
  await app.post(`${at}/comments/${comment}/flag`, { reason: 'other' })
  assert.equal((await app.get('/api/v1/work/comments', moderator.headers)).json().items[0].subject, 'Date de încercare')
})

test('a draft has no discussion; of one that was withdrawn it stays to be read', async () => {
  const { pool } = app.deps.database
  await addDataset(app, { name: 'ciorna', published: false })
  const numberOf = async (name: string) =>
    Number((await pool.query('SELECT number FROM open_data.dataset WHERE name = $1', [name])).rows[0].number)
  assert.equal((await app.get(`/ro/discussions/datasets/${await numberOf('ciorna')}`)).statusCode, 404)
  await addDataset(app, { name: 'retras' })
  await pool.query(
    "UPDATE open_data.dataset SET state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'Învechit' WHERE name = 'retras'",
  )
  const page = await app.get(`/ro/discussions/datasets/${await numberOf('retras')}`)
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /Discuția este închisă/)
  assert.equal((await app.get('/ro/follow/datasets/retras', maria.headers)).statusCode, 404)
})

test('who follows a dataset or an institution hears of its versions, reuses, corrections and delays', async () => {
  const ana = await signedIn(app, { name: 'Ana', email: 'ana@example.md' })
  for (const path of [`datasets/${files.dataset}`, 'datasets/cu_liniuta'])
    if (path.endsWith('liniuta')) await addDataset(app, { name: 'cu_liniuta' })
  assert.equal((await app.post(`/ro/follow/datasets/${files.dataset}`, {}, maria.headers)).statusCode, 303)
  assert.equal((await app.post('/ro/follow/datasets/cu_liniuta', {}, maria.headers)).statusCode, 303)
  assert.equal((await app.post('/ro/follow/data-institutions/primaria-chisinau', {}, ana.headers)).statusCode, 303)
  assert.match((await app.get('/ro/account/following', maria.headers)).body, /Date de încercare/)
  app.clock.advance(60)
  await sendFile(app, files, 'date.csv', 'a,b\n1,3\n')
  await readWaiting(app.services)
  assert.equal((await publishVersion(app, files, 2)).statusCode, 303)
  const { rows } = await app.deps.database.pool.query('SELECT id FROM open_data.dataset WHERE name = $1', [
    files.dataset,
  ])
  await addReuse(app, rows[0], { title: 'Graficul' })
  const [letters, second] = [await digests(600), await digests(60)]
  const to = (address: string) => letters.find((one) => one.to === address)?.text ?? ''
  for (const address of ['maria@example.md', 'ana@example.md']) {
    assert.match(to(address), /– date noi: Tabelul, versiunea 2/, address)
    assert.match(to(address), /– s-a făcut ceva din aceste date: Graficul/, address)
  }
  assert.deepEqual(second, [], 'once a day')

  app.clock.advance(86_400)
  await addDataset(app, { name: 'nou', title: { ro: 'Set nou' } })
  const next = await digests(600)
  assert.match(next.find((one) => one.to === 'ana@example.md')?.text ?? '', /Set nou\n[^\n]+\n+– set de date nou/)
  assert.equal(
    next.find((one) => one.to === 'maria@example.md'),
    undefined,
    'does not follow the institution',
  )
})

test('that promised data did not come is told once, on the day after it was due', async () => {
  const ion = await signedIn(app, { name: 'Ion', email: 'ion@example.md' })
  await addDataset(app, { name: 'saptamanal', title: { ro: 'Săptămânal' }, frequency: 'WEEKLY' })
  await app.post('/ro/follow/datasets/saptamanal', {}, ion.headers)
  await changedAt(app, 'saptamanal', app.clock.now())
  const told: number[] = []
  for (let day = 1; day <= 10; day++) {
    const letters = await digests(86_400)
    if (letters.some(({ to, text }) => to === 'ion@example.md' && /datele noi nu au venit/.test(text))) told.push(day)
  }
  assert.deepEqual(told, [8])
})

test('an address leads to a dataset, to a table of one, or to nothing', () => {
  const table = '01940000-0000-7000-8000-000000000000'
  for (const [path, aim] of Object.entries({
    '/data/buget-2026': 'buget-2026',
    '/data/buget-2026/history': 'buget-2026',
    '/dataset/buget-2026.ttl': 'buget-2026',
    '/ckan/ro/dataset/11736-date': '11736-date',
    '/ckan/dataset/11736-date': '11736-date',
    [`/data/tables/${table}`]: table,
    [`/data/tables/${table}.csv`]: table,
  })) {
    const { name, table } = aimOf(path) ?? {}
    assert.equal(name ?? table, aim, path)
  }
  for (const path of [
    '/data',
    '/data/',
    '/data/institutions/primaria-balti',
    '/data/reuses/1',
    '/data/tables/x',
    '/database/x',
    '/data/Ă',
  ])
    assert.equal(aimOf(path), null, path)
})

/** What the job sends some seconds from now. */
async function digests(seconds: number) {
  const before = (await app.mails()).length
  app.clock.advance(seconds)
  await sendDigests(app.services)
  return (await app.mails()).slice(before)
}
