import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import en from './messages/en.json' with { type: 'json' }
import ro from './messages/ro.json' with { type: 'json' }
import ru from './messages/ru.json' with { type: 'json' }

test('the three languages have the same texts', () => {
  assert.deepEqual(Object.keys(ru), Object.keys(ro))
  assert.deepEqual(Object.keys(en), Object.keys(ro))
})

test('every text that a component names is there', () => {
  const folder = 'src/ui/components'
  const source = readdirSync(folder)
    .filter((name) => name.endsWith('.tsx') && !name.endsWith('.test.tsx'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n')
  const named = [...source.matchAll(/'ui\.([\w.-]+)'/g)].map(([, key]) => key as string)
  assert.ok(named.length > 40)
  assert.deepEqual(
    named.filter((key) => !(key in ro)),
    [],
  )
})
