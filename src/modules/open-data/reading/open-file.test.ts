import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { langs } from '#kernel/i18n/lang.ts'
import { root } from '#kernel/root.ts'
import { zipOf } from '../workbook/factories.ts'
import { encoded, inFolder, read } from './factories.ts'
import { inspectFile } from './inspect-file.ts'

/** Real files; they lie beside the repository. */
const folder = join(root, '../shared/data/opendata')
const skip = existsSync(folder) ? false : `no real files at ${folder}: they are not read`

test('siruta.csv: windows-1250, semicolons, decimal commas, codes with zeros before them', { skip }, async () => {
  const found = await inspectFile(join(folder, 'siruta.csv'))
  const [table] = found.tables
  assert.deepEqual(
    [found.format, found.encoding, found.delimiter, found.tables.length],
    ['CSV', 'windows-1250', ';', 1],
  )
  assert.deepEqual(
    [table?.rows, table?.rejected, table?.preamble, table?.headerRows, table?.totals],
    [16_978, 0, 0, 1, 0],
  )
  assert.deepEqual(
    table?.columns.map(({ name, type }) => `${name} ${type}`),
    [
      'SIRUTA number',
      'DENLOC string',
      'CODP number',
      'JUD integer',
      'SIRSUP number',
      'TIP integer',
      'NIV integer',
      'MED integer',
      'REGIUNE integer',
      'FSJ integer',
      'FS2 string',
      'FS3 integer',
      'FSL string',
      'rang string',
      'fictiv integer',
    ],
  )
  assert.deepEqual(table?.columns[0]?.format, { decimal: ',' })
})

test('siruta.csv: its letters and its codes are kept', { skip }, async () => {
  const { spooled } = await read(readFileSync(join(folder, 'siruta.csv')), { commaBelow: true })
  assert.deepEqual(spooled[0]?.slice(0, 3), ['2', '10,00', 'JUDEȚUL ALBA'])
  assert.deepEqual(spooled[1], [
    '3',
    '1017,00',
    'MUNICIPIUL ALBA IULIA',
    '0,00',
    '1',
    '10,00',
    '1',
    '2',
    '1',
    '7',
    '1',
    '01',
    '',
    '0111673000000',
    'II',
    '',
  ])
  assert.equal(spooled.find(([, siruta]) => siruta === '1044,00')?.[2], 'MICEȘTI')
  const { spooled: asWritten } = await read(readFileSync(join(folder, 'siruta.csv')))
  assert.equal(asWritten[0]?.[2], 'JUDEŢUL ALBA')
})

test('doublequote.csv: commas, quotes and accents within cells', { skip }, async () => {
  const found = await read(readFileSync(join(folder, 'doublequote.csv')))
  assert.deepEqual([found.encoding, found.delimiter, found.columns.length, found.rejected], ['UTF-8', ',', 17, 0])
  assert.ok(found.spooled[1]?.[11]?.includes(`'"se concebirá como enseñanza terciaria`))
  assert.deepEqual([found.columns[4]?.title, found.columns[4]?.name, found.columns[4]?.type], ['AÑO', 'ANO', 'integer'])
  assert.deepEqual([found.columns[16]?.type, found.columns[16]?.format], ['number', { decimal: '.' }])
})

test('a name says nothing of what a file is', async () => {
  const json = await read('[{"a": 1}, {"a": 2}]', {}, 'tabel.csv')
  assert.deepEqual([json.format, json.rows], ['JSON', 2])
  const csv = await read('a;b\n1;2\n', {}, 'tabel.xlsx')
  assert.deepEqual([csv.format, csv.delimiter, csv.rows], ['CSV', ';', 1])
  const lines = await read('{"a": 1}\n{"a": 2}\n{"a": 3}\n', {}, 'tabel.txt')
  assert.deepEqual([lines.format, lines.rows], ['NDJSON', 3])
  const bracket = await read('[a];b\n[x];2\n', {}, 'tabel.json')
  assert.deepEqual([bracket.format, bracket.rows], ['CSV', 1])
})

test('what is no table is refused with its reason, which is said in every language', async () => {
  const refused: [string, Buffer | string][] = [
    ['empty', ''],
    ['empty', '\ufeff \n\n'],
    ['pdf', '%PDF-1.7\n'],
    ['old-office', Buffer.from('d0cf11e0a1b11ae1000000', 'hex')],
    ['packed', gzipSync(zipOf([{ name: 'a.csv', data: 'a;b\n1;2\n' }]))],
    ['packed', tarOf('a;b\n1;2\n')],
    ['gzip-broken', gzipSync('a;b\n1;2\n').subarray(0, 20)],
    ['picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['parquet', Buffer.from('PAR1\x15\x04')],
    ['document', '{\\rtf1 a}'],
    ['html', '<!DOCTYPE html><table><tr><td>1</td></tr></table>'],
    ['xml', '<?xml version="1.0"?><a/>'],
    ['binary', Buffer.from(Array.from({ length: 4_096 }, (_, at) => (at * 37 + (at >> 3)) % 256))],
  ]
  for (const [name, content] of refused) await assert.rejects(read(content), { key: `open-data.reading.${name}` }, name)
  await assert.rejects(read('a;b\n1;2\n', { encoding: 'klingon' }), { key: 'open-data.reading.unknown-encoding' })
  await assert.rejects(read('a;b\n1;2\n', { delimiter: ';;' }), { key: 'open-data.reading.unknown-delimiter' })
  const said = langs.map((lang) =>
    JSON.parse(readFileSync(join(root, `src/modules/open-data/reading/messages/${lang}.json`), 'utf8')),
  )
  for (const [name] of refused) for (const messages of said) assert.ok(messages[name], name)
})

test('an encoding and a delimiter that an officer names are taken', async () => {
  const bytes = encoded('sat|nr\nBălți|1\n', 'UTF-8')
  const found = await read(bytes, { encoding: 'windows-1252', delimiter: '|' })
  assert.deepEqual([found.encoding, found.delimiter, found.spooled[0]?.[1]], ['windows-1252', '|', 'BÄƒlÈ›i'])
})

test('zeros and broken letters cost their lines', async () => {
  const lines = Array.from({ length: 50 }, (_, at) => `${at};Bălți și Orhei\n`).join('')
  const found = await read(
    Buffer.concat([Buffer.from(`nr;sat\n${lines}50;a\0b\n51;B`), Buffer.from([0xe3]), Buffer.from('i\n')]),
  )
  assert.deepEqual(
    found.rejects.map(({ line, reason }) => [line, reason]),
    [
      [52, 'nul'],
      [53, 'not-in-encoding'],
    ],
  )
  assert.equal(found.rows, 50)
})

test('a zero in a tiny text costs its line too, and bytes of which a tenth are controls are no text', async () => {
  const found = await read('nr;sat\n1;a\0b\n2;c\n')
  assert.deepEqual([found.rows, found.rejects.map(({ line, reason }) => [line, reason])], [1, [[2, 'nul']]])
  await assert.rejects(read('nr;sat\n1;\x01\x02\x03\0\0\n2;c\n'), { key: 'open-data.reading.binary' })
})

test('a line that is no JSON costs itself, wherever it stands among records', async () => {
  const whole = Array.from({ length: 40 }, (_, at) => JSON.stringify({ nr: at, sat: 'Bălți' }))
  for (const [at, broken] of [
    [0, '{"nr": 1, "sat": "Or'],
    [1, 'nr 2'],
    [40, '{"nr": 41'],
  ] as const) {
    const found = await read(whole.toSpliced(at, 0, broken).join('\n'))
    assert.deepEqual([found.format, found.rows, found.rejected], ['NDJSON', 40, 1], broken)
    assert.deepEqual(found.rejects, [{ line: at + 1, column: null, value: broken, reason: 'broken-record' }])
  }
  await assert.rejects(read('{"nr": 1}\n{"nr"\n{"nr"\n'), { key: 'open-data.workbook.record-broken' })
  const json = await read('{"a":\n{"b": 1}\n}\n')
  assert.deepEqual([json.format, json.columns[0]?.title], ['JSON', 'a.b'])
})

test('line ends of any system, and the end of a file of DOS', async () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const found = await read(['nr;sat', '1;A', '2;"B\nC"', '3;D', ''].join(end) + (end === '\r\n' ? '\x1a' : ''))
    assert.deepEqual(
      found.spooled.map(([line, , sat]) => [line, sat]),
      [
        ['2', 'A'],
        ['3', 'B\nC'],
        ['5', 'D'],
      ],
      JSON.stringify(end),
    )
  }
})

test('inspecting a file counts cells that do not fit among the rejects', async () => {
  await inFolder(async (place) => {
    const rows = Array.from({ length: 60 }, (_, at) => `${at};${at},5\n`).join('')
    const path = join(place, 'a.csv')
    writeFileSync(path, `nr;suma\n${rows}61;eroare\n62\n`)
    const { tables } = await inspectFile(path)
    assert.deepEqual([tables[0]?.rows, tables[0]?.rejected], [61, 2])
    assert.deepEqual(tables[0]?.rejects, [
      { line: 62, column: 'suma', value: 'eroare', reason: 'not-a-number' },
      { line: 63, column: null, value: '62', reason: 'too-few-cells' },
    ])
  })
})

test('a text in which the sign of tar stands is no archive', async () => {
  const found = await read(`nr;nota\n1;${'x'.repeat(257 - 10)}ustar și altele\n2;b\n`)
  assert.deepEqual([found.format, found.rows], ['CSV', 2])
})

/** As much of an archive of tar as tells what it is. */
function tarOf(content: string): Buffer {
  const bytes = Buffer.alloc(1024)
  bytes.write('a.csv')
  bytes.write('ustar', 257)
  bytes.write(content, 512)
  return bytes
}
