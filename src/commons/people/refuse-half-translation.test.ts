import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InvalidInput } from '#kernel/errors.ts'
import { refuseHalfTranslation } from './refuse-half-translation.ts'

test('a translation and its language come together, in another language than the text', () => {
  refuseHalfTranslation({ lang: 'ro', translation: null, translationLang: null })
  refuseHalfTranslation({ lang: 'ro', translation: 'Дорогу починят.', translationLang: 'ru' })
  for (const [translation, translationLang] of [
    ['Дорогу починят.', null],
    [null, 'ru'],
    ['Drumul se repară.', 'ro'],
  ] as const)
    assert.throws(
      () => refuseHalfTranslation({ lang: 'ro', translation, translationLang }),
      (refusal) =>
        refusal instanceof InvalidInput &&
        refusal.errors[0]?.field === 'translationLang' &&
        refusal.errors[0].text.key === 'people.translation.lang-wrong',
    )
})
