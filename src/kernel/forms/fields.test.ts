import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { graphemes } from '#kernel/text/characters.ts'
import { checkbox, checked, choice, day, type Field, form, integer, list, optional, text, token } from './fields.ts'

const parsers: Record<string, Field<any>> = {
  line: text({ max: 20 }),
  lines: text({ max: 200, min: 2, lines: true }),
  pattern: text({ max: 20, pattern: /^[a-z]+$/ }),
  choice: choice(['a', 'b']),
  checkbox: checkbox(),
  must: checkbox('kernel.form.missing'),
  integer: integer({ min: -5, max: 1_000_000 }),
  day: day(),
  token: token(),
  optional: optional(text({ max: 20 })),
  list: list(text({ max: 20 }), { max: 3 }),
  checked: checked(integer({ min: 0, max: 9 }), (n) => (n === 7 ? { key: 'kernel.form.wrong' } : null)),
}

const ugly = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[\s\r\n\u00a0\ufeff]*[a-zÀ-ž]*(\r|\n|\u0301|\u0323)*[a-z]*\s*$/),
  fc.constantFrom(
    '\ud800',
    'a\0b',
    '\r\r\n\n',
    'a\r\r\nb',
    ' \u0301a',
    '١٢',
    '-0',
    -0,
    '1e3',
    '2026-02-30',
    '0000-01-01',
    '+275760-09-13',
  ),
)

for (const [name, field] of Object.entries(parsers)) {
  test(`${name}: any input gives a value or an error, and a value read again stays itself`, () => {
    fc.assert(
      fc.property(ugly, (raw) => {
        const read = field.read(raw)
        if ('error' in read) return assert.match(read.error.key, /^kernel\./)
        assert.deepEqual(field.read(read.value), read)
      }),
      { numRuns: 500 },
    )
  })
}

test('a text is in NFC, trimmed, with plain line ends, and as long as a person counts', () => {
  const lines = text({ max: 30, lines: true })
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (raw) => {
      const read = lines.read(raw)
      if ('error' in read) return
      assert.equal(read.value, read.value.normalize('NFC').trim())
      assert.doesNotMatch(read.value, /\r/)
      assert.ok(graphemes(read.value) <= 30)
    }),
  )
  assert.deepEqual(lines.read(' e\u0301\r\r\nș\r '), { value: 'é\n\nș' })
  const four = text({ max: 4 })
  assert.deepEqual(four.read('s\u0326👍🏽éa'), { value: 'ș👍🏽éa' })
  assert.deepEqual(four.read('abcde'), { error: { key: 'kernel.form.too-long', args: { max: 4, over: 1 } } })
})

test('characters that hide or reorder are refused in every text', () => {
  const points = [
    0, 7, 0x7f, 0x9f, 0xad, 0x200b, 0x200e, 0x202a, 0x202e, 0x2066, 0x2069, 0x2060, 0x2800, 0xe0041, 0xffff,
  ]
  for (const lines of [false, true])
    for (const code of points)
      assert.deepEqual(
        text({ max: 50, lines }).read(`Ana ${String.fromCodePoint(code)} Rusu`),
        { error: { key: 'kernel.form.characters' } },
        code.toString(16),
      )
  assert.deepEqual(text({ max: 50 }).read('Ana\nRusu'), { error: { key: 'kernel.form.characters' } })
})

test('what is empty to a person is empty: spaces too', () => {
  for (const empty of [undefined, '', '   ', '\u00a0\n']) {
    assert.deepEqual(text({ max: 5, missing: 'kernel.form.choose' }).read(empty), {
      error: { key: 'kernel.form.choose' },
    })
    assert.deepEqual(optional(text({ max: 5 })).read(empty), { value: null })
  }
})

test('100,000 characters of any kind are read in no time', () => {
  const lines = text({ max: 5_000, lines: true })
  for (const unit of ['a', ' ', '\r', '\u0301', 'a\u0301\u0323', '👨‍👩‍👧‍👦', '\u200d', '0\ufe0f', '-', '9']) {
    const raw = unit.repeat(Math.ceil(100_000 / unit.length))
    const started = performance.now()
    for (const field of [lines, ...Object.values(parsers)]) field.read(raw)
    assert.ok(performance.now() - started < 250, `${JSON.stringify(unit)} took ${performance.now() - started} ms`)
  }
})

test('a form reads its own names only, reports every error and refuses doubled ones', () => {
  const two = form({ name: text({ max: 9 }), age: integer({ min: 0, max: 150 }), tags: list(token(), { max: 2 }) })
  assert.deepEqual(
    two.read(JSON.parse('{"__proto__": {"age": 3}, "constructor": "x", "name": "Ana", "toString": 1}')),
    {
      errors: [{ field: 'age', text: { key: 'kernel.form.missing' } }],
    },
  )
  assert.deepEqual(two.read({ name: ['a', 'b'], age: ['1'], tags: ['x', 'y', 'z'] }), {
    errors: [
      { field: 'name', text: { key: 'kernel.form.doubled' } },
      { field: 'age', text: { key: 'kernel.form.doubled' } },
      { field: 'tags', text: { key: 'kernel.form.too-many', args: { max: 2 } } },
    ],
  })
  assert.deepEqual(two.read({ name: 'Ana', age: '1 0', role: 'admin' }), { value: { name: 'Ana', age: 10, tags: [] } })
  const odd = form({ constructor: optional(text({ max: 9 })), hasOwnProperty: optional(text({ max: 9 })) })
  assert.deepEqual(odd.read({}), { value: { constructor: null, hasOwnProperty: null } })
})

test('any object is read without throwing, and nothing reaches the prototype', () => {
  const all = form(parsers)
  const names = fc.constantFrom('__proto__', 'constructor', 'prototype', ...Object.keys(parsers))
  fc.assert(
    fc.property(fc.dictionary(names, ugly), (raw) => {
      const read = all.read(raw)
      assert.ok('errors' in read || Object.keys(read.value).length === Object.keys(parsers).length)
    }),
  )
  assert.deepEqual(Object.keys(Object.prototype), [])
})
