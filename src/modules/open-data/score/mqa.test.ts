import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dataset, Distribution } from '../dataset.ts'
import { datasetNode } from '../dcat/dataset-node.ts'
import type { Source } from '../dcat/source-store.ts'
import { indicators, MOST_POINTS, nextRating, ratingOf, scoreOf } from './mqa.ts'

const at = new Date('2026-11-26T00:00:00Z')
const moldova: Source['place'] = { key: 'md', parentKey: null, type: 'country', name: { ro: 'Moldova' }, iso: 'MD' }
const site = { publicUrl: 'http://punte.test' }
const bare = {
  id: '01',
  name: 'arbori',
  title: { ro: 'Arbori' },
  description: { ro: 'Ce conțin.' },
  keywords: {},
  themes: [],
  licence: 'notspecified',
  frequency: 'UNKNOWN',
  accessRights: 'PUBLIC',
  contactName: null,
  contactEmail: null,
  contactUrl: null,
  placeKey: null,
  coversFrom: null,
  coversTo: null,
  highValue: null,
  publishedAt: at,
  modifiedAt: at,
} as unknown as Dataset
const file = {
  id: 'f',
  title: { ro: 'Fișier' },
  description: {},
  url: null,
  format: 'CSV',
  licence: null,
  createdAt: at,
  modifiedAt: at,
} as unknown as Distribution
const here = { id: 't', sheet: '', sha256: 'ab', size: 10, distributionId: 'f', versionId: 'v', issuedAt: at }
const institution: Source['institution'] = { slug: 'p', kind: 'city-hall', name: { ro: 'P' }, email: null }

function scored(
  said: Partial<Dataset>,
  more: Partial<Source> = {},
  answers = (url: string) => url.startsWith('http://punte.test/'),
) {
  const source = {
    dataset: { ...bare, ...said },
    institution,
    place: said.placeKey === 'md' ? moldova : null,
    distributions: [file],
    tables: [],
    originals: [],
    series: null,
    ...more,
  } as Source
  return scoreOf(datasetNode(source, site), answers)
}

test('all indicators together are 405 points, as the European portal has it', () => {
  assert.equal(MOST_POINTS, 405)
  const sums = Map.groupBy(Object.values(indicators), ({ dimension }) => dimension)
  assert.deepEqual(
    [...sums].map(([name, list]) => [name, list.reduce((sum, { points }) => sum + points, 0)]),
    [
      ['findability', 100],
      ['accessibility', 100],
      ['interoperability', 110],
      ['reusability', 75],
      ['contextuality', 20],
    ],
  )
})

test('a table that is here is "Good" before a human types anything but its description', () => {
  const { points } = scored({}, { tables: [here] })
  // 195 of the file, 10 for who publishes it, 30 for a valid description, 15 for access rights that are always said.
  assert.equal(points, 250)
  assert.equal(ratingOf(points), 'good')
})

test('a whole description of a table that is here has every point', () => {
  const whole = {
    keywords: { ro: ['arbori'] },
    themes: ['ENVI'],
    licence: 'CC0',
    placeKey: 'md',
    coversFrom: '2025-01-01',
    contactEmail: 'a@example.md',
  }
  assert.deepEqual(scored(whole, { tables: [here] }), { points: 405, lacks: [] })
  assert.deepEqual(scored({ ...whole, contactEmail: null }, { tables: [here] }), { points: 385, lacks: ['contact'] })
})

test('of several distributions the best one counts, and an address counts that answered', () => {
  const pdf = { ...file, id: 'p', url: 'https://example.md/a.pdf', format: 'PDF' } as Distribution
  const csv = { ...file, id: 'c', url: 'https://example.md/a.csv', format: 'CSV' } as Distribution
  const without = scored({ licence: 'CC0' }, { distributions: [pdf] })
  assert.ok(
    ['access-answers', 'download-answers', 'machine-readable', 'size'].every((one) =>
      (without.lacks as string[]).includes(one),
    ),
  )
  const both = scored({ licence: 'CC0' }, { distributions: [pdf, csv] }, (url) => url.endsWith('.csv'))
  assert.equal(both.points - without.points, 50 + 30 + 20)
})

test('codes of no list, addresses that are none and a missing description bring nothing', () => {
  const { lacks } = scored({ themes: ['x'], licence: 'cc-by', contactUrl: 'nicăieri', description: {} })
  for (const one of ['theme', 'licence', 'contact', 'dcat-ap', 'access-answers'] as const)
    assert.ok(lacks.includes(one), one)
  assert.equal(lacks[0], 'access-answers', 'the most points first')
})

test('the next rating says how far it is', () => {
  assert.deepEqual(nextRating(0), { rating: 'sufficient', missing: 121 })
  assert.deepEqual(nextRating(220), { rating: 'good', missing: 1 })
  assert.deepEqual(nextRating(221), { rating: 'excellent', missing: 130 })
  assert.equal(nextRating(351), null)
  assert.deepEqual([120, 121, 220, 221, 350, 351, 405].map(ratingOf), [
    'bad',
    'sufficient',
    'sufficient',
    'good',
    'good',
    'excellent',
    'excellent',
  ])
})
