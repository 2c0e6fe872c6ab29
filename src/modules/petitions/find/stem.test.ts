import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '#commons/search/fold.ts'
import { stemsOf } from './stem.ts'
import { queryWords, searchWords, tsQuery } from './words.ts'

const meet = (one: string, other: string) => stemsOf(fold(one)).some((stem) => stemsOf(fold(other)).includes(stem))

test('forms of one word meet', () => {
  for (const forms of [
    'școala școlii școli școlilor școală',
    'pod podul poduri podului podurilor',
    'drum drumuri drumul drumurilor',
    'trotuar trotuare trotuarul trotuarelor',
    'stradă străzi străzilor strada',
    'piață piețe pieței piața',
    'iluminat iluminare iluminatul iluminarea',
    'reparație reparația reparației repararea',
    'apă apa ape apei',
    'gunoi gunoaie gunoiului',
    'spital spitale spitalului spitalelor',
    'дорога дороги дорогу дорог дорогами',
    'школа школы школе школой школ',
    'Кишинёв Кишинёва Кишинёве Кишинёвом',
    'город города городов городам',
    'освещение освещения освещением',
    'больница больницы больниц',
    'road roads',
    'city cities',
    'bus buses',
    'light lighting lights',
  ]) {
    const [first = '', ...others] = forms.split(' ')
    for (const other of others) assert.ok(meet(first, other), `${first} and ${other}`)
  }
})

test('other words stay apart', () => {
  for (const [one, other] of [
    ['pod', 'parc'],
    ['școală', 'scară'],
    ['apă', 'ani'],
    ['drum', 'dramă'],
    ['дорога', 'город'],
    ['школа', 'шкаф'],
    ['road', 'read'],
    ['strada', 'stradă2'],
  ])
    assert.ok(!meet(one as string, other as string), `${one} and ${other}`)
})

test('a query drops words that say nothing, unless there are no others', () => {
  const words = (query: string) => queryWords(query).map(({ forms }) => forms.join('/'))
  assert.deepEqual(words('un pod la Soroca'), ['pod', 'soroca'])
  assert.deepEqual(words('de la'), ['de', 'la'])
  assert.deepEqual(words('Rîșcani'), ['rascani/riscani'])
  assert.deepEqual(words('  — ,, '), [])
})

test('a query is only words, whatever is typed', () => {
  const query = tsQuery(queryWords(`pod' | 'x':* & !(a) \\ <-> "b"`))
  assert.match(query, /^\(('=?[\p{L}\p{N}]+'(:\*)?( \| )?)+\)( & \(('=?[\p{L}\p{N}]+'(:\*)?( \| )?)+\))*$/u)
})

test('words are kept beside their stems, and too long ones are not kept', () => {
  const { lexemes, words } = searchWords(['Școlii 42', 'x'.repeat(3000)])
  assert.deepEqual(lexemes.sort(), ['42', '=scol', '=scolii', 'scolii'].sort())
  assert.deepEqual(words.sort(), ['42', 'scolii'])
})
