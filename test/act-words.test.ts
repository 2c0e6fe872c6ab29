import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { actInWords, purposeInWords } from '#commons/audit/act-in-words.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { createTranslators } from '#kernel/i18n/translator.ts'
import { root } from '#kernel/root.ts'
import { decisions } from '#modules/petitions/moderation/reasons.ts'
import { messages } from '../generated/messages.ts'

test('every act on petitions that is recorded has words in each language', () => {
  const say = createTranslators(messages)
  const room = path.join(root, 'src/modules/petitions')
  const written = readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(path.join(room, name), 'utf8').matchAll(/act: '(petitions\.[a-z-]+)'/g)])
    .map((match) => match[1] as string)
  assert.ok(written.length > 10)
  const steps = ['run', 'cancel', 'restore'].map((step) => `petitions.${step}-invalidation`)
  const decided = decisions.map((decision) => `petitions.moderation-${decision}`)
  for (const lang of langs)
    for (const act of [...written, ...steps, ...decided])
      assert.notEqual(actInWords(say[lang], act), act, `${act} in ${lang}`)
})

test('every purpose for which personal data of petitions is read has words in each language', () => {
  const say = createTranslators(messages)
  const room = path.join(root, 'src/modules/petitions')
  const purposes = readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(path.join(room, name), 'utf8').matchAll(/purpose: '(petitions\.[a-z-]+)'/g)])
    .map((match) => match[1] as string)
  assert.ok(purposes.length > 1)
  for (const lang of langs)
    for (const purpose of purposes)
      assert.notEqual(purposeInWords(say[lang], purpose), purpose, `${purpose} in ${lang}`)
})
