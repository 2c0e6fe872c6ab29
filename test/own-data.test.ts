import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { catalogueColumns } from '#commons/datasets/catalogue-rows.ts'
import { column, ownDataset } from '#commons/datasets/dataset.ts'
import type { Services } from '#kernel/http/context.ts'
import { readWaiting } from '#modules/open-data/ingest/read-waiting.ts'
import { makeOwn, ownDatasetsOf } from '#modules/open-data/own-data/make-own.ts'
import { publishMade } from '#modules/open-data/own-data/publish-made.ts'
import { ratingOf } from '#modules/open-data/score/mqa.ts'
import { scoreChanged } from '#modules/open-data/score/score-datasets.ts'
import { modules } from '#src/modules.ts'
import { type TestApp, testApp } from './app.ts'
import { addDataset } from './datasets.ts'
import { officerOf, signedIn } from './people.ts'
import { openPetition } from './signatures.ts'

let app: TestApp
before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
})
after(() => app.close())

const db = () => app.services.db

/** What timers and jobs do on a day. */
async function makeAndPublish(services: Services = app.services) {
  // Two workers at once come out as one.
  await Promise.all([makeOwn(services), makeOwn(services)])
  await readWaiting(app.services)
  await Promise.all([publishMade(services), publishMade(services)])
}
const nextDay = () => app.clock.advance(86_400)

async function addSignatures(number: number, rows: [unit: string, level: string, day: string, signatures: number][]) {
  for (const [unit, level, day, signatures] of rows)
    await sql`
      INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
      SELECT id, ${unit}, ${level}, ${day}::date, ${signatures} FROM petitions.petition WHERE number = ${number}`.execute(
      db(),
    )
  await app.fold()
}

/** Rows of a table as SQL gives them to anybody. */
async function asked(q: string): Promise<unknown[][]> {
  const reply = (await app.get(`/api/v1/data/sql?${new URLSearchParams({ q })}`)).json()
  assert.equal(reply.wrong, null, JSON.stringify(reply.wrong))
  return reply.answer.items
}

async function versions(name: string): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    SELECT v.state FROM open_data.version v JOIN open_data.distribution x ON x.id = v.distribution_id
    JOIN open_data.dataset d ON d.id = x.dataset_id WHERE d.name = ${name} ORDER BY v.seq`.execute(db())
  return rows.map(({ state }) => state)
}

const sumOfPeriods = `SELECT from_on, to_on, signatures FROM "punte-signatures-by-period" WHERE petition = 1 ORDER BY to_on`
const whole = `SELECT signatures, signatures_as_of, signatures_email_at_least, signatures_signed_at_least FROM "punte-petitions" WHERE number = 1`

test('what rooms declare is published by the platform, free of conditions, and says who made it', async () => {
  await addSignatures(1, [
    ['md-cu', 'email', '2026-11-19', 25],
    ['md-cu', 'email', '2026-11-20', 6],
    ['md-cu', 'signed', '2026-11-21', 5],
    ['md-cu', 'email', '2026-11-23', 40],
  ])
  await makeAndPublish()
  const authorities = (await app.get('/api/v1/data/punte-authorities')).json()
  assert.equal(authorities.institution.slug, 'punte')
  assert.equal(authorities.licence.code, 'CC0')
  assert.deepEqual(authorities.files.length, 1)
  assert.match((await app.get('/ru/data/punte-authorities')).body, /Код органа власти, как в адресе его страницы/)
  assert.match((await app.get('/ro/data/punte-authorities/history')).body, /Făcut de platforma însăși/)
  const { entries } = (await app.get('/api/v1/data/punte-authorities/history')).json()
  const publication = entries.find(({ act }: { act: string }) => act === 'publish')
  assert.equal(publication.reason, 'Făcut de platforma însăși, din propriile înregistrări', 'of its publication too')
  assert.equal((await app.get('/ro/data/institutions/punte')).statusCode, 200)
  const pack = (await app.get('/ru/data/punte-authorities/datapackage.json')).json()
  const described = pack.resources[0].schema.fields.find(({ description = '' }: { description?: string }) =>
    description.includes('Код органа власти'),
  )
  assert.match(described.description, /Код органа власти/)
  const tableId = pack.resources[0].name
  const { fields } = (await app.get(`/data/tables/${tableId}/schema.json`)).json()
  assert.ok(
    fields.every(({ description }: { description?: string }) => description),
    'each column says what it holds',
  )
  const { tableSchema } = (await app.get(`/data/tables/${tableId}/csv-metadata.json`)).json()
  assert.deepEqual(
    tableSchema.columns[0]['dc:description'].map((said: { '@language': string }) => said['@language']),
    ['ro', 'ru', 'en'],
  )
  const count = await asked('SELECT count(*) FROM "punte-authorities"')
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM organisations.organisation WHERE is_authority`.execute(db())
  assert.deepEqual(count, [[rows[0]?.count]])
  const { rows: acts } = await sql<{ act: string; role: string }>`
    SELECT act, role FROM audit.act WHERE subject_id = 'punte-authorities' ORDER BY acted_at, id`.execute(db())
  assert.deepEqual(acts, [
    { act: 'open-data.release', role: 'system' },
    { act: 'open-data.catalogue.publish', role: 'system' },
  ])
})

test('every one of them is described as well as the European portal can ask', async () => {
  await scoreChanged(app.services)
  const { rows } = await sql<{ name: string; points: number }>`
    SELECT d.name, s.points FROM open_data.dataset_score s JOIN open_data.dataset d ON d.id = s.dataset_id WHERE d.name LIKE 'punte-%'`.execute(
    db(),
  )
  assert.ok(rows.length >= 4)
  const rdf = (await app.get('/dataset/punte-authorities.ttl')).body
  assert.match(rdf, /Platforma Punte/)
  assert.deepEqual(
    rows.filter(({ points }) => ratingOf(points) !== 'excellent'),
    [],
  )
})

test('signatures are told until yesterday, days that are too few together, levels as lower bounds', async () => {
  assert.deepEqual(await asked(whole), [[36, '2026-11-21', 20, null]])
  assert.deepEqual(await asked(sumOfPeriods), [
    [null, '2026-11-19', 25],
    ['2026-11-20', '2026-11-21', 11],
  ])
})

test('on a day on which nothing changed there is no new version; where ten people signed there is', async () => {
  nextDay()
  await makeAndPublish()
  assert.deepEqual(await versions('punte-authorities'), ['published'])
  assert.deepEqual(await asked(whole), [[76, '2026-11-23', 60, null]])
  assert.equal((await versions('punte-petitions')).length, 2)
})

test('fewer than ten who sign or withdraw change nothing that anybody sees, in whatever version', async () => {
  nextDay()
  await addSignatures(1, [
    ['md-cu', 'signed', '2026-11-24', 9],
    ['md-cu', 'email', '2026-11-19', -3],
  ])
  await makeAndPublish()
  assert.deepEqual(await asked(whole), [[76, '2026-11-23', 60, null]])
  assert.deepEqual(await asked(sumOfPeriods), [
    [null, '2026-11-19', 25],
    ['2026-11-20', '2026-11-21', 11],
    ['2026-11-22', '2026-11-23', 40],
  ])
  // Nor does the file tell it: the version of before is still the newest.
  assert.equal((await versions('punte-signatures-by-period')).length, 2)
})

test('what looks like somebody’s data in a title is left out, and the title is on the petition’s page', async () => {
  await openPetition(app, 'Scrieți-i lui ion.popa@example.md sau la 069123456')
  await openPetition(app, 'Mai multe bănci în parc')
  nextDay()
  await makeAndPublish()
  const titles = (await asked('SELECT title FROM "punte-petitions" ORDER BY number')).flat()
  assert.ok(titles.includes(null))
  assert.ok(titles.includes('Mai multe bănci în parc'))
  assert.ok(!JSON.stringify(titles).includes('example.md'))
  assert.equal((await versions('punte-petitions')).at(-1), 'published')
})

test('what an administrator withdrew stays withdrawn, and gets no versions', async () => {
  const before = await versions('punte-places')
  await sql`
    UPDATE open_data.dataset SET state = 'withdrawn', withdrawn_at = ${app.clock.now()}, withdrawn_reason = 'O greșeală' WHERE name = 'punte-places'`.execute(
    db(),
  )
  nextDay()
  await makeAndPublish(madeUp('places', [{ code: 'altceva' }]))
  assert.deepEqual(await versions('punte-places'), before)
  assert.equal((await app.get('/api/v1/data/punte-places')).json().withdrawn.reason, 'O greșeală')
})

/** The house as if a room declared this dataset, and nothing else were declared. */
function madeUp(name: string, rows: { code: string }[] | Error): Services {
  const entry = ownDataset<{ code: string }>(name, {
    title: 'places.own.places',
    about: 'places.own.places.about',
    keywords: 'places.own.places.keywords',
    themes: ['GOVE'],
    key: ['code'],
    columns: [column('code', 'code', 'places.own.column.code', ({ code }) => code)],
    async *rows() {
      if (rows instanceof Error) throw rows
      yield* rows
    },
  })
  return { ...app.services, manifests: [{ name: 'made-up', ownDatasets: [entry] }] }
}

async function refusalOf(name: string): Promise<string | null | undefined> {
  const { rows } = await sql<{ refusal: string | null }>`
    SELECT refusal FROM open_data.own_dataset WHERE name = ${name}`.execute(db())
  return rows[0]?.refusal
}

test('what the guard stops is not published, and administrators see why; when it is gone it is published', async () => {
  await makeAndPublish(madeUp('guarded', [{ code: '2002500081628' }, { code: '2002500081629' }]))
  assert.deepEqual(await versions('punte-guarded'), ['read'])
  assert.equal(await refusalOf('guarded'), 'open-data.guard.refused.stopped')
  assert.equal((await app.get('/ro/data/punte-guarded')).statusCode, 404)
  nextDay()
  await makeAndPublish(madeUp('guarded', [{ code: 'md-cu' }]))
  assert.deepEqual(await versions('punte-guarded'), ['read', 'published'])
  assert.equal(await refusalOf('guarded'), null)
  assert.deepEqual(await asked('SELECT code FROM "punte-guarded"'), [['md-cu']])
})

test('one that cannot be made holds up no other, and says so', async () => {
  const broken = madeUp('broken', new Error('no such table'))
  const whole = madeUp('whole', [{ code: 'md' }])
  await makeAndPublish({ ...broken, manifests: [...broken.manifests, ...whole.manifests] })
  assert.equal(await refusalOf('broken'), 'open-data.own-data.failed')
  assert.deepEqual(await versions('punte-whole'), ['published'])
})

test('a dataset without a row is not there; where an institution has the name, a number follows it', async () => {
  await addDataset(app, { name: 'punte-taken' })
  const nothing = madeUp('nothing', [])
  const taken = madeUp('taken', [{ code: 'md' }])
  await makeAndPublish({ ...nothing, manifests: [...nothing.manifests, ...taken.manifests] })
  assert.equal((await app.get('/api/v1/data/punte-nothing')).statusCode, 404)
  assert.equal((await app.get('/api/v1/data/punte-taken')).json().institution.slug, 'primaria-chisinau')
  assert.equal((await app.get('/api/v1/data/punte-taken-2')).json().institution.slug, 'punte')
})

test('administrators see how each stands and have all made anew; nobody else does', async () => {
  const officer = await officerOf(app, 'primaria-chisinau', { name: 'Doina Plămădeală', email: 'doina@example.md' })
  assert.equal((await app.get('/api/v1/work/own-data')).statusCode, 401)
  assert.equal((await app.get('/api/v1/work/own-data', officer.headers)).statusCode, 403)
  assert.equal((await app.post('/ro/work/own-data/making', {}, officer.headers)).statusCode, 403)
  const chief = await signedIn(app, { name: 'Ana Rusu', email: 'sef@example.md', roles: [{ name: 'administrator' }] })
  const desk = (await app.get('/api/v1/work/own-data', chief.headers)).json()
  assert.equal(desk.asked, false)
  const petitions = desk.items.find(({ name }: { name: string }) => name === 'petitions')
  assert.deepEqual([petitions.state, petitions.dataset], ['published', 'punte-petitions'])
  app.clock.advance(60)
  assert.equal((await app.post('/ro/work/own-data/making', {}, chief.headers)).statusCode, 303)
  assert.equal((await app.get('/api/v1/work/own-data', chief.headers)).json().asked, true)
  app.clock.advance(60)
  await makeOwn(app.services)
  assert.equal((await app.get('/api/v1/work/own-data', chief.headers)).json().asked, false)
  for (const lang of ['ro', 'ru', 'en'])
    assert.equal((await app.get(`/${lang}/work/own-data`, chief.headers)).statusCode, 200)
})

test('every number in them was thought of: it counts no people, or is guarded, or decision 0006 says why it is exact', () => {
  const exact = ownDatasetsOf({ manifests: modules }).flatMap(({ name, entry }) =>
    entry.columns
      .filter(({ type }) => type === 'integer' || type === 'number')
      .filter(
        (column) => !entry.people?.some(({ total, parts }) => total === column.name || parts?.includes(column.name)),
      )
      .map((column) => `${name}.${column.name}`),
  )
  assert.deepEqual(exact, reviewed)
})

/** Texts that people wrote, and names of what is no person. */
const texts = [
  'petitions.title',
  'petitions.place_name',
  'signatures-by-unit.name',
  'response-times.name',
  'participatory-processes.title_ro',
  'participatory-processes.title_ru',
  'participatory-processes.title_en',
  'budgets.title',
  'budgets.place_name',
  'budget-results.title',
  'budget-results.title_ro',
  'budget-results.title_ru',
  'budget-results.title_en',
  'budget-projects.title',
  'budget-projects.office',
  'budget-projects.title_ro',
  'budget-projects.title_ru',
  'budget-projects.title_en',
  'budget-money-lines.what',
  'budget-money-lines.supplier',
  'budget-money-lines.contract_number',
  'budget-money-lines.contract_url',
  'budget-money-lines.ocid',
  'budget-milestones.title',
  'catalogue.title_ro',
  'catalogue.title_ru',
  'catalogue.title_en',
  'authorities.name_ro',
  'authorities.name_ru',
  'authorities.name_en',
  'places.name_ro',
  'places.name_ru',
  'places.name_en',
]

test('no column holds names, addresses or mailboxes of people', () => {
  const own = ownDatasetsOf({ manifests: modules })
  const free = own.flatMap(({ name, entry }) =>
    entry.columns.filter(({ type }) => type === 'text').map((column) => `${name}.${column.name}`),
  )
  assert.deepEqual(free, texts)
  const names = own.flatMap(({ entry }) => catalogueColumns(entry).map(({ name }) => name))
  assert.deepEqual(
    names.filter((name) =>
      /(?<!^signatures_e)mail|phone|address|author(?!it)|person|signer|account|idnp|birth/.test(name),
    ),
    [],
  )
})

const reviewed = [
  'petitions.number',
  'signatures-by-period.petition',
  // Steps of what was told of the whole.
  'signatures-by-period.signatures',
  'signatures-by-unit.petition',
  // Published counts of decision 0002.
  'signatures-by-unit.signatures_at_least',
  'petition-thresholds.petition',
  'petition-thresholds.needed',
  'petition-answers.petition',
  'petition-answers.days_to_answer',
  'response-times.received',
  'response-times.answered',
  'response-times.median_days',
  'response-times.in_time',
  'response-times.with_term',
  'response-times.overdue',
  'participatory-processes.process',
  'participatory-processes.phase',
  'budgets.process',
  // Public one by one.
  'budgets.ideas',
  'budgets.funded',
  'budgets.done',
  'budgets.available',
  'budgets.cost',
  'budgets.contracted',
  'budgets.paid',
  'budgets.median_days',
  'budget-participation.process',
  // Published counts of decision 0002.
  'budget-participation.people',
  'budget-participation.people_at_least',
  'budget-results.process',
  'budget-results.envelope',
  'budget-results.project',
  'budget-results.cost',
  // Whoever has the ballots counts them again.
  'budget-results.votes',
  'budget-results.points',
  'budget-ballots.process',
  'budget-ballots.envelope',
  'budget-ballots.project',
  'budget-ballots.counts',
  'budget-projects.process',
  'budget-projects.project',
  'budget-projects.idea',
  'budget-projects.envelope',
  'budget-projects.replaces',
  'budget-projects.cost',
  'budget-projects.planned',
  'budget-projects.contracted',
  'budget-projects.paid',
  'budget-projects.over',
  'budget-money-lines.process',
  'budget-money-lines.project',
  'budget-money-lines.planned',
  'budget-money-lines.contracted',
  'budget-money-lines.paid',
  'budget-milestones.process',
  'budget-milestones.project',
  'catalogue.points',
  'description-scores.datasets',
  'description-scores.points',
  'data-request-times.answered',
  'data-request-times.median_days',
  'data-request-times.in_time_at_least',
]
