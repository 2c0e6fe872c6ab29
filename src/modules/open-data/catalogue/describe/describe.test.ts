import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { routesOf } from '#kernel/http/server.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { authorityId, endRoles, officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { reservedNames } from '../dataset-path.ts'
import { publishDue } from './publish-due.ts'

let app: TestApp
let doina: TestPerson
let ion: TestPerson
let oleg: TestPerson

before(async () => {
  app = await testApp()
  const officer = async (authority: string) => ({
    name: 'officer' as const,
    organisationId: await authorityId(app, authority),
  })
  const chisinau = [await officer('primaria-chisinau')]
  doina = await signedIn(app, { name: 'Doina Plămădeală', email: 'doina@example.md', roles: chisinau })
  ion = await signedIn(app, { name: 'Ion Rusu', email: 'ion@example.md', roles: chisinau })
  oleg = await signedIn(app, {
    name: 'Oleg Kravciuc',
    email: 'oleg@example.md',
    roles: [await officer('primaria-balti')],
  })
})
after(() => app.close())

let keys = 0
const post = (path: string, fields: Record<string, string | string[]>, by: TestPerson) => {
  keys += 1
  return app.post(`/ro/work/data/${path}`, { 'idempotency-key': `key-${keys}`, ...fields }, by.headers)
}
const mustPost = async (path: string, fields: Record<string, string | string[]>, by: TestPerson) => {
  const reply = await post(path, fields, by)
  assert.equal(reply.statusCode, 303, reply.body)
  return String(reply.headers.location)
}
const noData = { withoutData: 'Datele se dau doar la ghișeu.' }
const whole = { descriptionRo: 'Ce conțin datele, rând cu rând.', licence: 'CC_BY_4_0' }
const begin = (name: string, fields: Record<string, string | string[]> = whole, by = doina) =>
  mustPost('new', { name, titleRo: `Datele ${name}`, ...fields }, by)
const shown = async (name: string) => app.get(`/api/v1/data/${name}`)
const desk = async (name: string, by = doina) => (await app.get(`/api/v1/work/data/${name}`, by.headers)).json()
const acts = async (name: string) =>
  (
    await app.deps.database.pool.query(
      "SELECT act FROM audit.act WHERE subject_kind = 'open-data.dataset' AND subject_id = $1 ORDER BY acted_at, id",
      [name],
    )
  ).rows.map(({ act }) => act.split('.').at(-1))
const entries = async (name: string) =>
  (
    await app.deps.database.pool.query(
      "SELECT convert_from(body, 'UTF8')::json AS entry FROM ledger.entry WHERE kind LIKE 'open-data.%' ORDER BY index",
    )
  ).rows.flatMap(({ entry }) => (entry.dataset === name ? [entry] : []))

test('a dataset goes from a draft that nobody sees through another officer to the public, and both are recorded', async () => {
  assert.equal(await begin('arbori'), '/ro/work/data/arbori')
  assert.equal((await shown('arbori')).statusCode, 404)
  await mustPost('arbori/submission', {}, doina)
  assert.equal((await post('arbori/publication', noData, doina)).statusCode, 409, 'not by who sent it')
  assert.equal((await shown('arbori')).statusCode, 404)
  assert.equal((await desk('arbori', ion)).may.publish, true)
  assert.equal((await desk('arbori', doina)).needsAnother, true)
  await mustPost('arbori/publication', noData, ion)
  const { title, licence, institution } = (await shown('arbori')).json()
  assert.deepEqual(
    [title, licence.code, institution.slug],
    [{ text: 'Datele arbori', lang: 'ro' }, 'CC_BY_4_0', 'primaria-chisinau'],
  )
  assert.deepEqual(await acts('arbori'), ['create', 'submit', 'publish'])
  assert.deepEqual(await entries('arbori'), [
    {
      kind: 'open-data.dataset-published',
      v: 1,
      dataset: 'arbori',
      organisation: 'primaria-chisinau',
      again: false,
      day: '2026-11-22',
    },
  ])
})

test('an administrator reads what waits in any institution, publishes it or gives it back, and changes nothing else', async () => {
  const radu = await signedIn(app, {
    name: 'Radu Mocanu',
    email: 'radu@example.md',
    roles: [{ name: 'administrator' }],
  })
  const ask = (path: string, by: TestPerson) => app.get(`/api/v1/work/data-to-publish${path}`, by.headers)
  const act = (path: string, fields: Record<string, string> = {}) =>
    app.post(`/ro/work/data-to-publish/${path}`, fields, radu.headers)
  await begin('lacuri')
  assert.equal((await ask('/lacuri', radu)).statusCode, 404, 'a draft is nobody else’s business')
  await mustPost('lacuri/submission', {}, doina)
  assert.deepEqual(
    (await ask('', radu)).json().items.map(({ name }: { name: string }) => name),
    ['lacuri'],
  )
  assert.equal((await ask('/lacuri', radu)).json().preview.description.text, whole.descriptionRo)
  assert.equal((await ask('/lacuri', doina)).statusCode, 403)
  assert.equal((await app.get('/api/v1/work/data/lacuri', radu.headers)).statusCode, 403)
  assert.equal((await act('lacuri/return', { reason: 'Lipsește temele.' })).statusCode, 303)
  assert.equal((await act('lacuri/publication')).statusCode, 404)
  await mustPost('lacuri/submission', {}, doina)
  assert.equal((await act('lacuri/publication', noData)).statusCode, 303)
  assert.equal((await shown('lacuri')).statusCode, 200)
})

test('where an institution has one officer, nobody else is waited for', async () => {
  await begin('troleibuze', whole, oleg)
  assert.equal((await desk('troleibuze', oleg)).may.publish, true)
  await mustPost('troleibuze/publication', noData, oleg)
  assert.equal((await shown('troleibuze')).statusCode, 200)
})

test('a dataset without data is published only with the reason, which everybody reads; an address of the data needs none', async () => {
  await begin('fara-date', whole, oleg)
  const refused = await post('fara-date/publication', {}, oleg)
  assert.equal(refused.statusCode, 422)
  assert.match(
    refused.body,
    /id="f-publication-withoutData-error"[^>]*>[^<]*<span[^>]*>[^<]*<\/span>Setul nu are niciun fișier/,
  )
  await mustPost('fara-date/publication', noData, oleg)
  const history = await app.get('/api/v1/data/fara-date/history')
  assert.equal(history.json().entries[0].reason, noData.withoutData)
  await begin('alt-site', whole, oleg)
  await mustPost('alt-site/distributions', { titleRo: 'Pe alt site', url: 'https://exemplu.md/date.csv' }, oleg)
  await mustPost('alt-site/publication', {}, oleg)
})

test('published again without data, a dataset asks for the reason as at first, and the history has it', async () => {
  await begin('iar-fara-date', whole, oleg)
  await mustPost('iar-fara-date/publication', noData, oleg)
  await mustPost('iar-fara-date/withdrawal', { reason: 'Se verifică datele.' }, oleg)
  assert.match((await app.get('/ro/work/data/iar-fara-date', oleg.headers)).body, /id="f-republication-withoutData"/)
  const refused = await post('iar-fara-date/republication', {}, oleg)
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /id="f-republication-withoutData-error"/)
  const why = 'Datele se publică la anul.'
  await mustPost('iar-fara-date/republication', { withoutData: why }, oleg)
  const [entry] = (await app.get('/api/v1/data/iar-fara-date/history')).json().entries
  assert.deepEqual([entry.act, entry.reason], ['publish-again', why])
})

test('reasons say in which language they are, to who reads the page in another one', async () => {
  const russian = { lang: 'ru' }
  await begin('altfel-spus', whole, oleg)
  await mustPost('altfel-spus/publication', { withoutData: 'Данные дают в окне.', ...russian }, oleg)
  await mustPost('altfel-spus/withdrawal', { reason: 'Числа были неверны.', ...russian }, oleg)
  assert.equal((await shown('altfel-spus')).json().withdrawn.lang, 'ru')
  const pages = async (rest = '') =>
    Promise.all(['ro', 'ru'].map(async (lang) => (await app.get(`/${lang}/data/altfel-spus${rest}`)).body))
  const [romanian = '', own = ''] = await pages()
  assert.match(romanian, /<p lang="ru">Числа были неверны\.<\/p>/)
  assert.match(own, /<p>Числа были неверны\.<\/p>/)
  const [history = ''] = await pages('/history')
  assert.match(history, /<p lang="ru">Числа были неверны\.<\/p>/)
  assert.match(history, /<p lang="ru">Данные дают в окне\.<\/p>/)
  // The form asks, with the language of its page chosen.
  assert.match((await app.get('/ru/work/data/altfel-spus', oleg.headers)).body, /<option value="ru" selected/)
  await mustPost('altfel-spus/republication', { withoutData: 'Datele vin la anul.' }, oleg)
  const { entries: told } = (await app.get('/api/v1/data/altfel-spus/history')).json()
  assert.deepEqual(
    told.map(({ reasonLang }: { reasonLang: string | null }) => reasonLang),
    [null, 'ru', 'ru'],
  )
})

test('keywords and names of files say in which language they are, to who reads the page in another one', async () => {
  await begin('cuvinte', { ...whole, keywordsRo: 'apă, izvor' }, oleg)
  await mustPost('cuvinte/distributions', { titleRo: 'Fântânile', url: 'https://example.md/x' }, oleg)
  await mustPost('cuvinte/publication', {}, oleg)
  const { body } = await app.get('/ru/data/cuvinte')
  assert.match(body, /<ul class="chips" lang="ro"><li><a [^>]*>apă</)
  assert.match(body, /example\.md<span class="ds-sr-only">: <span lang="ro">Fântânile</)
  const here = await app.get('/ro/data/cuvinte')
  assert.match(here.body, /<ul class="chips"><li><a [^>]*>apă</)
  assert.match(here.body, /<span class="ds-sr-only">: <span>Fântânile</)
  const { keywords, keywordsLang } = (await app.get('/api/v1/data/cuvinte', { 'accept-language': 'ru' })).json()
  assert.deepEqual([keywords, keywordsLang], [['apă', 'izvor'], 'ro'])
})

test('two datasets of one name: the error stands at the field, and what was typed is kept', async () => {
  await begin('drumuri')
  const reply = await post('new', { name: 'drumuri', titleRo: 'Alte drumuri', themes: ['TRAN', 'REGI'] }, oleg)
  assert.equal(reply.statusCode, 422)
  assert.match(
    reply.body,
    /id="f-name-error"[^>]*>[^<]*<span[^>]*>[^<]*<\/span>Alt set de date are deja numele „drumuri”/,
  )
  assert.match(reply.body, /name="titleRo"[^>]*|Alte drumuri/)
  assert.match(reply.body, /value="TRAN" checked/)
  // The same without a name, by the title.
  await mustPost('new', { titleRo: 'Lista străzilor' }, oleg)
  assert.equal((await post('new', { titleRo: 'Lista străzilor' }, oleg)).statusCode, 422)
  for (const taken of ['institutions', 'tables', 'new', 'feed'])
    assert.equal((await post('new', { name: taken, titleRo: 'Un titlu' }, oleg)).statusCode, 422, taken)
})

test('without a description and a licence nothing is published, nor taken from what is public', async () => {
  await begin('gol', {}, oleg)
  assert.deepEqual((await desk('gol', oleg)).lacks, ['description', 'licence'])
  for (const act of ['submission', 'publication']) assert.equal((await post(`gol/${act}`, {}, oleg)).statusCode, 409)
  await mustPost('gol/description', { titleRo: 'Nu mai e gol', ...whole }, oleg)
  await mustPost('gol/publication', noData, oleg)
  assert.equal((await post('gol/description', { titleRo: 'Iar gol' }, oleg)).statusCode, 409)
  assert.equal((await post('gol/description', { titleRo: 'x', ...whole }, oleg)).statusCode, 422)
  const turned = { titleRo: 'Nu mai e gol', ...whole, coversFrom: '2026-02-01', coversTo: '2026-01-01' }
  assert.equal((await post('gol/description', turned, oleg)).statusCode, 422)
  const nowhere = { titleRo: 'Nu mai e gol', ...whole, place: 'md-nicaieri' }
  assert.equal((await post('gol/description', nowhere, oleg)).statusCode, 422)
})

test('what is saved as it stood is no change, whatever order its themes stood in', async () => {
  await begin('neschimbate', { ...whole, themes: ['TRAN', 'EDUC'] })
  const { pool } = app.deps.database
  await pool.query("UPDATE open_data.dataset SET themes = '{TRAN,EDUC}' WHERE name = 'neschimbate'")
  const same = { titleRo: 'Datele neschimbate', ...whole, themes: ['EDUC', 'TRAN'] }
  await mustPost('neschimbate/description', same, doina)
  const file = { titleRo: 'Tabelul', url: 'https://example.md/t.csv', format: 'CSV' }
  await mustPost('neschimbate/distributions', file, doina)
  const [{ id }] = (await desk('neschimbate')).files
  await mustPost(`neschimbate/distributions/${id}`, file, doina)
  assert.deepEqual(await acts('neschimbate'), ['create', 'add-file'])
  await mustPost(`neschimbate/distributions/${id}`, { ...file, titleEn: 'The table' }, doina)
  assert.deepEqual(await acts('neschimbate'), ['create', 'add-file', 'change-file'])
})

test('a dataset can be about the whole country, and stays so when its description is opened and saved', async () => {
  await begin('bacalaureat', { ...whole, place: 'md' })
  for (const path of ['new', 'bacalaureat/description'])
    assert.match(
      (await app.get(`/ro/work/data/${path}`, doina.headers)).body,
      /<option value="md"[^>]*>Republica Moldova</,
    )
  const { body } = await app.get('/ro/work/data/bacalaureat/description', doina.headers)
  assert.match(body, /<option value="md"[^>]* selected|<option selected[^>]* value="md"/)
})

test('what waits to be published is what will be published: it is changed only after it was given back, with the reason', async () => {
  await begin('parcuri')
  await mustPost('parcuri/submission', {}, doina)
  assert.equal((await post('parcuri/description', { titleRo: 'Altele', ...whole }, doina)).statusCode, 409)
  assert.equal((await post('parcuri/distributions', { titleRo: 'Tabel' }, doina)).statusCode, 409)
  await mustPost('parcuri/return', { reason: 'Lipsește perioada datelor.' }, ion)
  assert.equal((await desk('parcuri')).givenBack, 'Lipsește perioada datelor.')
  await mustPost('parcuri/description', { titleRo: 'Altele', ...whole }, doina)
  await mustPost('parcuri/submission', {}, doina)
  assert.equal((await desk('parcuri')).givenBack, null)
})

test('a day may be chosen for the publication, and the clock publishes at its beginning in the time zone of the house', async () => {
  await begin('bugete')
  await mustPost('bugete/submission', {}, doina)
  for (const on of ['2026-11-21', '2029-01-01'])
    assert.equal((await post('bugete/publication', { ...noData, on }, ion)).statusCode, 422, on)
  await mustPost('bugete/publication', { ...noData, on: '2026-11-25' }, ion)
  assert.equal((await desk('bugete')).publishAt, '2026-11-24T22:00:00.000Z')
  app.clock.set('2026-11-24T21:59:00Z')
  await publishDue(app.services)
  assert.equal((await shown('bugete')).statusCode, 404)
  app.clock.set('2026-11-24T22:00:00Z')
  await publishDue(app.services)
  await publishDue(app.services)
  assert.equal((await shown('bugete')).json().publishedAt, '2026-11-24T22:00:00.000Z')
  assert.equal((await entries('bugete')).length, 1)
  const [published] = (await app.get('/api/v1/data/bugete/history')).json().entries
  assert.deepEqual([published.act, published.reason], ['publish', noData.withoutData])
  app.clock.set('2026-11-22T10:00:00Z')
})

test('a dataset that cannot be published on its day holds up no other, and is tried again', async () => {
  for (const name of ['blocat', 'urmator']) {
    await begin(name)
    await mustPost(`${name}/submission`, {}, doina)
    await mustPost(`${name}/publication`, { ...noData, on: '2026-11-25' }, ion)
  }
  const { db } = app.services
  await sql`ALTER TABLE open_data.dataset ADD CONSTRAINT breaks CHECK (name <> 'blocat' OR state <> 'published')`.execute(
    db,
  )
  app.clock.set('2026-11-25T00:00:00Z')
  await publishDue(app.services)
  assert.deepEqual([(await shown('blocat')).statusCode, (await shown('urmator')).statusCode], [404, 200])
  await sql`ALTER TABLE open_data.dataset DROP CONSTRAINT breaks`.execute(db)
  await publishDue(app.services)
  assert.equal((await shown('blocat')).statusCode, 200)
  app.clock.set('2026-11-22T10:00:00Z')
})

test('what was given back is not published by the clock', async () => {
  await begin('anulat')
  await mustPost('anulat/submission', {}, doina)
  await mustPost('anulat/publication', { ...noData, on: '2026-11-25' }, ion)
  await mustPost('anulat/return', { reason: 'Nu sunt toate datele.' }, ion)
  app.clock.set('2026-11-26T00:00:00Z')
  await publishDue(app.services)
  assert.equal((await shown('anulat')).statusCode, 404)
  app.clock.set('2026-11-22T10:00:00Z')
})

test('withdrawn, a dataset leaves the catalogue and keeps its page with the reason; it can be published again', async () => {
  await begin('parcari', whole, oleg)
  await mustPost('parcari/publication', noData, oleg)
  await mustPost('parcari/distributions', { titleRo: 'Tabel', url: 'https://example.md/a.csv', format: 'CSV' }, oleg)
  assert.equal((await post('parcari/withdrawal', { reason: 'scurt' }, oleg)).statusCode, 422)
  await mustPost('parcari/withdrawal', { reason: 'Numerele erau greșite.' }, oleg)
  const reply = (await shown('parcari')).json()
  assert.equal(reply.withdrawn.reason, 'Numerele erau greșite.')
  assert.deepEqual(reply.files, [])
  const listed = async () => (await app.get('/api/v1/data?q=parcari')).json().total
  assert.equal(await listed(), 0)
  await mustPost('parcari/republication', {}, oleg)
  assert.equal(await listed(), 1)
  assert.deepEqual(
    (await entries('parcari')).map(({ kind, again }) => [kind, again]),
    [
      ['open-data.dataset-published', false],
      ['open-data.dataset-withdrawn', undefined],
      ['open-data.dataset-published', true],
    ],
  )
  assert.equal((await post('parcari/republication', {}, oleg)).statusCode, 409)
})

test('files are added, described, put in order and taken out', async () => {
  await begin('fisiere', whole, oleg)
  for (const titleRo of ['Întâiul', 'Al doilea', 'Al treilea'])
    await mustPost('fisiere/distributions', { titleRo, url: 'https://example.md/x' }, oleg)
  assert.equal(
    (await post('fisiere/distributions', { titleRo: 'Rău', url: 'javascript:alert(1)' }, oleg)).statusCode,
    422,
  )
  const files = async () =>
    (await desk('fisiere', oleg)).files as { id: string; title: { text: string }; format: string | null }[]
  const titles = async () => (await files()).map(({ title }) => title.text)
  const at = async (n: number) => `fisiere/distributions/${(await files())[n]?.id}`
  await mustPost(`${await at(2)}/place`, { to: 'up' }, oleg)
  assert.deepEqual(await titles(), ['Întâiul', 'Al treilea', 'Al doilea'])
  await mustPost(`${await at(0)}/place`, { to: 'up' }, oleg)
  await mustPost(`${await at(0)}/place`, { to: 'down' }, oleg)
  assert.deepEqual(await titles(), ['Al treilea', 'Întâiul', 'Al doilea'])
  await mustPost(await at(0), { titleRo: 'Altul', format: 'GEOJSON' }, oleg)
  assert.equal((await files())[0]?.format, 'GeoJSON')
  const gone = await at(1)
  await mustPost(`${gone}/removal`, {}, oleg)
  assert.deepEqual(await titles(), ['Altul', 'Al doilea'])
  assert.equal((await post(`${gone}/removal`, {}, oleg)).statusCode, 404)
  await mustPost('fisiere/distributions', { titleRo: 'La sfârșit' }, oleg)
  assert.deepEqual(await titles(), ['Altul', 'Al doilea', 'La sfârșit'])
})

test('the history tells what changed since the publication, and nothing from before it', async () => {
  await begin('istoric', { ...whole, keywordsRo: 'unu, doi, unu' }, oleg)
  await mustPost('istoric/description', { titleRo: 'Înainte', ...whole }, oleg)
  await mustPost('istoric/publication', noData, oleg)
  await mustPost('istoric/description', { titleRo: 'Înainte', ...whole }, oleg)
  await mustPost('istoric/description', { titleRo: 'După', ...whole, themes: ['ENVI'] }, oleg)
  const { entries: told } = (await app.get('/api/v1/data/istoric/history')).json()
  assert.deepEqual(
    told.map(({ act }: { act: string }) => act),
    ['describe', 'publish'],
  )
  assert.deepEqual(told[0].changes, [
    {
      field: 'title',
      lang: 'ro',
      lines: [
        { kind: 'gone', text: 'Înainte' },
        { kind: 'new', text: 'După' },
      ],
    },
    { field: 'themes', lang: null, lines: [{ kind: 'new', text: 'Mediu' }] },
  ])
  const { body } = await app.get('/ro/data/istoric/history')
  assert.match(body, /<del lang="ro">Înainte<\/del>/)
  assert.match(body, /<ins lang="ro">După<\/ins>/)
  assert.doesNotMatch(body, /Oleg/)
})

test('of a contact the history tells only that it changed, and without a publication nothing', async () => {
  const contact = { contactName: 'Ana Plecata', contactEmail: 'ana.plecata@example.md' }
  await begin('persoana', { ...whole, ...contact }, oleg)
  await mustPost('persoana/publication', noData, oleg)
  await mustPost('persoana/description', { titleRo: 'Datele persoana', ...whole, contactName: 'Biroul de date' }, oleg)
  const json = await app.get('/api/v1/data/persoana/history')
  assert.deepEqual(json.json().entries[0].changes, [
    { field: 'contactName', lang: null, lines: [] },
    { field: 'contactEmail', lang: null, lines: [] },
  ])
  const page = await app.get('/ro/data/persoana/history')
  assert.match(page.body, /S-a schimbat\./)
  for (const { body } of [json, page]) assert.doesNotMatch(body, /plecata|Biroul de date/i)
  await begin('fara-act', whole, oleg)
  await mustPost('fara-act/publication', noData, oleg)
  await app.deps.database.pool.query(
    "UPDATE open_data.dataset_history h SET act = 'describe' FROM open_data.dataset d WHERE d.id = h.dataset_id AND d.name = 'fara-act'",
  )
  assert.deepEqual((await app.get('/api/v1/data/fara-act/history')).json().entries, [])
})

test('institutions stand in the order of how much of their data they describe', async () => {
  await begin('descris', { ...whole, titleRu: 'Данные', titleEn: 'Data', themes: ['ENVI'], frequency: 'ANNUAL' }, oleg)
  await mustPost('descris/publication', noData, oleg)
  const { items } = (await app.get('/api/v1/data/institutions')).json()
  const shares = items.map((one: { described: number; describable: number }) => one.described / one.describable)
  assert.deepEqual(
    shares,
    shares.toSorted((a: number, b: number) => b - a),
  )
  const balti = items.find(({ slug }: { slug: string }) => slug === 'primaria-balti')
  assert.equal(balti.describable, balti.datasets * 10)
  const one = (await app.get('/api/v1/data/institutions/primaria-balti')).json()
  assert.equal(one.described, balti.described)
  assert.equal(one.items.length, balti.datasets)
  const lacking = one.missing.reduce((sum: number, { datasets }: { datasets: number }) => sum + datasets, 0)
  assert.equal(one.describable - one.described, lacking)
  assert.equal((await app.get('/ro/data/institutions/nimeni')).statusCode, 404)
})

test('programs of search engines find the dataset described in their words', async () => {
  const page = await app.get('/ro/data/descris')
  assert.match(
    page.body,
    /<link rel="alternate" type="application\/ld\+json" href="\/ro\/data\/descris\/schema\.jsonld"/,
  )
  const { headers, body } = await app.get('/ro/data/descris/schema.jsonld')
  assert.equal(headers['content-type'], 'application/ld+json; charset=utf-8')
  const told = JSON.parse(body)
  assert.equal(told['@type'], 'Dataset')
  assert.equal(told.url, 'http://punte.test/ro/data/descris')
  assert.equal(told.license, 'https://creativecommons.org/licenses/by/4.0/')
  assert.equal((await app.get('/ro/data/gol2/schema.jsonld')).statusCode, 404)
})

test('an erased officer is no longer named by what they described', async () => {
  const gone = await officerOf(app, 'parlamentul', { name: 'Ana Plecata', email: 'ana@example.md' })
  await begin('al-anei', whole, gone)
  const exported = async () =>
    (await app.get('/ro/account/data/export', gone.headers)).json()['open-data.descriptions'] as { dataset: string }[]
  assert.deepEqual(
    (await exported()).map(({ dataset }) => dataset),
    ['al-anei'],
  )
  await endRoles(app, gone.accountId, 'officer', app.clock.now())
  assert.equal((await app.post('/ro/account/data/erasure', { sure: 'yes' }, gone.headers)).statusCode, 303)
  const { rows } = await app.deps.database.pool.query(
    "SELECT created_by, account_id FROM open_data.dataset d JOIN open_data.dataset_history h ON h.dataset_id = d.id WHERE name = 'al-anei'",
  )
  assert.deepEqual(rows, [{ created_by: null, account_id: null }])
})

test('no dataset takes the name of a page of its own', () => {
  const pages = routesOf(app.server).flatMap(({ url }) => /^\/ro\/data\/([a-z-]+)(?:\/|$)/.exec(url)?.[1] ?? [])
  assert.deepEqual(
    [...new Set(pages)].filter((name) => !reservedNames.includes(name)),
    [],
  )
  assert.ok(pages.includes('tables'))
})
