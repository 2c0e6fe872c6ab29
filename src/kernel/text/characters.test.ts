import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CharacterProblem, graphemes, mixedScript, refuseCharacters } from './characters.ts'

const title = (text: string) => refuseCharacters(text, { lines: false })
const body = (text: string) => refuseCharacters(text, { lines: true })

test('honest texts pass', () => {
  const honest = [
    '',
    'Un pod la Rîșcani – „acum”, 100 %',
    'Пешеходный переход у школы № 5, за́мок',
    'Qarar: ﷽ اللغة العربية',
    'Tiếng Việt: ế ộ',
    'Vai 😀 ❤️ 👍🏽 1️⃣ №',
  ]
  for (const text of honest) {
    assert.equal(title(text), null, text)
    assert.equal(body(`${text}\r\n\t${text}\n`), null, text)
  }
})

test('what no honest text needs is named', () => {
  const refused: [CharacterProblem, string[]][] = [
    ['lone-surrogate', ['a\ud800', '\udc00b', '\udc00\ud800']],
    ['control', ['a\0b', '\x07', '\x7f', '\x85', '\u{1ffff}', '\ufdd0']],
    ['bidi', ['\u202eabc', '\u2066abc\u2069', '\u200e', '\u200f', '\u061c']],
    [
      'invisible',
      [
        'a\u200bb',
        'a\u200cb',
        'a\u200db',
        '\ufeffabc',
        'a\u00adb',
        'a\u2060b',
        '\u3164',
        '\u{e0041}',
        'a\u034fb',
        '\u2800',
        'a\ufe0fb',
        '1\ufe0f',
      ],
    ],
    ['stacked-marks', [`a${'\u0301'.repeat(4)}`, `é${'\u0301'.repeat(3)}`]],
  ]
  for (const [problem, texts] of refused) {
    for (const text of texts) {
      assert.equal(title(text), problem, JSON.stringify(text))
      assert.equal(body(text), problem, JSON.stringify(text))
    }
  }
})

test('lines and joined emoji belong in texts, not in titles', () => {
  for (const text of ['a\nb', 'a\tb', 'a\r\nb', '\u2028']) assert.equal(title(text), 'line-break', JSON.stringify(text))
  assert.equal(body('a\u2028b'), 'control')
  assert.equal(body('a\rb'), 'control')
  for (const family of ['👩‍👩‍👧', '👩🏽‍🚒', '❤️‍🔥']) {
    assert.equal(body(family), null, family)
    assert.equal(title(family), 'invisible', family)
  }
})

test('three marks on a letter pass, in one code point or in many', () => {
  assert.equal(title('a\u0301\u0302\u0303'), null)
  assert.equal(title('ế\u0303'), null)
})

test('characters are counted as a reader sees them', () => {
  for (const [text, count] of [
    ['', 0],
    ['ș', 1],
    ['s\u0326', 1],
    ['👩‍👩‍👧', 1],
    ['Кишинёв', 7],
    ['a\r\nb', 3],
  ] as const) {
    assert.equal(graphemes(text), count, text)
  }
})

test('words that pass for other words', () => {
  // Each has one letter of another script: р, е, о, ѕ; Latin c, a; Greek ο, Α.
  for (const text of [
    'Рetiție',
    'Chișinău și Сhișinău',
    'Parlamеnt',
    'mоneda',
    'Kишинёв',
    'шкoла',
    'mοneda',
    'Αna',
    'Тaxe',
  ]) {
    assert.equal(mixedScript(text), 'mixed-script', text)
  }
})

test('two scripts side by side, or openly mixed, are no deceit', () => {
  for (const text of [
    'Petiția noastră',
    'Кишинёв',
    'IT-отдел',
    'Chișinău / Кишинёв',
    'COVIDом',
    'USBшный',
    'COVID-19',
    'α-particule',
    '',
  ]) {
    assert.equal(mixedScript(text), null, text)
  }
})

test('property: marks, controls and halves are found wherever they stand', () => {
  const bad = fc.constantFrom('\0', '\u202e', '\u200b', '\ud800', '\u00ad', '\u{e0041}', '\u0301\u0302\u0303\u0304')
  const around = fc.string({ unit: 'grapheme-ascii' })
  fc.assert(
    fc.property(around, bad, around, (before, it, after) => {
      assert.equal(title(before + after), null)
      assert.notEqual(title(before + it + after), null)
      assert.notEqual(body(`${before}${it}${after}`), null)
    }),
  )
})

test('property: no text breaks the checks, and lines make them no stricter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      if (title(text) === null) assert.equal(body(text), null)
      assert.ok(graphemes(text) <= text.length)
      mixedScript(text)
    }),
  )
})

test('property: one script alone is never mixed, one twin put into a Latin word always is', () => {
  const word = (letters: string) => fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 })
  const latin = word('abcdefghijklmnopqrstuvwxyzăâîșț')
  const cyrillic = word('абвгдеёжзийклмнопрстуфхцчшщъыьэюя')
  fc.assert(
    fc.property(latin, cyrillic, fc.constantFrom(...'асеорхуі'), (one, other, twin) => {
      assert.equal(mixedScript(`${one} ${other}`), null)
      assert.equal(mixedScript(`${one} ${one}${twin} ${other}`), 'mixed-script')
    }),
  )
})
