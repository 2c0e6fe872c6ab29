import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '#commons/search/fold.ts'
import { inRomanianLetters } from './romanian-letters.ts'
import { spellingDistance } from './spelling-distance.ts'
import { stemsOf } from './stem.ts'
import { sameSubject } from './subject-words.ts'
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
  const query = tsQuery(queryWords(`pod' | 'x':* & !(a) \\ <-> "b"`), (stem) => (stem === 'pod' ? ['roads'] : []))
  assert.match(query, /^\(('[=#]?[\p{L}\p{N}]+'(:\*)?( \| )?)+\)( & \(('[=#]?[\p{L}\p{N}]+'(:\*)?( \| )?)+\))*$/u)
})

test('words are kept beside their stems, and too long ones are not kept', () => {
  const { lexemes, words } = searchWords(['Școlii 42', 'x'.repeat(3000)], 'education')
  assert.deepEqual(lexemes.sort(), ['#education', '42', '=scol', '=scolii', 'scolii'].sort())
  assert.deepEqual(words.sort(), ['42', 'scolii'])
})

test('a subject has its words in three languages, and no word is in two by its stem alone', () => {
  const also = (word: string) => stemsOf(fold(word)).flatMap(sameSubject)
  assert.ok(also('мосту').includes('pod'))
  assert.ok(also('podului').includes('bridge'))
  assert.ok(also('kindergartens').includes('садик'))
  assert.deepEqual(also('Soroca'), [])
})

test('Cyrillic names in Romanian letters', () => {
  for (const [russian, romanian] of [
    ['дурлешты', 'durlesti'],
    ['стэучены', 'stauceni'],
    ['гидигич', 'ghidighici'],
    ['чимишлия', 'cimislia'],
    ['буюканы', 'buiucani'],
    ['джурджулешты', 'giurgiulesti'],
    ['рышканы', 'riscani'],
    ['кетросу', 'chetrosu'],
  ] as const)
    assert.equal(inRomanianLetters(russian), romanian)
})

test('slips of the fingers are counted', () => {
  for (const [typed, word, whole, slips] of [
    ['pod', 'pod', true, 0],
    ['tarnsport', 'transport', true, 1],
    ['transprt', 'transport', true, 1],
    ['gunio', 'gunoi', true, 1],
    ['школники', 'школьники', true, 1],
    ['repraa', 'reparatia', false, 1],
    ['repraa', 'reparatia', true, 3],
    ['pod', '', true, 3],
    ['', 'pod', false, 0],
  ] as const)
    assert.equal(spellingDistance(typed, word, whole), slips, `${typed} ${word}`)
})
