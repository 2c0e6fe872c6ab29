import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import {
  type Answering,
  addSource,
  again,
  app,
  ckan,
  dataset,
  fetch,
  found,
  log,
  origin,
  packageOf,
  run,
  site,
  uuid,
} from '#test/harvesting.ts'
import type { RunOptions } from './run-harvest.ts'

test('DCAT in Turtle, JSON-LD and RDF/XML, page by page', async () => {
  const head =
    '@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix hydra: <http://www.w3.org/ns/hydra/core#> .'
  const one = (
    n: number,
  ) => `<https://d.example/ds/${n}> a dcat:Dataset ; dct:title "Titlul ${n}"@ro, "Название ${n}"@ru, "Titel"@de ;
    dct:description "Text"@ro ; dct:identifier "https://d.example/ds/${n}" ; dcat:keyword "apă"@ro, "вода"@ru ;
    dcat:theme <http://publications.europa.eu/resource/authority/data-theme/ENVI> ;
    dcat:distribution [ dcat:accessURL <https://d.example/${n}.csv> ; dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ;
      dct:license <http://publications.europa.eu/resource/authority/licence/CC0> ] .`
  site.answer = (_request, reply, url) => {
    reply.setHeader('content-type', 'text/turtle')
    const page = Number(url.searchParams.get('page') ?? 1)
    const next = page < 3 ? `; hydra:next <${origin}/cat.ttl?page=${page + 1}>` : ''
    reply.end(`${head} <${url.href}> a hydra:PagedCollection ; hydra:totalItems 3 ${next} . ${one(page)}`)
  }
  const source = await addSource('/cat.ttl', { kind: 'dcat' })
  const job = await run(source)
  assert.deepEqual([job.state, job.counts.new], ['done', 3], job.failure)
  const { rows } = await sql<{ title: object; keywords: object; licence: string; url: string }>`
    SELECT d.title, d.keywords, d.licence, x.url FROM open_data.dataset d JOIN open_data.distribution x ON x.dataset_id = d.id
    WHERE d.harvested->>'uri' = 'https://d.example/ds/2'`.execute(app.services.db)
  assert.deepEqual(rows, [
    {
      title: { ro: 'Titlul 2', ru: 'Название 2' },
      keywords: { ro: ['apă'], ru: ['вода'] },
      licence: 'CC0',
      url: 'https://d.example/2.csv',
    },
  ])
  const graph = {
    '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' },
    '@graph': [
      {
        '@id': 'https://j.example/1',
        '@type': 'dcat:Dataset',
        'dct:title': 'Din JSON-LD',
        'dct:identifier': 'https://j.example/1',
      },
    ],
  }
  site.answer = (_request, reply) => reply.setHeader('content-type', 'application/ld+json').end(JSON.stringify(graph))
  assert.equal((await run(await addSource('/cat.jsonld', { kind: 'dcat' }))).counts.new, 1)
  site.answer = (_request, reply) =>
    reply.setHeader('content-type', 'application/rdf+xml').end(`<?xml version="1.0"?>
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">
        <dcat:Dataset rdf:about="https://x.example/1"><dct:title xml:lang="ro">Din RDF/XML</dct:title>
          <dcat:distribution><dcat:Distribution><dcat:accessURL rdf:resource="https://x.example/1.csv"/></dcat:Distribution></dcat:distribution>
        </dcat:Dataset></rdf:RDF>`)
  const xml = await addSource('/cat.rdf', { kind: 'dcat' })
  assert.equal((await run(xml)).counts.new, 1)
  assert.equal((await found('Din RDF/XML')).total > 0, true)
})

test('data.json, 1.1 and the older list alone', async () => {
  const one = {
    identifier: 'buget',
    title: 'Bugetul orașului',
    description: 'Linii & sume',
    keyword: ['buget'],
    accessLevel: 'public',
    license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    accrualPeriodicity: 'R/P1M',
    temporal: '2026-01-01/2026-12-31',
    contactPoint: { fn: 'Birou', hasEmail: 'mailto:birou@example.md' },
    distribution: [{ title: 'CSV', downloadURL: 'https://b.example/b.csv', mediaType: 'text/csv' }],
  }
  site.answer = (_request, reply) =>
    reply.end(JSON.stringify({ conformsTo: 'x', dataset: [one, { title: 'fără id' }] }))
  const source = await addSource('/data.json', { kind: 'data-json' })
  const job = await run(source)
  assert.deepEqual([job.counts.new, job.counts.refused], [1, 1])
  const read = (await dataset('bugetul-orasului')).json()
  assert.deepEqual(
    [read.licence.code, read.frequency.code, read.coversTo, read.contact.email],
    ['CC0', 'MONTHLY', '2026-12-31', 'birou@example.md'],
  )
  site.answer = (_request, reply) => reply.end(JSON.stringify([one]))
  assert.equal((await again(source)).counts.unchanged, 1)
})

test('hostile sources are left, each with its reason', async () => {
  const turtle =
    (text: string): Answering =>
    (_request, reply) => {
      reply.setHeader('content-type', 'text/turtle')
      reply.end(text)
    }
  let n = 0
  const cases: [string, Record<string, unknown>, Answering, RegExp, RunOptions?][] = [
    [
      'redirect',
      {},
      (_q, reply) => reply.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
      /nu este una la care/,
      { fetch: { ...fetch, resolve: async (host) => [host.startsWith('10.') ? '10.0.0.1' : '127.0.0.1'] } },
    ],
    [
      'loopback',
      {},
      (_q, reply) => reply.end('{}'),
      /nu este una la care/,
      { fetch: { resolve: async () => ['127.0.0.1'] } },
    ],
    ['drip', {}, (_q, reply) => void reply.write('{'), /prea încet/, { limits: { answerSeconds: 0.2 } }],
    ['huge', {}, (_q, reply) => reply.end('x'.repeat(100_000)), /prea mare/, { limits: { answerBytes: 1_000 } }],
    ['bad JSON', {}, (_q, reply) => reply.end('{"success": tr'), /nu este JSON/],
    ['HTML', {}, (_q, reply) => reply.end('<html>'), /nu este JSON/],
    ['not UTF-8', {}, (_q, reply) => reply.end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), /UTF-8/],
    ['another thing', {}, (_q, reply) => reply.end('{"hello": 1}'), /nu este un catalog/],
    [
      'same page',
      {},
      (_q, reply) =>
        reply.end(
          JSON.stringify({
            success: true,
            result: { count: 9_999, results: [packageOf(1, { id: uuid(81), name: 'aceeasi' })] },
          }),
        ),
      /aceeași pagină/,
    ],
    [
      'too many',
      {},
      (_q, reply, url) => {
        const at = Number(url.searchParams.get('start'))
        reply.end(
          JSON.stringify({
            success: true,
            result: { count: 1e9, results: [packageOf(1, { id: `mereu-${at}`, name: `mereu-${at}` })] },
          }),
        )
      },
      /mai mult de 5/,
      { limits: { datasets: 5 } },
    ],
    [
      'circle of pages',
      { kind: 'dcat' },
      turtle(
        '@prefix h: <http://www.w3.org/ns/hydra/core#> . <> a h:PagedCollection, <http://www.w3.org/ns/dcat#Catalog> ; h:next <> .',
      ),
      /aceeași pagină/,
    ],
    [
      'DTD',
      { kind: 'dcat' },
      (_q, reply) =>
        reply
          .setHeader('content-type', 'application/rdf+xml')
          .end(
            '<!DOCTYPE x [<!ENTITY a "b">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a;</rdf:RDF>',
          ),
      /document type/,
    ],
    ['broken Turtle', { kind: 'dcat' }, turtle('<a> <b'), /nu este RDF/],
    [
      'context elsewhere',
      { kind: 'dcat' },
      (_q, reply) =>
        reply.setHeader('content-type', 'application/ld+json').end('{"@context": "http://127.0.0.1/c", "a": 1}'),
      /stands elsewhere/,
    ],
    ['no catalogue', { kind: 'data-json' }, (_q, reply) => reply.end('{"dataset": 3}'), /nu este un catalog/],
  ]
  for (const [name, more, how, said, options] of cases) {
    site.answer = how
    n += 1
    const job = await run(await addSource(`/rau-${n}`, more), options)
    assert.equal(job.state, 'failed', name)
    assert.match(job.failure, said, name)
  }
})

test('ten thousand keywords, strange letters and addresses are cut to what can be kept', async () => {
  site.answer = ckan([
    packageOf(1, {
      id: uuid(91),
      name: 'ciudat',
      title: 'Titlu\u202e\u0000 <img src=x onerror=alert(1)> cu semne',
      tags: Array.from({ length: 10_000 }, (_, n) => ({ name: `cuvânt ${n}` })),
      maintainer_email: 'javascript:alert(1)',
      url: 'x',
      resources: [
        { id: 'a', name: 'Rău', url: 'javascript:alert(1)' },
        { id: 'b', name: 'Bun', url: 'fisiere/b.csv' },
        { id: 'b', name: 'De două ori', url: 'https://example.md/b' },
      ],
    }),
    packageOf(2, { id: 5, name: ['x'], title: { a: 1 } }),
  ])
  const source = await addSource('/ciudat')
  const job = await run(source)
  assert.deepEqual([job.state, job.counts.new, job.counts.refused], ['done', 1, 1])
  const read = (await dataset('ciudat')).json()
  assert.deepEqual([read.title.text, read.keywords.length, read.contact.email], ['Titlu cu semne', 20, null])
  assert.deepEqual(
    read.files.map(({ url }: any) => url),
    [`${origin}/ciudat/fisiere/b.csv`],
  )
  assert.match((await log(source, job)).join('\n'), /cut: .*cuvinte-cheie/)
})
