import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRdf } from './read-rdf.ts'
import { NotRdf, RDF } from './triples.ts'

const base = 'https://base.example/doc'
const read = (text: string, contentType = '') => readRdf({ text, contentType, base })
const xml = (body: string) =>
  `<?xml version="1.0"?><rdf:RDF xmlns:rdf="${RDF}" xmlns:e="https://e.example/" xml:lang="ro">${body}</rdf:RDF>`

test('RDF/XML: things, nested things, attributes, languages, names within the document', async () => {
  const triples = await read(
    xml(`<e:Thing rdf:about="/a" e:note="scurt"><e:title>Unu</e:title><e:title xml:lang="ru">Один</e:title>
      <e:when rdf:datatype="http://www.w3.org/2001/XMLSchema#date">2026-01-01</e:when><e:link rdf:resource="#b"/>
      <e:has><rdf:Description rdf:nodeID="n"><e:x><![CDATA[<y>]]></e:x></rdf:Description></e:has>
      <e:part rdf:parseType="Resource"><e:x>z</e:x></e:part></e:Thing>`),
  )
  const about = 'https://base.example/a'
  const said = triples.map(([s, p, { kind, value, lang }]) => [s, p.split(/[#/]/).at(-1), kind, value, lang ?? ''])
  assert.deepEqual(said, [
    [about, 'type', 'iri', 'https://e.example/Thing', ''],
    [about, 'note', 'literal', 'scurt', 'ro'],
    [about, 'title', 'literal', 'Unu', 'ro'],
    [about, 'title', 'literal', 'Один', 'ru'],
    [about, 'when', 'literal', '2026-01-01', ''],
    [about, 'link', 'iri', 'https://base.example/doc#b', ''],
    [about, 'has', 'blank', '_:nn', ''],
    ['_:nn', 'x', 'literal', '<y>', 'ro'],
    [about, 'part', 'blank', '_:x1', ''],
    ['_:x1', 'x', 'literal', 'z', 'ro'],
  ])
})

test('what is no RDF, or more than RDF, is refused', async () => {
  for (const [text, type] of [
    [`<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${xml('<e:T>&b;</e:T>')}`, 'application/rdf+xml'],
    [xml('<e:T>').replace('</rdf:RDF>', ''), 'application/xml'],
    [xml('<e:a>'.repeat(300) + '</e:a>'.repeat(300)), 'application/rdf+xml'],
    ['<html><body>', 'text/html'],
    ['@prefix a: <b', 'text/turtle'],
    ['{"@context": "https://elsewhere.example/c.jsonld", "@id": "x"}', 'application/ld+json'],
    [`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`, 'application/ld+json'],
    ['{', 'application/ld+json'],
  ] as const)
    await assert.rejects(read(text, type), NotRdf, text.slice(0, 60))
})

test('forms are told apart also where the server does not say which it is', async () => {
  const turtle = '<https://e.example/a> <https://e.example/p> "x"@ro .'
  const json = '[{"@id": "https://e.example/a", "https://e.example/p": [{"@value": "x", "@language": "ro"}]}]'
  const inXml = xml('<rdf:Description rdf:about="https://e.example/a"><e:p>x</e:p></rdf:Description>')
  for (const text of [turtle, json, inXml])
    assert.deepEqual(await read(text, 'application/octet-stream'), [
      ['https://e.example/a', 'https://e.example/p', { kind: 'literal', value: 'x', lang: 'ro' }],
    ])
})
