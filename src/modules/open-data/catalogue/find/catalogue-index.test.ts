import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CatalogueIndex, type CatalogueQuery } from './catalogue-index.ts'
import type { Listed } from './store.ts'

const day = (n: number) => new Date(Date.UTC(2026, 0, n))

function listed(name: string, said: Partial<Listed> = {}): Listed {
  return {
    name,
    title: { ro: name },
    description: {},
    keywords: {},
    themes: [],
    licence: 'CC_BY_4_0',
    frequency: 'UNKNOWN',
    highValue: null,
    badges: [],
    placeKey: null,
    id: '01940000-0000-7000-8000-000000000000',
    institutionId: '01940000-0000-7000-8000-000000000001',
    extras: {},
    createdAt: day(1),
    institution: { slug: 'primaria-balti', name: { ro: 'Primăria municipiului Bălți' } },
    formats: [],
    others: [],
    contactEmail: null,
    contactUrl: null,
    coversFrom: null,
    coversTo: null,
    publishedAt: day(1),
    modifiedAt: day(1),
    dataAt: null,
    series: null,
    ...said,
  }
}

function indexOf(...datasets: Listed[]): CatalogueIndex {
  const index = new CatalogueIndex()
  for (const dataset of datasets) index.put(dataset)
  return index
}

function found(index: CatalogueIndex, query: Partial<CatalogueQuery>) {
  return index.search({
    q: null,
    filters: {},
    sort: query.q ? 'best' : 'newest',
    lang: 'ro',
    from: 0,
    limit: 20,
    ...query,
  })
}
const names = (index: CatalogueIndex, query: Partial<CatalogueQuery>) =>
  found(index, query).items.map(({ name }) => name)

test('words are found however their letters are marked, in every language of the description', () => {
  const index = indexOf(
    listed('scoli', { title: { ro: 'Rețeaua școlilor', ru: 'Сеть школ', en: 'Schools' } }),
    listed('riscani', { title: { ro: 'Străzile din Rîșcani' } }),
    listed('kisinev', { title: { ro: 'Altceva', ru: 'Всё о ёлках' } }),
  )
  for (const q of ['școlilor', 'şcolilor', 'SCOLILOR', 'scoala', 'школ', 'школы', 'school'])
    assert.deepEqual(names(index, { q }), ['scoli'], q)
  for (const q of ['Râșcani', 'riscani', 'rascani']) assert.deepEqual(names(index, { q }), ['riscani'], q)
  assert.deepEqual(names(index, { q: 'елках' }), ['kisinev'])
})

test('every word must be found, the last one perhaps not typed to its end; empty words say nothing', () => {
  const index = indexOf(
    listed('a', { title: { ro: 'Bugetul orașului' }, keywords: { ro: ['cheltuieli'] } }),
    listed('b', { title: { ro: 'Bugetul țării' } }),
  )
  assert.deepEqual(names(index, { q: 'bugetul cheltuieli' }), ['a'])
  assert.deepEqual(names(index, { q: 'cheltuieli din buget' }), ['a'])
  assert.deepEqual(names(index, { q: 'buget chelt' }), ['a'])
})

test('a word that stands nowhere is taken for one that is spelled almost so, and that is told', () => {
  const index = indexOf(listed('a', { title: { ro: 'Bugetul orașului' } }), listed('b', { title: { ro: 'Arbori' } }))
  const { items, mended } = found(index, { q: 'bugteul' })
  assert.deepEqual(
    items.map(({ name }) => name),
    ['a'],
  )
  assert.deepEqual(mended, ['bugetul'])
  assert.deepEqual(found(index, { q: 'bugetul' }).mended, [])
  assert.deepEqual(found(index, { q: 'qqqqqq' }).items, [])
})

/** Of each dataset the title, and what else is said of it. */
const CATALOGUE = [
  ['Bugetul orașului Bălți', 'venituri cheltuieli impozite 2024'],
  ['Bugetele satelor', 'cheltuieli 2025'],
  ['Transportul public', 'stații rute troleibuze pasageri'],
  ['Transporturi agabaritice', 'autorizații drumuri'],
  ['Publicații științifice', 'autori reviste'],
  ['Calitatea aerului', 'poluare praf stații măsurare'],
  ['Populația pe localități', 'recensământ vârstă sex'],
  ['Școlile din Chișinău', 'elevi profesori clase'],
  ['Parcurile orașului', 'arbori bănci'],
  ['Parcări publice', 'locuri tarife'],
  ['Spitale și medici', 'pacienți paturi'],
  ['Качество воды', 'колодцы анализы'],
] as const

test('a misspelt word is taken for one that stands beside the others and is the fewest slips away', () => {
  const index = indexOf(
    ...CATALOGUE.map(([ro, text], at) => listed(`d${at}`, { title: { ro }, description: { ro: text } })),
  )
  for (const [q, mended, first] of [
    // One word: a letter too few, too many, another one, two that changed places.
    ['tranport', ['transportul', 'transporturi'], 2],
    ['bugteul', ['bugetul'], 0],
    ['calitattea', ['calitatea'], 5],
    ['populatja', ['populatia'], 6],
    ['качетсво', ['качество'], 11],
    // Two words: what stands beside the other one, not what is merely alike.
    ['transport pubilc', ['public'], 2],
    ['transprotul public', ['transportul'], 2],
    ['parcari pubilce', ['publice'], 9],
    ['calitatea aeruului', ['aerului'], 5],
    ['poluare aeurlui', ['aerului'], 5],
    ['spitale medcii', ['medici'], 10],
    ['bugetul chletuieli', ['cheltuieli'], 0],
    ['scoli prfoesori', ['profesori'], 7],
    ['вода каченство', ['качество'], 11],
    // Both are wrong, and help each other.
    ['tranportul pubilc', ['transportul', 'public'], 2],
    ['spitlae mediic', ['spitale', 'medici'], 10],
    // Nothing of the kind stands beside the other word: nothing is claimed to have been looked for.
    ['spitale trolebuze', [], null],
    // Another number is no slip, and a short word is like too many.
    ['buget 2023', [], null],
    ['aer', [], 5],
    ['xyz', [], null],
    ['qqqqqq', [], null],
  ] as [string, string[], number | null][]) {
    const { items, mended: told } = found(index, { q })
    assert.deepEqual(told, mended, q)
    if (first === null && mended.length === 0) assert.deepEqual(items, [], q)
    if (first !== null) assert.equal(items[0]?.name, `d${first}`, q)
  }
})

test('what the platform makes of itself stands behind what institutions changed, and programs get all by time', () => {
  const own = { slug: 'punte', name: { ro: 'Platforma' } }
  const index = indexOf(
    listed('a', { modifiedAt: day(1) }),
    listed('own', { institution: own, modifiedAt: day(9) }),
    listed('own-old', { institution: own, modifiedAt: day(2) }),
    listed('b', { modifiedAt: day(3) }),
  )
  assert.deepEqual(names(index, {}), ['b', 'a', 'own', 'own-old'])
  assert.deepEqual(names(index, { filters: { institution: 'punte' } }), ['own', 'own-old'])
  assert.deepEqual(
    index.matching('').map(({ name }) => name),
    ['own', 'b', 'own-old', 'a'],
  )
})

test('a word in the title counts more than one in the description', () => {
  const index = indexOf(
    listed('said', { title: { ro: 'Altceva' }, description: { ro: 'Și despre aer.' }, modifiedAt: day(9) }),
    listed('named', { title: { ro: 'Aer curat' } }),
  )
  assert.deepEqual(names(index, { q: 'aer' }), ['named', 'said'])
})

test('of a facet that is on the other values are counted as if it were not, of the others what was found', () => {
  const index = indexOf(
    listed('a', { themes: ['ENVI', 'HEAL'], formats: ['CSV'] }),
    listed('b', { themes: ['ENVI'], formats: ['XLSX'] }),
    listed('c', { themes: ['TRAN'], formats: ['CSV'] }),
  )
  const { total, facets } = found(index, { filters: { theme: 'ENVI' } })
  assert.equal(total, 2)
  assert.deepEqual(facets.theme, [
    { value: 'ENVI', count: 2 },
    { value: 'HEAL', count: 1 },
    { value: 'TRAN', count: 1 },
  ])
  assert.deepEqual(facets.format, [
    { value: 'CSV', count: 1 },
    { value: 'XLSX', count: 1 },
  ])
  const both = found(index, { filters: { theme: 'ENVI', format: 'CSV' } })
  assert.equal(both.total, 1)
  assert.deepEqual(both.facets.theme, [
    { value: 'ENVI', count: 1 },
    { value: 'HEAL', count: 1 },
    { value: 'TRAN', count: 1 },
  ])
  assert.equal(found(index, { filters: { theme: 'NOTHING' } }).total, 0)
})

test('a dataset that changed is found by what it says now alone, and one that left by nothing', () => {
  const index = indexOf(
    listed('a', { title: { ro: 'Vechi' }, modifiedAt: day(1) }),
    listed('b', { modifiedAt: day(2) }),
  )
  assert.deepEqual(names(index, {}), ['b', 'a'])
  assert.deepEqual(names(index, { sort: 'title' }), ['b', 'a'])
  index.put(listed('a', { title: { ro: 'Nou' }, modifiedAt: day(3) }))
  assert.deepEqual(names(index, { q: 'vechi' }), [])
  assert.deepEqual(names(index, { q: 'nou' }), ['a'])
  assert.deepEqual(names(index, {}), ['a', 'b'])
  index.remove('a')
  assert.deepEqual(names(index, { q: 'nou' }), [])
  assert.deepEqual(names(index, {}), ['b'])
  assert.equal(index.size, 1)
})

test('titles stand in the order of the language in which they are read', () => {
  const index = indexOf(
    listed('a', { title: { ro: 'Șosele', ru: 'Автодороги' } }),
    listed('b', { title: { ro: 'Străzi', ru: 'Улицы' } }),
    listed('c', { title: { ro: 'Transport', ru: 'Ёмкости' } }),
    listed('d', { title: { ro: 'Sate', ru: 'Жильё' } }),
  )
  assert.deepEqual(names(index, { sort: 'title' }), ['d', 'b', 'a', 'c'])
  assert.deepEqual(names(index, { sort: 'title', lang: 'ru' }), ['a', 'c', 'd', 'b'])
})

test('in the order of publication stands what is there, also after a change, and nothing is sorted again', () => {
  const index = indexOf(
    listed('b', { publishedAt: day(3) }),
    listed('a', { publishedAt: day(3) }),
    listed('c', { publishedAt: day(1) }),
  )
  const inOrder = () => index.inOrderOfPublication().map(({ name }) => name)
  assert.deepEqual(inOrder(), ['c', 'a', 'b'])
  index.put(listed('d', { publishedAt: day(2) }))
  index.put(listed('c', { publishedAt: day(4) }))
  index.remove('a')
  assert.deepEqual(inOrder(), ['d', 'b', 'c'])
})
