import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTranslators } from '#kernel/i18n/translator.ts'
import en from './messages/en.json' with { type: 'json' }
import ro from './messages/ro.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }

const named = (messages: Record<string, string>) =>
  Object.fromEntries(Object.entries(messages).map(([key, text]) => [`budgeting.vote.${key}`, text]))
const translators = createTranslators({ ro: named(ro), ru: named(ru), en: named(en) })

test('how many places a ranking has is said in Russian as numbers are', () => {
  const how = (places: number) => translators.ru('budgeting.vote.kind.ranking.how', { places })
  assert.match(how(1), /Первое из 1 места даёт 1 балл,/)
  assert.match(how(3), /Первое из 3 мест даёт 3 балла,/)
  assert.match(how(20), /Первое из 20 мест даёт 20 баллов,/)
})
