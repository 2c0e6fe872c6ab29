import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newCode, newId, newToken, tokenHash } from './ids.ts'

test('ids are UUIDs of version 7 that sort by time and, within a millisecond, by order', () => {
  const ids = []
  for (let ms = 0; ms < 5; ms++) for (let n = 0; n < 1000; n++) ids.push(newId(new Date(1_790_000_000_000 + ms)))
  assert.deepEqual(ids, ids.toSorted())
  assert.equal(new Set(ids).size, ids.length)
  for (const id of ids) assert.match(id, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  assert.equal(Number.parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16), 1_790_000_000_000)
})

test('ids stay unique when thousands fall into one millisecond', () => {
  const now = new Date(1_790_000_000_000)
  assert.equal(new Set(Array.from({ length: 20_000 }, () => newId(now))).size, 20_000)
})

test('tokens have 128 bits and are known by their hash; codes have six digits', () => {
  const token = newToken()
  assert.equal(Buffer.from(token, 'base64url').length, 16)
  assert.equal(tokenHash(token).length, 32)
  assert.notDeepEqual(tokenHash(token), tokenHash(newToken()))
  for (let n = 0; n < 1000; n++) assert.match(newCode(), /^\d{6}$/)
})
