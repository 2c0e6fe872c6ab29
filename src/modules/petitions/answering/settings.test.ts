import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Services } from '#kernel/http/context.ts'
import type { Level } from '../petition.ts'
import { lodgingLevelOf } from './settings.ts'

const levelAsked = async (kind: string, value: Level, source: 'default' | 'house' | 'authority') => {
  const settings = { on: async () => ({ value, source: { kind: source } }) } as unknown as Services['settings']
  const { level, basis } = await lodgingLevelOf({ settings }, { id: '1', kind }, '2026-11-23')
  return [level, basis !== null]
}

test('a value of the house never lowers what the law asks for Parliament; one set for Parliament is its own', async () => {
  assert.deepEqual(await levelAsked('parliament', 'email', 'default'), ['signed', true])
  assert.deepEqual(await levelAsked('parliament', 'email', 'house'), ['signed', true])
  assert.deepEqual(await levelAsked('parliament', 'strong', 'house'), ['signed', true])
  assert.deepEqual(await levelAsked('parliament', 'strong', 'authority'), ['strong', false])
  assert.deepEqual(await levelAsked('city-hall', 'strong', 'house'), ['strong', false])
})
