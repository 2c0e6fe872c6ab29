import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import jsonld from 'jsonld'
import { sql } from 'kysely'
import { DataFactory, Parser, Store } from 'n3'
import { type TestApp, testApp } from '#test/app.ts'
import { addDataset } from '#test/datasets.ts'
import { columnOf, publishTable } from '#test/tables.ts'
import type { PublicTable } from '../store.ts'

const SITE = 'http://punte.test'
const SCHEMA = 'http://schema.org/'
const DCAT = 'http://www.w3.org/ns/dcat#'
const { namedNode } = DataFactory

let app: TestApp
let table: PublicTable
before(async () => {
  app = await testApp()
  const columns = [
    columnOf('oras', 'string', { title: 'Orașul' }),
    columnOf('elevi', 'integer'),
    columnOf('din', 'date'),
  ]
  table = await publishTable(app, 'scoli', columns, [['Bălți', '9', '2026-01-02']])
  await addDataset(app, {
    name: 'arbori',
    formats: ['CSV', 'WMS_SRVC'],
    title: { ro: 'Arborii', ru: 'Деревья' },
    description: { ro: 'Toți *arborii*.' },
    keywords: { ro: ['arbori'] },
    themes: ['ENVI'],
    frequency: 'ANNUAL',
    contactName: 'Spații verzi',
    contactEmail: 'verde@example.md',
    placeKey: 'md-cu-botanica',
    coversFrom: '2025-01-01',
    coversTo: '2025-12-31',
  })
  await addDataset(app, { name: 'inchis', accessRights: 'RESTRICTED', licence: 'notspecified' })
})
after(() => app?.close())

async function turtle(url: string): Promise<Store> {
  const reply = await app.get(url)
  assert.equal(reply.statusCode, 200, reply.body)
  return new Store(new Parser().parse(reply.body))
}
const values = (store: Store, subject: string, predicate: string) =>
  store.getObjects(namedNode(subject), namedNode(predicate), null).map(({ value }) => value)

test('who asks for the words of schema.org gets them in every form, page after page', async () => {
  const store = await turtle('/dataset/arbori.ttl?profiles=schemaorg')
  const about = `${SITE}/data/arbori`
  assert.deepEqual(values(store, about, `${SCHEMA}name`), ['Arborii', 'Деревья'])
  assert.deepEqual(values(store, about, `${SCHEMA}description`), ['Toți arborii.'])
  assert.deepEqual(values(store, about, `${SCHEMA}temporalCoverage`), ['2025-01-01/2025-12-31'])
  assert.deepEqual(values(store, about, `${SCHEMA}license`), ['https://creativecommons.org/licenses/by/4.0/'])
  const downloads = values(store, about, `${SCHEMA}distribution`)
  assert.deepEqual(
    downloads.map((one) => values(store, one, `${SCHEMA}contentUrl`)[0]),
    ['https://example.md/arbori/1', 'https://example.md/arbori/2'],
  )
  assert.deepEqual(values(store, downloads[0] ?? '', `${SCHEMA}encodingFormat`), ['text/csv'])
  assert.equal(store.countQuads(null, null, namedNode(`${DCAT}Dataset`), null), 0)
  const email = store.getObjects(null, namedNode(`${SCHEMA}email`), null).map(({ value }) => value)
  assert.deepEqual(email, ['verde@example.md'])

  const catalogue = await turtle('/catalog.ttl?profiles=schemaorg')
  assert.equal(values(catalogue, `${SITE}/data`, `${SCHEMA}dataset`).length, 3)
  assert.equal(catalogue.countQuads(null, null, namedNode(`${SCHEMA}Dataset`), null), 3)
  const [self] = catalogue.getSubjects(null, namedNode('http://www.w3.org/ns/hydra/core#PagedCollection'), null)
  assert.match(self?.value ?? '', /profiles=schemaorg/)
  // The copies that are kept of both are told apart.
  assert.equal((await turtle('/catalog.ttl')).countQuads(null, null, namedNode(`${DCAT}Dataset`), null), 3)
  assert.equal(
    (await app.get('/dataset/arbori.jsonld?profiles=schemaorg')).json()['@graph'][0]['@type'][0],
    'schema:Dataset',
  )
  assert.equal((await app.get('/dataset/arbori.ttl?profiles=marc21')).statusCode, 400)
})

test('filters of CKAN choose what the catalogue tells, and other pages keep them', async () => {
  const store = await turtle('/catalog.ttl?fq=res_format:WMS_SRVC&fq=organization:primaria-chisinau')
  assert.deepEqual(values(store, `${SITE}/data`, `${DCAT}dataset`), [`${SITE}/data/arbori`])
  const [self] = store.getSubjects(null, namedNode('http://www.w3.org/ns/hydra/core#PagedCollection'), null)
  const asked = new URL(self?.value ?? '').searchParams.getAll('fq')
  assert.deepEqual(asked, ['res_format:WMS_SRVC', 'organization:primaria-chisinau'])
  for (const wrong of ['nothing:1', '{!q}', '(', 'x'.repeat(2_001)]) {
    const reply = await app.get(`/catalog.ttl?fq=${encodeURIComponent(wrong)}`)
    assert.deepEqual([reply.statusCode, reply.json().code], [400, 'open-data.dcat.wrong-filter'], wrong)
  }
})

test('a data.json has what its schema asks for of every dataset', async () => {
  const reply = await app.get('/dcat.json')
  assert.match(String(reply.headers['content-type']), /^application\/json/)
  const { conformsTo, dataset } = reply.json()
  assert.equal(conformsTo, 'https://project-open-data.cio.gov/v1.1/schema')
  assert.equal(dataset.length, 3)
  const needed = [
    'title',
    'description',
    'keyword',
    'modified',
    'publisher',
    'contactPoint',
    'identifier',
    'accessLevel',
  ]
  for (const one of dataset)
    for (const name of needed) assert.ok(one[name] && one[name].length !== 0, `${one.identifier} ${name}`)
  const trees = dataset.find((one: { title: string }) => one.title === 'Arborii')
  assert.deepEqual(trees.contactPoint, {
    '@type': 'vcard:Contact',
    fn: 'Spații verzi',
    hasEmail: 'mailto:verde@example.md',
  })
  assert.deepEqual(
    [trees.accessLevel, trees.license, trees.accrualPeriodicity, trees.temporal, trees.theme, trees.language],
    [
      'public',
      'https://creativecommons.org/licenses/by/4.0/',
      'R/P1Y',
      '2025-01-01/2025-12-31',
      ['ENVI'],
      ['ro', 'ru'],
    ],
  )
  assert.deepEqual(
    trees.distribution.map((one: { mediaType?: string; downloadURL?: string }) => [one.mediaType, one.downloadURL]),
    [
      ['text/csv', 'https://example.md/arbori/1'],
      [undefined, undefined],
    ],
  )
  const closed = dataset.find((one: { identifier: string }) => one.identifier.endsWith('/inchis'))
  assert.deepEqual([closed.accessLevel, closed.license], ['restricted public', undefined])
  assert.equal((await app.get('/data.json?q=arborii')).json().dataset.length, 1)
  assert.deepEqual((await app.get('/dcat.json?fq=name:none')).json().dataset, [])
  assert.equal((await app.get('/dcat.json?modified_since=yesterday')).statusCode, 400)
})

test('a file as it came is a distribution, where it is given so', async () => {
  const address = `${SITE}/data/tables/${table.id}/original`
  const told = async () =>
    (await turtle('/dataset/scoli.ttl')).getSubjects(namedNode(`${DCAT}downloadURL`), namedNode(address), null)
  await sql`UPDATE open_data.version SET gives_original = false WHERE id = ${table.versionId}`.execute(app.services.db)
  assert.equal((await told()).length, 0)
  await sql`UPDATE open_data.version SET gives_original = true WHERE id = ${table.versionId}`.execute(app.services.db)
  const [original] = await told()
  assert.equal(original?.value, `${SITE}/data/scoli#${table.distributionId}-original`)
  const store = await turtle('/dataset/scoli.ttl')
  assert.deepEqual(values(store, original?.value ?? '', `${DCAT}byteSize`), ['1'])
  assert.equal((await app.get(address.slice(SITE.length))).statusCode, 200)
})

test('Croissant describes each table as the file that its sum is of', async () => {
  const reply = await app.get('/dataset/scoli/croissant.jsonld')
  assert.match(String(reply.headers['content-type']), /^application\/ld\+json/)
  const described = reply.json()
  assert.equal(described.conformsTo, 'http://mlcommons.org/croissant/1.0')
  const [file] = described.distribution
  const bytes = (await app.get(file.contentUrl.slice(SITE.length))).rawPayload
  assert.equal(createHash('sha256').update(bytes).digest('hex'), file.sha256)
  const [records] = described.recordSet
  assert.deepEqual(
    records.field.map((field: any) => [field.name, field.description, field.dataType, field.source.extract.column]),
    [
      ['oras', 'Orașul', 'sc:Text', 'oras'],
      ['elevi', 'elevi', 'sc:Integer', 'elevi'],
      ['din', 'din', 'sc:Date', 'din'],
    ],
  )
  for (const field of records.field) assert.equal(field.source.fileObject['@id'], file['@id'])
  const quads = String(await jsonld.toRDF(described, { format: 'application/n-quads', base: `${SITE}/dataset/scoli/` }))
  assert.match(quads, /<http:\/\/mlcommons\.org\/croissant\/recordSet>/)
  assert.match(quads, /<https:\/\/schema\.org\/sha256>/)
  assert.deepEqual((await app.get('/dataset/inchis/croissant.jsonld')).json().distribution, [])
  assert.equal((await app.get('/dataset/nimic/croissant.jsonld')).statusCode, 404)
})

test('a CSV leads to its description by CSV on the Web, which names the columns of its first line', async () => {
  const csv = await app.get(`/data/tables/${table.id}.csv`)
  const [, address = ''] = /^<([^>]+)>; rel="describedby"/.exec(String(csv.headers.link)) ?? []
  assert.equal(address, `${SITE}/data/tables/${table.id}/csv-metadata.json`)
  const reply = await app.get(address.slice(SITE.length))
  assert.match(String(reply.headers['content-type']), /^application\/csvm\+json/)
  const { url, tableSchema } = reply.json()
  assert.equal(new URL(url, address).href, `${SITE}/data/tables/${table.id}.csv`)
  assert.deepEqual(
    tableSchema.columns.map(({ name }: { name: string }) => name),
    csv.body.split(/\r?\n/)[0]?.split(','),
  )
  assert.deepEqual(tableSchema.columns[0].titles, ['oras', 'Orașul'])
  assert.equal(tableSchema.columns[1].datatype, 'integer')
  const pinned = await app.get(`/data/tables/${table.id}/csv-metadata.json?version=1`)
  assert.match(pinned.json().url, /\?version=1$/)
  assert.equal((await app.get(`/data/tables/${table.id}/csv-metadata.json?version=9`)).statusCode, 404)
  assert.equal((await app.get(`/data/tables/${table.id}.xlsx`)).headers.link, undefined)
  // A part has other rows than the description says, and the same columns.
  const schema = `<${SITE}/data/tables/${table.id}/schema.json>; rel="describedby"; type="application/json"`
  assert.equal((await app.get(`/data/tables/${table.id}.csv?q=x`)).headers.link, schema)
  // The kept Parquet holds types, but no units.
  assert.equal((await app.get(`/data/tables/${table.id}.parquet`)).headers.link, schema)
})
