import assert from 'node:assert/strict'
import { test } from 'node:test'
import { licenceConflicts } from './licences-together.ts'

const said = (...codes: string[]) => licenceConflicts(codes).map(({ why, licences }) => `${why}: ${licences.join(' ')}`)

test('what asks only for the source goes together with anything open', () => {
  assert.deepEqual(said('CC0', 'CC_BY_4_0', 'ODC_BY', 'COM_REUSE'), [])
  assert.deepEqual(said('CC_BY_4_0', 'CC_BYSA_4_0', 'CC_BYSA_4_0'), [])
  assert.deepEqual(said('CC_BY_4_0', 'CC_BYNC_4_0', 'CC_BYNCSA_4_0'), [])
})

test('what asks for its own terms for the whole does not go with other such terms, nor with what forbids to earn by it', () => {
  assert.deepEqual(said('CC_BYSA_4_0', 'ODC_BL'), ['share-alike: CC_BYSA_4_0 ODC_BL'])
  assert.deepEqual(said('CC_BYSA_4_0', 'CC_BYNC_4_0', 'CC0'), ['share-alike: CC_BYSA_4_0 CC_BYNC_4_0'])
  assert.deepEqual(said('CC_BYSA_4_0', 'CC_BYNCSA_4_0'), ['share-alike: CC_BYSA_4_0 CC_BYNCSA_4_0'])
})

test('what may not be changed may not be merged, and nobody knows of what says nothing', () => {
  assert.deepEqual(said('CC0', 'CC_BYND_4_0'), ['no-derivatives: CC_BYND_4_0'])
  assert.deepEqual(said('CC_BY_4_0', 'notspecified', 'licenta-noastra'), ['not-said: notspecified licenta-noastra'])
})
