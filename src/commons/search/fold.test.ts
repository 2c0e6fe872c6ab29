import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { places } from '#jurisdiction/md/index.ts'
import { fold, foldVariants, nameKey, placeKey, similarity, transliterateRu } from './fold.ts'

// Random Unicode rarely meets the letters that matter, so half of the texts are made of them.
const letters = [...'aăâiîsșştțţeеёйиїßſςΣİﬁA-’ \u0301\u0302\u0306\u0308\u0327\u200d\u00ad']
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...letters), { maxLength: 12 }).map((all) => all.join('')),
)
const finds = (query: string, indexed: string) => {
  const forms = new Set(foldVariants(indexed))
  return foldVariants(query).some((form) => forms.has(form))
}

test('what a reader takes as the same folds to the same', () => {
  const same = [
    ['Ștefan', 'Ştefan', 'STEFAN', 'S\u0326tefan'],
    ['Țară', 'Ţară', 'tara'],
    ['Rîșcani', 'Râșcani', 'RÂŞCANI', 'râ\u00adșcani'],
    ['Hîncești', 'Hâncești'],
    ['mâna', 'mîna', 'mana'],
    ['Ёлка', 'елка', 'Е\u0308ЛКА'],
    ['за́мок', 'замок'],
    ['Straße', 'strasse', 'STRASSE'],
    ['„Un  pod”, vă rog!', 'un pod va rog'],
    ['ﬁșier', 'fisier'],
  ]
  for (const [first = '', ...others] of same) for (const other of others) assert.equal(fold(other), fold(first), other)
})

test('what is another word stays another', () => {
  assert.notEqual(fold('май'), fold('маи'))
  assert.notEqual(fold('їжа'), fold('іжа'))
  assert.equal(fold('început'), 'inceput')
  assert.equal(fold('a coborî'), 'a cobori')
  assert.equal(fold('România'), 'romania')
})

test('every way of typing a word with î or â finds it', () => {
  for (const [indexed, ...queries] of [
    ['Rîșcani', 'Râșcani', 'Rîșcani', 'Riscani', 'rascani'],
    ['Râșcani', 'Râșcani', 'Rîșcani', 'Riscani', 'rascani'],
    ['Riscani', 'Rîșcani', 'Râșcani'],
    ['mâna', 'mana', 'mîna', 'mâna'],
    ['neînțeles', 'neinteles', 'neînțeles'],
    ['Stînga Nistrului', 'Stânga Nistrului', 'stinga nistrului', 'stanga nistrului'],
  ] as const) {
    for (const query of queries) assert.ok(finds(query, indexed), `${query} in ${indexed}`)
  }
  assert.ok(!finds('Soroca', 'Rîșcani'))
  assert.equal(foldVariants('Soroca').length, 1)
})

test('every place is found by its three names without marks', () => {
  // The country and what is outside it are translated, not written in other letters.
  for (const { key, name } of places) assert.ok(['md', 'abroad'].includes(key) || finds(name.en, name.ro), name.ro)
})

test('Russian in Latin letters', () => {
  assert.equal(transliterateRu('Кишинёв, Щёкино, ОБЪЕЗД'), 'Kishinev, Shchekino, OBEZD')
  assert.equal(transliterateRu('Й и\u0306'), 'Y y')
  assert.equal(placeKey('Рышканы'), 'ryshkany')
  assert.equal(placeKey('Бэлць'), 'belts')
  assert.equal(transliterateRu('constructor __proto__'), 'constructor __proto__')
})

test('one person, one key', () => {
  const key = nameKey('Ion-Mihai Popescu')
  for (const name of ['POPESCU Ion Mihai', ' popescu  mihai ion ', 'Ion\u2011Mihai Popeșcu'])
    assert.equal(nameKey(name), key)
  assert.equal(nameKey('Пётр Семёнов'), nameKey('семенов петр'))
  assert.equal(nameKey("D'Arc Ana"), nameKey('Ana D’Arc'))
  assert.equal(nameKey('Mândru Ana'), nameKey('Mîndru Ana'))
  assert.notEqual(nameKey('Ana Popa'), nameKey('Ана Попа'))
  assert.notEqual(nameKey('Ana Popa'), nameKey('Anca Popa'))
  assert.equal(nameKey('—'), '')
})

test('property: folding twice is folding once, whatever the text', () => {
  fc.assert(
    fc.property(text, (one) => {
      const folded = fold(one)
      assert.equal(fold(folded), folded)
      assert.equal(fold(one.normalize('NFC')), fold(one.normalize('NFD')))
      assert.match(folded, /^$|^\S+( \S+)*$/u)
      for (const form of foldVariants(one)) assert.equal(fold(form), form)
      assert.ok(finds(folded, one))
    }),
    { numRuns: 3000 },
  )
})

test('property: the order and the case of the parts of a name do not matter', () => {
  const part = fc.constantFrom('Ana', 'Ștefan', 'Îndrei', 'Mîndru', 'Пётр', 'Ion', 'de')
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), fc.constantFrom(' ', '-', '  '), (parts, between) => {
      const key = nameKey(parts.join(' '))
      assert.equal(nameKey(parts.toReversed().join(between).toUpperCase()), key)
      assert.equal(nameKey(key), key)
    }),
  )
})

test('property: similarity is symmetric, between 0 and 1, and 1 for the same words', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const likeness = similarity(a, b)
      assert.ok(likeness >= 0 && likeness <= 1)
      assert.equal(similarity(b, a), likeness)
      assert.equal(similarity(a, a), fold(a) === '' ? 0 : 1)
    }),
  )
})

test('similarity orders petitions as a reader would', () => {
  const title = 'O trecere de pietoni lângă școala din Soroca'
  const near = similarity(title, 'Trecere pentru pietoni la școala din Soroca')
  const far = similarity(title, 'Reducerea taxei pentru gunoi în Bălți')
  assert.ok(near > 0.6 && far < 0.25, `${near} ${far}`)
})
