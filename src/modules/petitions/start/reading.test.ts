import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { answers as whole } from '#test/petitions.ts'
import { formOf, nextStep, partialSave, steps } from './draft/answers.ts'
import { searchColumns, stemsOf } from './similar/find-similar.ts'
import { idno, petitionTitle, TITLE_MAX, unfinished } from './text-fields.ts'

const anything = fc.dictionary(
  fc.oneof(
    fc.constantFrom('title', 'why', 'addressee', 'place', 'topic', 'version', 'writer', 'leave', '__proto__'),
    fc.string(),
  ),
  fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
)

test('forms of the questions read anything without falling over, and keep only their own answers', () => {
  fc.assert(
    fc.property(anything, fc.constantFrom(...steps), (raw, step) => {
      for (const form of [formOf(step), partialSave]) {
        const read = form.read(raw)
        if ('errors' in read) assert.ok(read.errors.length > 0)
        else for (const value of Object.values(read.value.answers)) assert.equal(typeof value, 'string')
      }
    }),
  )
})

test('what an unfinished draft keeps can be kept by PostgreSQL, and is what was typed otherwise', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
      const read = unfinished({ max: 2_000 }).read(typed)
      assert.ok('value' in read)
      assert.ok(read.value.isWellFormed() && !read.value.includes('\0'))
      assert.equal(read.value, typed.toWellFormed().replaceAll('\0', ''))
    }),
  )
})

test('a title that is taken has no character that hides, and is short enough', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom('', '\u202e', '\u200b', '\n', '\0'),
      (text, hidden) => {
        const read = petitionTitle().read(`Un titlu ${hidden} lung ${text}`)
        if (hidden !== '') assert.ok('error' in read, JSON.stringify(hidden))
        else if ('value' in read) {
          assert.ok([...new Intl.Segmenter().segment(read.value)].length <= TITLE_MAX)
          assert.deepEqual(petitionTitle().read(read.value), read)
        }
      },
    ),
  )
})

test('words for the search hold nothing that a query could be broken with', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      for (const stem of stemsOf(title)) assert.match(stem, /^[\p{L}\p{N}\p{M}]{4,}$/u)
      assert.ok(stemsOf(title).length <= 20)
    }),
  )
  assert.deepEqual(stemsOf('Trotuarul de la Rîșcani'), ['trotuar', 'rasca'])
  assert.equal(searchColumns('Mîine', 'în sat').text, 'maine in sat miine in sat')
})

test('an IDNO is thirteen digits with the right last one', () => {
  assert.deepEqual(idno().read('1003 6000 1234 4'), { value: '1003600012344' })
  for (const wrong of ['1003600012340', '100360001234', '1003600012344x', 'ABCDEFGHIJKLM', ''])
    assert.ok('error' in idno().read(wrong))
})

test('the next question is the first without an answer; an organisation is asked for only when it starts', () => {
  const all = { ...Object.assign({}, ...Object.values(whole)), differs: 'yes' }
  assert.equal(nextStep({}), 'title')
  assert.equal(nextStep({ ...all, differs: '' }), 'similar')
  assert.equal(nextStep(all), 'check')
  assert.equal(nextStep({ ...all, starter: 'organisation' }), 'organisation')
  assert.equal(nextStep({ ...all, name: '' }), 'starter')
})
