import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dotted } from './dotted.ts'

test('no line begins with the dot between two parts, and what is empty leaves none', () => {
  assert.equal(dotted(['Lipcani', '', null, undefined, false, '16 nov. 2026']), 'Lipcani\u00a0· 16 nov. 2026')
  assert.equal(dotted([]), '')
})
