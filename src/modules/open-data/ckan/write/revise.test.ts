import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ArrivedFile } from '#kernel/files/arrived-file.ts'
import { CkanError, type Input } from '../action.ts'
import { revised } from './revise.ts'

const now: Input = {
  id: '1',
  title: 'Școli',
  version: '1',
  tags: [{ name: 'a' }, { name: 'b' }],
  resources: [
    { id: '1f9ab000', name: 'Unu', url: 'https://example.md/1', size: 12 },
    { id: '492a6000', name: 'Doi', url: 'https://example.md/2' },
    { id: '492a7000', name: 'Trei' },
  ],
}
const resourcesOf = (input: Input) => revised(now, input).resources as Input[]
const namesOf = (input: Input) => resourcesOf(input).map(({ name }) => name)
const refused = (input: Input): string[] => {
  try {
    revised(now, input)
  } catch (error) {
    assert.ok(error instanceof CkanError)
    return Object.keys(error.rest)
  }
  assert.fail('it was not refused')
}

test('nothing asked leaves everything, and nothing of what was there is changed itself', () => {
  const before = structuredClone(now)
  assert.deepEqual(revised(now, {}), now)
  revised(now, { filter: '-*', update: { resources: [{ name: 'X' }] }, update__tags__0__name: 'y' })
  assert.deepEqual(now, before)
})

test('what must be so is looked at, also deep within', () => {
  revised(now, { match: { title: 'Școli', resources: [{ name: 'Unu' }] } })
  revised(now, {
    match: { resources: [{}, { name: 'Doi' }] },
    match__resources__0__size: '12',
    'match__resources__-1__name': 'Trei',
  })
  assert.deepEqual(refused({ match: { title: 'Altfel' } }), ['match'])
  assert.deepEqual(refused({ match: { resources: [{ name: 'Doi' }] } }), ['match'])
  assert.deepEqual(refused({ match__resources__492a6__name: 'Unu' }), ['match__resources__492a6__name'])
  assert.deepEqual(refused({ match__resources__7__name: 'Unu' }), ['match__resources__7__name'])
})

test('filters take out and keep', () => {
  assert.deepEqual(namesOf({ filter: ['-resources__1'] }), ['Unu', 'Trei'])
  assert.deepEqual(namesOf({ filter: '-resources__0,-resources__1f9ab,-resources__-1' }), ['Doi'])
  assert.deepEqual(revised(now, { filter: ['+title', '+resources', '-*'] }), {
    title: now.title,
    resources: now.resources,
  })
  const [, second] = resourcesOf({ filter: ['+resources__492a6__id', '-resources__492a6'] })
  assert.deepEqual(second, { id: '492a6000' })
  assert.deepEqual(resourcesOf({ filter: ['+resources__*__name', '-resources'] }), [
    { name: 'Unu' },
    { name: 'Doi' },
    { name: 'Trei' },
  ])
  assert.deepEqual(namesOf({ filter: ['-resources__492a'] }), ['Unu', 'Doi', 'Trei'], 'too short to name one')
  assert.deepEqual(refused({ filter: ['title'] }), ['filter'])
})

test('updates set what they name and leave the rest, item by item', () => {
  assert.equal(revised(now, { update__version: '2' }).version, '2')
  const [first, second] = resourcesOf({ update: { resources: [{ description: 'x' }] } })
  assert.deepEqual([first?.description, first?.name, second?.name], ['x', 'Unu', 'Doi'])
  assert.deepEqual(namesOf({ update__resources__1f9ab__name: 'Prima', 'update__resources__-1__name': 'Ultima' }), [
    'Prima',
    'Doi',
    'Ultima',
  ])
  assert.deepEqual(namesOf({ update__resources__extend: '[{"name": "Patru"}]' }), ['Unu', 'Doi', 'Trei', 'Patru'])
  assert.deepEqual(revised(now, { update: { tags: [{ name: 'c' }, { name: 'd' }, { name: 'e' }] } }).tags, [
    { name: 'c' },
    { name: 'd' },
    { name: 'e' },
  ])
  const replaced = resourcesOf({
    filter: ['+resources__492a6__id', '-resources__492a6'],
    update__resources__492a6: { name: 'Nou' },
  })
  assert.deepEqual(replaced[1], { id: '492a6000', name: 'Nou' })
  assert.deepEqual(revised(now, { update__own__deep: 1 }).own, { deep: 1 })
  assert.deepEqual(refused({ update__resources__9__name: 'x' }), ['update__resources__9__name'])
  assert.deepEqual(refused({ update__resources__extend: 'x' }), ['update__resources__extend'])
})

test('no name is special', () => {
  const input = JSON.parse('{"update": {"__proto__": {"admin": true}}}') as Input
  assert.equal(({} as Input).admin, undefined)
  assert.equal((revised(now, input) as Input & { admin?: boolean }).admin, undefined)
})

test('a file is set where its path leads', () => {
  const file = new ArrivedFile('a.csv', '/x/file', 3, false)
  assert.equal(resourcesOf({ update__resources__1f9ab__upload: file })[0]?.upload, file)
  const added = resourcesOf({
    update__resources__extend: '[{"name": "Patru"}]',
    'update__resources__-1__upload': file,
  })
  assert.deepEqual([added[3]?.name, added[3]?.upload], ['Patru', file])
})
