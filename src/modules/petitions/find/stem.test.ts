import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '#commons/search/fold.ts'
import { stemsOf } from '#commons/search/stem.ts'
import type { Topic } from '../petition.ts'
import { inRomanianLetters } from './romanian-letters.ts'
import { spellingDistance } from './spelling-distance.ts'
import { sameSubject } from './subject-words.ts'
import { fitOf, queryWords, searchWords, tsQuery } from './words.ts'

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
  const words = (query: string) => queryWords(query).words.map(({ forms }) => forms.join('/'))
  assert.deepEqual(words('un pod la Soroca'), ['pod', 'soroca'])
  assert.deepEqual(words('de la'), ['de', 'la'])
  assert.deepEqual(words('Rîșcani'), ['rascani/riscani'])
  assert.deepEqual(words('  — ,, '), [])
  assert.deepEqual(words('pod pod PODUL pod'), ['pod', 'podul'])
})

test('of a long query the first twelve words are looked for', () => {
  const long = Array.from({ length: 200 }, (_, at) => `w${at}`)
  const { words, leftOut } = queryWords(long.join(' '))
  assert.deepEqual(
    words.map(({ forms: [form], unfinished }) => [form, unfinished]),
    long.slice(0, 12).map((word) => [word, false]),
  )
  assert.equal(leftOut, 188)
  assert.equal(queryWords('un pod la Soroca').leftOut, 0)
})

test('a query is only words, whatever is typed', () => {
  const { words } = queryWords(`pod' | 'x':* & !(a) \\ <-> "b"`)
  const topicsNamed = (stem: string): Topic[] => (stem === 'pod' ? ['roads'] : [])
  const query = tsQuery(words, topicsNamed)
  const onlyWords = /^\(('\^?[=#]?[\p{L}\p{N}]+'(:\*)?( \| )?)+\)( & \(('\^?[=#]?[\p{L}\p{N}]+'(:\*)?( \| )?)+\))*$/u
  assert.match(query, onlyWords)
  const { title, asTyped, partOfTitle, words: standing } = fitOf(words, topicsNamed)
  for (const one of [title, asTyped, `(${partOfTitle})`, standing as string]) assert.match(one, onlyWords)
  assert.doesNotMatch(title + standing, /#/, 'a topic is no word')
})

test('words are kept beside their stems, those of the title once more, and too long ones are not kept', () => {
  const { lexemes, words } = searchWords('Școlii 42', ['Poduri', 'x'.repeat(3000)], 'education')
  const ofTitle = ['42', '=scol', '=scolii', 'scolii']
  assert.deepEqual(
    lexemes.sort(),
    ['#education', 'poduri', '=pod', '=poduri', ...ofTitle, ...ofTitle.map((one) => `^${one}`)].sort(),
  )
  assert.deepEqual(words.sort(), ['42', 'poduri', 'scolii'])
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
