import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { contentsOf, fileOf, refusal } from '#test/workbook-files.ts'
import { xlsxOf, type ZipEntry, zipOf } from './factories.ts'
import { kindOfArchive } from './kind-of-archive.ts'

const csv = { name: 'date.csv', data: 'a;b\n1;2\n' }
const book = (names: string[]) =>
  xlsxOf({ sheets: names.map((name) => ({ name, rows: '<row><c><v>1</v></c></row>' })) })

test('every file that holds a table is one, called as it is in the archive; the rest is passed over', async () => {
  const tables = await contentsOf(
    zipOf([
      { name: 'Date 2026/', data: '' },
      { name: 'Date 2026/străzi.csv', data: 'a;b' },
      { name: 'Date 2026\\case.xlsx', data: book(['Unu', 'Doi']) },
      { name: 'un.xlsx', data: book(['Unu']) },
      { name: 'c.json', data: '[{"a":1}]' },
      { name: 'd.ndjson', data: '{"a":1}\n' },
      { name: 'puncte.json', data: '{"type": "FeatureCollection","features":[{"properties":{"a":1}}]}' },
      { name: 'licenta.txt', data: 'CC0' },
      { name: 'foto.png', data: 'x' },
      { name: '__MACOSX/._date.csv', data: 'x' },
    ]),
    'ZIP',
  )
  assert.deepEqual(
    tables.map(({ sheet }) => sheet),
    [
      'Date 2026/străzi.csv',
      'Date 2026/case.xlsx / Unu',
      'Date 2026/case.xlsx / Doi',
      'un.xlsx',
      'c.json',
      'd.ndjson',
      'puncte.json',
    ],
  )
  assert.deepEqual(tables[0]?.rows, [[1, 'text']])
  assert.deepEqual(tables[2]?.rows, [[1, '1']])
})

test('one table needs no name; a text is taken for one where nothing else is there', async () => {
  assert.deepEqual((await contentsOf(zipOf([csv]), 'ZIP'))[0]?.sheet, '')
  assert.equal((await contentsOf(zipOf([{ name: 'export.TXT', data: 'a|b' }]), 'ZIP')).length, 1)
})

test('names are read as the archive says, as UTF-8, or as a Russian Windows wrote them', async () => {
  const named = async (name: string | Buffer) =>
    (
      await contentsOf(
        zipOf([
          { ...csv, name },
          { name: 'z.csv', data: 'x' },
        ]),
        'ZIP',
      )
    )[0]?.sheet
  assert.equal(await named('ș.csv'), 'ș.csv')
  assert.equal(await named(Buffer.from('ș.csv')), 'ș.csv')
  assert.equal(await named(Buffer.from([0x84, 0xa0, 0xad, 0xad, 0xeb, 0xa5, 0x2e, 0x63, 0x73, 0x76])), 'Данные.csv')
})

test('what is not meant to be read is refused', async () => {
  const cases: [string, ZipEntry[] | Buffer][] = [
    ['outside', [csv, { name: '../../etc/cron.d/x.csv', data: 'x' }]],
    ['outside', [{ name: '/etc/x.csv', data: 'x' }]],
    ['outside', [{ name: 'C:\\x.csv', data: 'x' }]],
    ['outside', [{ name: 'x.csv\0.txt', data: 'x' }]],
    ['archive-inside', [csv, { name: 'in.zip', data: zipOf([csv]) }]],
    ['archive-inside', [{ name: 'in.csv', data: zipOf([csv]) }]],
    ['packed-inside', [csv, { name: 'in.csv', data: gzipSync('a;b\n1;2\n') }]],
    ['locked', [{ ...csv, isLocked: true }]],
    ['packed-otherwise', [{ ...csv, method: 9 }]],
    ['nothing-inside', [{ name: 'foto.png', data: 'x' }]],
    ['nothing-inside', []],
    ['old-or-locked', [{ name: 'vechi.csv', data: Buffer.from('d0cf11e0a1b11ae1', 'hex') }]],
    ['broken', [csv, csv]],
    ['broken', [{ ...csv, crc: 7 }]],
    ['bomb', [{ name: 'a.csv', data: Buffer.alloc(17 * 2 ** 20) }]],
    ['not-whole', zipOf([csv]).subarray(0, 60)],
  ]
  for (const [key, entries] of cases) {
    const bytes = Buffer.isBuffer(entries) ? entries : zipOf(entries)
    assert.equal((await refusal(bytes, 'ZIP')).key, `open-data.workbook.${key}`, key)
  }
})

test('what is no table, whatever its name says, is refused for what it is', async () => {
  for (const [key, data] of [
    ['packed', Buffer.from('7z\xbc\xaf\x27\x1c....', 'latin1')],
    ['pdf', Buffer.from('%PDF-1.7')],
  ] as const)
    assert.equal((await refusal(zipOf([csv, { name: 'in.csv', data }]), 'ZIP')).key, `open-data.reading.${key}`)
})

test('what an archive is, is told by what lies in it', async () => {
  const kind = async (bytes: Buffer) => kindOfArchive(await fileOf(bytes))
  assert.equal(await kind(book(['A'])), 'XLSX')
  assert.equal(await kind(zipOf([csv])), 'ZIP')
  const ods = [
    { name: 'content.xml', data: '' },
    { name: 'META-INF/manifest.xml', data: '' },
  ]
  assert.equal(await kind(zipOf(ods)), 'ODS')
})
