import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTranslators } from '#kernel/i18n/translator.ts'
import en from './messages/en.json' with { type: 'json' }
import ro from './messages/ro.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }
import { sayFault, sayLine } from './say-line.ts'

const named = (messages: Record<string, string>) =>
  Object.fromEntries(Object.entries(messages).map(([key, text]) => [`open-data.harvest.${key}`, text]))
const t = createTranslators({ ro: named(ro), ru: named(ru), en: named(en) }).ro

test('large numbers are said as the language says them', () => {
  for (const [fault, said, words] of [
    ['too-many-datasets', { most: 20_000 }, 'mai mult de 20.000 de seturi de date'],
    ['too-many-pages', { most: 2_000 }, 'mai mult de 2.000 de pagini'],
    ['too-many-pages', { most: 5 }, 'mai mult de 5 pagini'],
    ['too-many-bytes', { most: 536_870_912 }, '536.870.912 octeți'],
    ['too-many-bytes', { most: 50_000_000 }, '50.000.000 de octeți'],
    ['in-part', { told: 40, given: 7 }, 'are 40 de seturi de date, dar a dat numai 7'],
    ['lost', { lost: 30, had: 119 }, '30 din 119 seturi de date'],
  ] as const)
    assert.ok(sayFault(t, fault, said).includes(words), sayFault(t, fault, said))
  assert.equal(sayLine(t, { code: 'page', said: { n: 20_000 } }), 'Citite până acum: 20.000')
  assert.match(sayLine(t, { code: 'stopped', said: { n: 5 } }), /după 5 încercări nereușite la rând/)
})
