import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Described } from '../history-store.ts'
import { changesBetween, diff } from './changes-between.ts'

const described: Described = {
  title: { ro: 'Arbori' },
  description: { ro: 'Întâi.\n\nAl doilea.\n\nAl treilea.\n\nAl patrulea.' },
  keywords: { ro: ['arbori'] },
  themes: ['ENVI'],
  licence: 'CC0',
  frequency: 'ANNUAL',
  accessRights: 'PUBLIC',
  contactName: null,
  contactEmail: 'a@example.md',
  contactUrl: null,
  placeKey: null,
  coversFrom: null,
  coversTo: null,
  highValue: null,
  state: 'published',
  files: [],
  reason: null,
}
const words = {
  code: (_: string, code: string) => code.toLowerCase(),
  place: (key: string) => key,
  access: (a: string) => a,
}

test('only what changed is told, field by field, in words', () => {
  assert.deepEqual(changesBetween(described, described, words), [])
  const after = { ...described, licence: 'CC_BY_4_0', title: { ro: 'Arbori', en: 'Trees' }, contactEmail: null }
  assert.deepEqual(changesBetween(described, after, words), [
    { field: 'title', lang: 'en', lines: [{ kind: 'new', text: 'Trees' }] },
    {
      field: 'licence',
      lang: null,
      lines: [
        { kind: 'gone', text: 'cc0' },
        { kind: 'new', text: 'cc_by_4_0' },
      ],
    },
    { field: 'contactEmail', lang: null, lines: [] },
  ])
})

test('of a long text the changed line is told with its neighbours', () => {
  const after = { ...described, description: { ro: 'Întâi.\n\nAl doilea.\n\nSchimbat.\n\nAl patrulea.' } }
  const [change, ...others] = changesBetween(described, after, words)
  assert.deepEqual(others, [])
  assert.deepEqual(change?.lines, [
    { kind: 'same', text: 'Al doilea.' },
    { kind: 'gone', text: 'Al treilea.' },
    { kind: 'new', text: 'Schimbat.' },
    { kind: 'same', text: 'Al patrulea.' },
  ])
})

test('a file that came, went or was described anew is a change of that file alone', () => {
  const file = { id: '1', title: { ro: 'Tabel' }, description: {}, url: null, format: 'CSV', licence: null }
  const read = { ...described, files: [file] }
  assert.deepEqual(changesBetween({ ...described, files: [{ ...file, format: null }] }, read, words), [])
  const other = { ...file, id: '2', title: { ro: 'Hartă' }, url: 'https://example.md/harta' }
  const came = changesBetween({ ...described, files: [file] }, { ...described, files: [file, other] }, words)
  assert.deepEqual(came, [
    {
      field: 'file',
      lang: null,
      lines: [
        { kind: 'new', text: 'Hartă' },
        { kind: 'new', text: 'https://example.md/harta' },
        { kind: 'new', text: 'csv' },
      ],
    },
  ])
  assert.deepEqual(
    changesBetween({ ...described, files: [file, other] }, { ...described, files: [other, file] }, words),
    [],
  )
})

test('what stayed and what came is the text after, what stayed and what went the text before', () => {
  const before = ['a', 'b', 'c', 'a', 'd']
  const after = ['b', 'a', 'c', 'd', 'e', 'a']
  const lines = diff(before, after)
  const of = (kind: 'gone' | 'new') => lines.filter((line) => line.kind === 'same' || line.kind === kind)
  assert.deepEqual(
    of('gone').map(({ text }) => text),
    before,
  )
  assert.deepEqual(
    of('new').map(({ text }) => text),
    after,
  )
  assert.equal(lines.filter(({ kind }) => kind === 'same').length, 3)
})
