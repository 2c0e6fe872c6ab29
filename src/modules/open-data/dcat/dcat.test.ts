import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import jsonld from 'jsonld'
import { sql } from 'kysely'
import { DataFactory, Parser, type Quad, Store, Writer } from 'n3'
import ShaclValidator from 'rdf-validate-shacl'
import { root } from '#kernel/root.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { addDataset, changedAt } from '#test/datasets.ts'
import { renamePlace } from '#test/places.ts'
import { quadsOfRdfXml } from '#test/rdf-xml.ts'
import { columnOf, publishTable } from '#test/tables.ts'
import type { PublicTable } from '../store.ts'

const DCAT = 'http://www.w3.org/ns/dcat#'
const DCT = 'http://purl.org/dc/terms/'
const HYDRA = 'http://www.w3.org/ns/hydra/core#'
const SITE = 'http://punte.test'
const { namedNode } = DataFactory

let app: TestApp
let table: PublicTable
before(async () => {
  app = await testApp()
  table = await publishTable(app, 'scoli', [columnOf('oras', 'string'), columnOf('elevi', 'integer')], [['Bălți', '9']])
  await sql`
    UPDATE open_data.dataset SET high_value = 'c_e1da4e07', contact_email = 'date@example.md', licence = 'CC_BY_4_0' WHERE name = 'scoli'`.execute(
    app.services.db,
  )
  await sql`UPDATE open_data.version SET reading = '{"format": "CSV", "encoding": "utf-8"}'`.execute(app.services.db)
  await addDataset(app, {
    name: 'arbori',
    formats: ['CSV', 'WMS_SRVC'],
    title: { ro: 'Arborii "de pe străzi"', ru: 'Деревья <улиц> & дворов', en: 'Trees \\ streets' },
    description: { ro: 'Primul rând.\n\nAl doilea, *cu accent*: x < y.' },
    keywords: { ro: ['arbori', 'spații verzi'], ru: ['деревья'] },
    themes: ['ENVI', 'REGI'],
    frequency: 'ANNUAL',
    contactName: 'Spații verzi',
    contactUrl: 'https://example.md/contact?a=1&b=2',
    placeKey: 'md-cu-botanica',
    coversFrom: '2025-01-01',
  })
})
after(() => app?.close())

/** A document as independent programs read it. */
async function read(url: string, accept?: string): Promise<Store> {
  const reply = await app.get(url, accept ? { accept } : {})
  assert.equal(reply.statusCode, 200, `${url}: ${reply.body.slice(0, 500)}`)
  return parsed(reply.body, String(reply.headers['content-type']))
}

async function parsed(body: string, contentType: string): Promise<Store> {
  if (contentType.startsWith('application/rdf+xml')) return new Store(quadsOfRdfXml(body))
  if (contentType.startsWith('application/ld+json')) {
    const quads = (await jsonld.toRDF(JSON.parse(body), { format: 'application/n-quads' })) as unknown as string
    return new Store(new Parser({ format: 'N-Quads' }).parse(quads))
  }
  return new Store(new Parser({ format: contentType.startsWith('text/n3') ? 'N3' : 'Turtle' }).parse(body))
}

const values = (store: Store, subject: string, predicate: string) =>
  store.getObjects(namedNode(subject), namedNode(predicate), null).map(({ value }) => value)
const datasetsOf = (store: Store) => values(store, `${SITE}/data`, `${DCAT}dataset`)

/** What a graph says whatever blank nodes are called; literals with language and type. */
async function canonical(store: Store): Promise<string> {
  const quads = new Writer({ format: 'N-Quads' }).quadsToString(store.getQuads(null, null, null, null))
  const options = { algorithm: 'URDNA2015', inputFormat: 'application/n-quads', format: 'application/n-quads' } as const
  return (await jsonld.canonize(quads as unknown as object, options)) as unknown as string
}

const shapes = new Store(
  ['dcat-ap', 'dcat-ap-hvd'].flatMap((name): Quad[] =>
    new Parser().parse(readFileSync(path.join(root, `src/modules/open-data/dcat/shapes/${name}.ttl`), 'utf8')),
  ),
)

/** Each thing that breaks a shape, as text. */
async function brokenIn(store: Store): Promise<string[]> {
  const { results } = await new ShaclValidator(shapes).validate(store)
  return results.map((one) => `${one.focusNode?.value} ${one.path?.value} ${one.message.map((m) => m.value)}`)
}

test('the catalogue says the same in every form, and it is valid DCAT-AP, also for high-value datasets', async () => {
  const turtle = await read('/catalog.ttl')
  assert.deepEqual(datasetsOf(turtle).toSorted(), [`${SITE}/data/arbori`, `${SITE}/data/scoli`])
  assert.deepEqual(await brokenIn(turtle), [])
  const expected = (await canonical(turtle)).replaceAll('catalog.ttl', 'catalog.x')
  for (const ending of ['n3', 'xml', 'rdf', 'jsonld'])
    assert.equal(
      (await canonical(await read(`/catalog.${ending}`))).replaceAll(`catalog.${ending}`, 'catalog.x'),
      expected,
      ending,
    )
})

test('the shapes find what is wrong', async () => {
  const store = await read('/catalog.ttl')
  store.removeQuads(store.getQuads(namedNode(`${SITE}/data/arbori`), namedNode(`${DCT}description`), null, null))
  store.removeQuads(store.getQuads(null, namedNode('http://xmlns.com/foaf/0.1/page'), null, null))
  const broken = await brokenIn(store)
  assert.ok(
    broken.some((one) => one.startsWith(`${SITE}/data/arbori ${DCT}description`)),
    broken.join('\n'),
  )
  assert.ok(
    broken.some((one) => one.startsWith(`${SITE}/data/tables/${table.id}#api`)),
    broken.join('\n'),
  )
})

test('a dataset tells everything that was said of it, in its languages', async () => {
  const store = await read('/dataset/arbori.ttl')
  const about = `${SITE}/data/arbori`
  assert.deepEqual(
    store
      .getObjects(namedNode(about), namedNode(`${DCT}title`), null)
      .map((one) => [one.value, 'language' in one && one.language]),
    [
      ['Arborii "de pe străzi"', 'ro'],
      ['Деревья <улиц> & дворов', 'ru'],
      ['Trees \\ streets', 'en'],
    ],
  )
  assert.deepEqual(values(store, about, `${DCT}description`), ['Primul rând. Al doilea, cu accent: x < y.'])
  assert.deepEqual(values(store, about, `${DCAT}keyword`), ['arbori', 'spații verzi', 'деревья'])
  const [csv, service] = values(store, about, `${DCAT}distribution`) as [string, string]
  assert.deepEqual(values(store, csv, `${DCAT}downloadURL`), ['https://example.md/arbori/1'])
  assert.deepEqual(values(store, csv, `${DCAT}mediaType`), ['https://www.iana.org/assignments/media-types/text/csv'])
  assert.deepEqual(values(store, service, `${DCAT}downloadURL`), [], 'a service is no file')
})

test('a table that is here is told with its formats, its sum and its service', async () => {
  const { id } = table
  const store = await read('/dataset/scoli.jsonld')
  const parquet = `${SITE}/data/scoli#${id}-parquet`
  assert.deepEqual(values(store, parquet, `${DCAT}byteSize`), [String(table.size)])
  const [checksum] = store.getObjects(namedNode(parquet), namedNode('http://spdx.org/rdf/terms#checksum'), null)
  assert.deepEqual(
    store
      .getObjects(checksum ?? null, namedNode('http://spdx.org/rdf/terms#checksumValue'), null)
      .map(({ value }) => value),
    [table.sha256],
  )
  for (const ending of ['parquet', 'csv', 'xlsx', 'json']) {
    const [address] = values(store, `${SITE}/data/scoli#${id}-${ending}`, `${DCAT}downloadURL`)
    assert.equal((await app.get((address as string).slice(SITE.length))).statusCode, 200, ending)
  }
  const [endpoint] = values(store, `${SITE}/data/tables/${id}#api`, `${DCAT}endpointURL`)
  const asked = await app.get((endpoint as string).slice(SITE.length))
  assert.equal(asked.json().id, id, asked.body)
})

test('one address that is none spoils nothing but itself', async () => {
  const { db } = app.services
  const { id, files } = await addDataset(app, {
    name: 'rupt',
    formats: ['CSV', 'CSV', 'CSV', 'JSON'],
    licence: 'http://x y/"<',
  })
  const addresses = [
    'not an address',
    'https://example.md/a b|"<>\\^`{}?q=[ș]&p=%zz#a#b',
    'javascript:alert(1)',
    'https://u:p@example.md/x',
  ]
  for (const [n, url] of addresses.entries())
    await sql`UPDATE open_data.distribution SET url = ${url}, title = ${JSON.stringify({ ro: 'a\u0001"\\' })}::jsonb WHERE id = ${files[n] as string}`.execute(
      db,
    )
  await sql`
    UPDATE open_data.dataset SET themes = '{"not a theme>"}', frequency = '<', contact_email = 'a b@<', contact_url = 'http://', high_value = 'c x' WHERE id = ${id}`.execute(
    db,
  )
  for (const ending of ['ttl', 'xml', 'jsonld']) {
    const store = await read(`/catalog.${ending}`)
    assert.ok(datasetsOf(store).includes(`${SITE}/data/rupt`), ending)
    assert.deepEqual(await brokenIn(store), [], ending)
    const said = values(store, `${SITE}/data/rupt`, `${DCAT}distribution`).flatMap((one) =>
      values(store, one, `${DCAT}accessURL`),
    )
    assert.deepEqual(said, [
      'https://example.md/a%20b%7C%22%3C%3E/%5E%60%7B%7D?q=%5B%C8%99%5D&p=%25zz#a%23b',
      'https://example.md/x',
    ])
  }
  await sql`UPDATE open_data.dataset SET state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'x' WHERE id = ${id}`.execute(
    db,
  )
})

test('what changed is told anew, and what was withdrawn is gone', async () => {
  const { db } = app.services
  const { name } = await addDataset(app, { name: 'trecator' })
  const title = async () => values(await read('/catalog.ttl'), `${SITE}/data/${name}`, `${DCT}title`)
  assert.deepEqual(await title(), [name])
  await sql`UPDATE open_data.dataset SET title = '{"ro": "Altfel"}' WHERE name = ${name}`.execute(db)
  assert.deepEqual(await title(), ['Altfel'])
  await sql`UPDATE open_data.dataset SET state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'x' WHERE name = ${name}`.execute(
    db,
  )
  assert.deepEqual(await title(), [])
  const gone = await app.get(`/dataset/${name}.ttl`)
  assert.deepEqual([gone.statusCode, gone.json().code], [410, 'open-data.dcat.withdrawn'])
  assert.equal((await app.get('/dataset/nimic.ttl')).statusCode, 404)
})

test('harvesters go from page to page, and ask only for what changed', async () => {
  for (let n = 0; n < 210; n++) await addDataset(app, { name: `set-${n}`, at: new Date(Date.UTC(2025, 0, 1, 0, n)) })
  const seen: string[] = []
  let next: string | undefined = '/catalog.ttl?modified_since=2025-01-01&q=*:*'
  for (let page = 1; next; page++) {
    const store: Store = await read(next)
    seen.push(...datasetsOf(store))
    assert.deepEqual(await brokenIn(store), [])
    const [self] = store.getSubjects(null, namedNode(`${HYDRA}PagedCollection`), null)
    assert.deepEqual(values(store, self?.value ?? '', `${HYDRA}totalItems`), ['212'], String(page))
    next = values(store, self?.value ?? '', `${HYDRA}nextPage`)[0]?.slice(SITE.length)
  }
  assert.equal(seen.length, 212)
  assert.equal(new Set(seen).size, 212)
  assert.equal((await app.get('/catalog.ttl?page=4')).statusCode, 404)
  await changedAt(app, 'set-7', new Date('2030-01-01T00:00:00Z'))
  assert.deepEqual(datasetsOf(await read('/catalog.ttl?modified_since=2029-12-31T23:59:59')), [`${SITE}/data/set-7`])
  assert.deepEqual(datasetsOf(await read('/catalog.xml?q=arborii')), [`${SITE}/data/arbori`])
  for (const wrong of ['page=0', 'page=x', 'modified_since=yesterday', 'modified_since=2026-13-45', 'profiles=marc21'])
    assert.equal((await app.get(`/catalog.ttl?${wrong}`)).statusCode, 400, wrong)
  assert.equal((await app.get('/catalog.ttl?profiles=euro_dcat_ap_3')).statusCode, 200)
})

test('the name of a thing is an address: programs get RDF there, people the page', async () => {
  assert.deepEqual(
    values(
      await read('/data/arbori', 'application/rdf+xml;q=0.9, text/turtle'),
      `${SITE}/data/arbori`,
      `${DCT}identifier`,
    ).length,
    1,
  )
  assert.ok(datasetsOf(await read('/data', 'application/ld+json')).length > 1)
  const person = await app.get('/data/arbori?x=1', {
    accept: 'text/html,application/xml;q=0.9',
    'accept-language': 'ru',
  })
  assert.deepEqual([person.statusCode, person.headers.location], [303, '/ru/data/arbori?x=1'])
  assert.match(String(person.headers.vary), /accept\b/)
  assert.equal(
    (await app.get(`/data/tables/${table.id}`, { accept: 'text/html' })).headers.location,
    `/ro/data/tables/${table.id}`,
  )
})

test('whoever has it already is told so', async () => {
  const first = await app.get('/catalog.ttl')
  const etag = String(first.headers.etag)
  assert.equal((await app.get('/catalog.ttl', { 'if-none-match': etag })).statusCode, 304)
  await sql`UPDATE open_data.dataset SET title = '{"ro": "Altul"}' WHERE name = 'set-1'`.execute(app.services.db)
  assert.equal((await app.get('/catalog.ttl', { 'if-none-match': etag })).statusCode, 200)
})

test('a place is called in RDF as it is called now, as soon as that changed', async () => {
  const called = async (name: string) =>
    Promise.all(
      ['/catalog.ttl?q=arborii', '/dataset/arbori.ttl'].map(async (path) =>
        (await app.get(path)).body.includes(`"${name}"@ro`),
      ),
    )
  assert.deepEqual(await called('Botanica'), [true, true])
  await renamePlace(app, 'md-cu-botanica', 'Botanica Nouă')
  assert.deepEqual(await called('Botanica Nouă'), [true, true])
  await renamePlace(app, 'md-cu-botanica', 'Botanica')
  assert.deepEqual(await called('Botanica Nouă'), [false, false])
})
