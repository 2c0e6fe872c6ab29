import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { PLATFORM, platformOrganisation } from '#commons/organisations/platform.ts'
import { transact } from '#kernel/database/transact.ts'
import { secondServer, type TestApp, testApp } from '#test/app.ts'
import { addDataset, changedAt, type TestDataset } from '#test/datasets.ts'
import { renameAuthority } from '#test/people.ts'
import type { Known } from './catalogue-index.ts'
import { facets } from './facets.ts'
import { freshIndex } from './fresh-index.ts'
import type { DatasetList } from './replies.ts'

let app: TestApp
before(async () => {
  app = await testApp()
  for (const dataset of made()) await addDataset(app, dataset)
})
after(() => app.close())

/** Two hundred datasets of every kind, the same each time; some are drafts. */
function made(): TestDataset[] {
  const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T
  const themes = ['ECON', 'EDUC', 'ENVI', 'HEAL', 'TRAN', 'GOVE', 'REGI']
  const words = [
    'buget',
    'școli',
    'aer',
    'parcări',
    'străzi',
    'вода',
    'arbori',
    'venituri',
    'transport',
    'Rîșcani',
    'spitale',
  ]
  return Array.from({ length: 200 }, (_, n) => ({
    name: `set-${String(n).padStart(3, '0')}`,
    published: n % 11 !== 0,
    authority: pick(['primaria-chisinau', 'primaria-balti', 'ministerul-mediului', 'parlamentul'], n * 7),
    title: { ro: `${pick(words, n)} ${pick(words, n * 3 + 1)} ${n}` },
    description: { ro: `Despre ${pick(words, n * 5 + 2)}.` },
    keywords: { ro: [pick(words, n * 2), pick(words, n + 4)] },
    themes: [...new Set([pick(themes, n), pick(themes, n * 3)])],
    licence: pick(['CC0', 'CC_BY_4_0', 'ODC_BY'], n),
    frequency: pick(['MONTHLY', 'ANNUAL', 'UNKNOWN', 'DAILY'], n * 3),
    highValue: n % 9 === 0 ? 'c_b79e35eb' : null,
    formats: n % 5 === 0 ? [] : [pick(['CSV', 'XLSX', 'JSON'], n), pick(['CSV', 'PDF'], n)],
    at: new Date(Date.UTC(2026, 9, 1, 0, n)),
  }))
}

const list = async (query: Record<string, string | number>, on: Pick<TestApp, 'get'> = app): Promise<DatasetList> =>
  (await on.get(`/api/v1/data?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`)).json()

/** What the index answers, asked of the tables in the plainest way. */
async function plainly(query: Record<string, string>) {
  const conditions = [
    query.institution && sql`o.slug = ${query.institution}`,
    query.theme && sql`${query.theme} = ANY (d.themes)`,
    query.format &&
      sql`EXISTS (SELECT FROM open_data.distribution x WHERE x.dataset_id = d.id AND x.removed_at IS NULL AND x.format = ${query.format})`,
    query.licence && sql`d.licence = ${query.licence}`,
    query.keyword && sql`d.keywords->'ro' ? ${query.keyword}`,
    query.frequency && sql`d.frequency = ${query.frequency}`,
    query.highValue && sql`d.high_value = ${query.highValue}`,
    // Words without endings, so that stems are the words themselves.
    query.q &&
      sql`(' ' || regexp_replace(unaccent(lower(d.title::text || d.keywords::text || d.description::text)), '[^a-zа-я0-9]+', ' ', 'g') || ' ')
        LIKE ${`% ${query.q} %`}`,
  ].filter((one) => typeof one === 'object')
  const { rows } = await sql<{ name: string; theme: string | null }>`
    SELECT d.name FROM open_data.dataset d JOIN organisations.organisation o ON o.id = d.organisation_id
    WHERE d.state = 'published' AND ${conditions.length > 0 ? sql.join(conditions, sql` AND `) : sql`true`}
    ORDER BY d.modified_at DESC, d.name`.execute(app.services.db)
  return rows.map(({ name }) => name)
}

async function all(query: Record<string, string>): Promise<string[]> {
  const names: string[] = []
  for (let page: number | null = 1; page !== null; ) {
    const reply: DatasetList = await list({ ...query, sort: 'newest', page })
    names.push(...reply.items.map(({ name }) => name))
    page = reply.next
  }
  return names
}

test('filters find what a plain query of the tables finds, in the same order, over all pages', async () => {
  for (const query of [
    {},
    { institution: 'primaria-balti' },
    { theme: 'ENVI' },
    { format: 'PDF' },
    { licence: 'CC0' },
    { keyword: 'Rîșcani' },
    { frequency: 'DAILY' },
    { highValue: 'c_b79e35eb' },
    { theme: 'TRAN', format: 'CSV', licence: 'ODC_BY' },
    { institution: 'parlamentul', frequency: 'MONTHLY', keyword: 'aer' },
    { q: 'aer' },
    { q: 'transport', theme: 'ECON' },
    { q: 'вода', institution: 'primaria-chisinau' },
  ] as Record<string, string>[]) {
    const expected = await plainly(query)
    assert.deepEqual(await all(query), expected, JSON.stringify(query))
    assert.equal((await list(query)).total, expected.length)
  }
})

test('beside each value of each facet stands what choosing it would find', async () => {
  for (const on of [{}, { theme: 'ENVI' }, { format: 'CSV', licence: 'CC0' }, { q: 'aer' }] as Record<
    string,
    string
  >[]) {
    const { facets: shown } = await list(on)
    assert.deepEqual(
      shown.map(({ facet }) => facet),
      [...facets],
    )
    for (const { facet, values } of shown)
      for (const { value, count } of values)
        assert.equal(
          count,
          (await plainly({ ...on, [facet]: value })).length,
          `${JSON.stringify(on)} ${facet} ${value}`,
        )
  }
})

test('what changes in the database is found at once, by whichever process it was changed', async () => {
  const other = await secondServer(app)
  const askOther = { get: (url: string) => other.server.inject({ method: 'GET', url }) }
  assert.equal((await list({ q: 'nemaivăzut' }, askOther)).total, 0)
  await addDataset(app, { name: 'nou', title: { ro: 'Nemaivăzut' } })
  assert.deepEqual(
    (await list({ q: 'nemaivazut' }, askOther)).items.map(({ name }) => name),
    ['nou'],
  )
  await sql`UPDATE open_data.dataset SET title = '{"ro": "Altfel"}' WHERE name = 'nou'`.execute(app.services.db)
  assert.equal((await list({ q: 'nemaivazut' }, askOther)).total, 0)
  assert.equal((await list({ q: 'altfel' })).total, 1)
  await sql`
    UPDATE open_data.dataset SET state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'x' WHERE name = 'nou'`.execute(
    app.services.db,
  )
  assert.equal((await list({ q: 'altfel' }, askOther)).total, 0)
  assert.equal((await freshIndex(app.services.db)).size, (await plainly({})).length)
  await other.close()
})

test('a new name of an institution is shown and found, and the index is not made anew for it', async () => {
  const { services } = app
  const index = await freshIndex(services.db)
  const emptyBefore = index.empty
  await renameAuthority(app, 'primaria-balti', 'Primăria Nouă')
  const { facets: shown } = await list({})
  const labels = shown.find(({ facet }) => facet === 'institution')?.values.map(({ label }) => label)
  assert.ok(labels?.includes('Primăria Nouă'))
  assert.equal((await list({ q: 'noua' })).total, (await plainly({ institution: 'primaria-balti' })).length)
  assert.equal(await freshIndex(services.db), index)
  assert.equal(
    index.empty - emptyBefore,
    (await plainly({ institution: 'primaria-balti' })).length,
    'no other is read again',
  )
})

test('what goes and comes without a word of its own is seen when anything may have changed', async () => {
  const { db } = app.services
  const { id } = await addDataset(app, { name: 'trece', title: { ro: 'Trecătorul' } })
  assert.equal((await list({ q: 'trecatorul' })).total, 1)
  await sql`DELETE FROM open_data.dataset_history WHERE dataset_id = ${id}`.execute(db)
  await sql`DELETE FROM open_data.dataset WHERE id = ${id}`.execute(db)
  await sql`INSERT INTO kernel.change (topic) VALUES ('*')`.execute(db)
  assert.equal((await list({ q: 'trecatorul' })).total, 0)
})

test('while an index without empty slots is made the old one answers, and the new one knows what changed meanwhile', async () => {
  const { db } = app.services
  const old = await freshIndex(db)
  const [one] = old.all() as [Known]
  for (let n = 0; n < old.size + 1_001; n++) old.put({ ...one, description: {}, others: [] })
  const busy = await changed('Întâia')
  assert.equal(busy, old, 'nobody waits for the new one')
  for (let n = 0; (await changed(`Schimbarea${n}`)) === old; n++) assert.ok(n < 1_000)
  assert.ok((await freshIndex(db)).empty < 1_000)

  async function changed(title: string) {
    await sql`UPDATE open_data.dataset SET title = ${JSON.stringify({ ro: title })}::jsonb WHERE name = ${one.name}`.execute(
      db,
    )
    const index = await freshIndex(db)
    assert.deepEqual(
      index.matching(title).map(({ name }) => name),
      [one.name],
    )
    return index
  }
})

test('keywords are offered in the language of the reader, and the one that is on in any', async () => {
  await addDataset(app, {
    name: 'cuvinte',
    title: { ro: 'Cuvinte-probă' },
    keywords: { ro: ['copaci'], ru: ['деревья'] },
  })
  const offered = async (url: string) => {
    const reply = await app.get(`/api/v1/data?q=cuvinte-proba${url}`, { 'accept-language': 'ru' })
    const { facets } = reply.json() as { facets: { facet: string; values: { value: string; count: number }[] }[] }
    return facets.find(({ facet }) => facet === 'keyword')?.values.map(({ value, count }) => [value, count])
  }
  assert.deepEqual(await offered(''), [['деревья', 1]])
  assert.deepEqual((await offered('&keyword=copaci'))?.toSorted(), [
    ['copaci', 1],
    ['деревья', 1],
  ])
})

test('a promised update that did not come is told, from the day after it was due', async () => {
  await addDataset(app, { name: 'zilnic', title: { ro: 'Zilnicul' }, frequency: 'DAILY' })
  const late = async () => (await list({ q: 'zilnicul' })).items[0]?.late
  assert.equal(await late(), false)
  await changedAt(app, 'zilnic', new Date(app.clock.now().getTime() - 2 * 86_400_000))
  assert.equal(await late(), true)
})

test('the page works by links and a plain form: filters that are on are taken off by a link, every choice says how much it finds', async () => {
  const { body } = await app.get('/ro/data?theme=ENVI&q=aer')
  assert.match(body, /<title>Date deschise: „aer”, Mediu — Punte<\/title>/)
  assert.match(body, /<option value="ENVI" selected>Mediu \(\d+\)<\/option>/)
  assert.match(body, /href="\/ro\/data\?theme=ENVI"/)
  assert.match(body, /type="application\/atom\+xml" href="\/ro\/data\/feed\.atom\?q=aer&amp;theme=ENVI"/)
  assert.equal((await app.get('/ro/data?theme=NIMIC')).statusCode, 200)
  assert.equal((await app.get('/ro/data?sort=x')).statusCode, 422)
})

test('the feed has the newest first, with the institution as author', async () => {
  const { body, headers } = await app.get('/ro/data/feed.atom?institution=parlamentul')
  assert.equal(headers['content-type'], 'application/atom+xml; charset=utf-8')
  const expected = (await plainly({ institution: 'parlamentul' })).slice(0, 50)
  const ids = [...body.matchAll(/<id>tag:punte\.test,2026:dataset-([^<]+)<\/id>/g)].map(([, name]) => name)
  assert.deepEqual(ids, expected)
  assert.match(body, /<author><name>Parlamentul Republicii Moldova<\/name><\/author>/)
})

test('what the platform makes of itself each day stands behind institutions, and is news to who asks for it alone', async () => {
  const { db } = app.services
  const country = app.services.places.all().find(({ type }) => type === 'country')?.key as string
  await transact(db, (tx) => platformOrganisation(tx, country, app.clock.now()))
  await addDataset(app, { name: 'al-platformei', authority: PLATFORM, at: new Date('2026-01-05T00:00:00Z') })
  await changedAt(app, 'al-platformei', new Date('2030-01-01T00:00:00Z'))
  const { total } = await list({})
  const last = await list({ page: Math.ceil(total / 20) })
  assert.equal(last.items.at(-1)?.name, 'al-platformei')
  assert.notEqual((await list({ q: 'al-platformei' })).items[0], undefined)
  const updated = async (query: string) =>
    /dataset-al-platformei<\/id>.*?<updated>(.{10})/s.exec((await app.get(`/ro/data/feed.atom?${query}`)).body)?.[1]
  assert.equal(await updated(`institution=${PLATFORM}`), '2030-01-01')
  assert.equal(await updated('q=al-platformei'), '2026-01-05')
})
