import assert from 'node:assert/strict'
import { test } from 'node:test'
import { form, optional, text } from '#kernel/forms/fields.ts'
import { fitted } from './fitted.ts'
import { momentOf } from './moment.ts'
import { themeOfGroup } from './theme-of-group.ts'

test('moments of CKAN are in UTC, whether they say so or not', () => {
  assert.equal(momentOf('2019-03-01T10:00:00.123456'), '2019-03-01T10:00:00.123Z')
  assert.equal(momentOf('2019-03-01 10:00'), '2019-03-01T10:00:00.000Z')
  assert.equal(momentOf('2019-03-01T10:00:00+02:00'), '2019-03-01T08:00:00.000Z')
  assert.equal(momentOf('2019-03-01'), '2019-03-01T00:00:00.000Z')
  for (const none of ['01.03.2019', '2019-13-45T00:00:00', 'azi', 5, null]) assert.equal(momentOf(none), null)
})

test('groups become themes by their words', () => {
  assert.equal(themeOfGroup('g', 'Sănătate și medicină'), 'HEAL')
  assert.equal(themeOfGroup('transport-si-drumuri', null), 'TRAN')
  assert.equal(themeOfGroup('econ', null), 'ECON')
  assert.equal(themeOfGroup('x', 'Образование'), 'EDUC')
  assert.equal(themeOfGroup('diverse', 'Diverse'), undefined)
})

test('what a form would refuse is cut short, left out or stood in for', () => {
  const asked = form({ title: text({ max: 10, min: 3 }), note: optional(text({ max: 5 })) })
  const read = (raw: Record<string, unknown>) => fitted(asked, raw, { title: 10 }, { title: 'Fără' })
  assert.deepEqual(read({ title: 'Titlu' }), { value: { title: 'Titlu', note: null }, changed: [] })
  assert.deepEqual(read({ title: 'Un titlu lung', note: 'prea lung' }), {
    value: { title: 'Un titlu…', note: null },
    changed: ['title', 'note'],
  })
  assert.deepEqual(read({ title: 'x' }), { value: { title: 'Fără', note: null }, changed: ['title'] })
  assert.deepEqual(read({ title: { a: 1 } }).value.title, 'Fără')
})
