import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { makeWorkbook } from '../../demo/written/make-workbook.ts'
import { zipStored } from '../../demo/written/zip-stored.ts'
import { literal, newDuckDB } from '../../engine/duckdb.ts'
import { inspectFile } from '../../reading/inspect-file.ts'
import { openText } from '../../reading/open-text.ts'
import { odsOf, xlsxOf, zipOf } from '../../workbook/factories.ts'
import { EDITION } from '../kinds.ts'
import { givesOriginal, verdictOn } from '../verdict.ts'
import { FileScan } from './file-scan.ts'
import { TableScan } from './table-scan.ts'
import { ThreadScan } from './thread-scan.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'punte-guard-test-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const IDNP = '2002500081628'
let made = 0
async function findingsIn(content: string | Buffer, name = 'date.csv') {
  const at = path.join(folder, `${made++}-${name}`)
  writeFileSync(at, content)
  return (await inspectFile(at)).findings
}
const told = async (content: string | Buffer, name?: string) =>
  (await findingsIn(content, name)).map(({ found, kind, count }) => [found, kind, count])

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
/** A harmless workbook with something more in it. */
function workbookWith(...parts: { name: string; text: string }[]): Buffer {
  const kept = filesOf(
    makeWorkbook(
      'Date',
      [
        ['nr', 'suma'],
        [1, 2],
        [3, 4],
      ],
      [],
    ),
  )
  return zipStored([...kept.filter(({ name }) => !parts.some((one) => one.name === name)), ...parts])
}
/** What zipStored wrote, read back. */
function filesOf(zip: Buffer): { name: string; text: string }[] {
  const files: { name: string; text: string }[] = []
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const [size, length] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26)]
    const body = at + 30 + length
    files.push({ name: zip.toString('utf8', at + 30, body), text: zip.toString('utf8', body, body + size) })
    at = body + size
  }
  return files
}

test('a large text is looked through by a thread beside who reads it, which finds the same', async () => {
  const row = (name: string, born: string) => `1;${name};${born};${'Lucrări de reparație a drumului local '.repeat(4)}`
  const rows: string[] = Array(120_000).fill(row('Strada școlii', ''))
  rows[60_000] = row(`Persoana ${IDNP}`, '')
  rows.push('1;2;3;4;5;ion@example.md', row('Popescu Ion', '17.03.1981'))
  const file = path.join(folder, 'large.csv')
  writeFileSync(file, `nr;nume;data nașterii;lucrare\n${rows.join('\n')}\n`)
  const opened = await openText(file, {})
  const raw = { ...opened.table, sheet: 'b.csv' }
  const titles = ['nr', 'nume', 'data nașterii', 'lucrare']
  const here = new TableScan(raw)
  for await (const _ of here.watched().rows());
  const expected = await here.findings(titles)
  assert.deepEqual(
    expected.map(({ found, sheet }) => [found, sheet]),
    ['idnp', 'email', 'birth'].map((found) => [found, 'b.csv']),
  )
  const { file: said } = raw
  assert.ok(said)
  const beside = new ThreadScan(raw, said)
  assert.deepEqual([await beside.findings(titles), beside.broken], [expected, here.broken])
  const reading = new FileScan(file, 'large.csv', [], true)
  assert.equal(reading.watch(raw) === raw, availableParallelism() > 1, 'nobody looks at the rows that are read')
  await reading.tableRead(titles)
  assert.deepEqual((await reading.end('CSV')).findings.slice(0, 3), expected)
})

test('a table that the thread could not look through wholly is not taken for one without findings', async () => {
  const file = { path: path.join(folder, 'gone.csv'), bytes: 20_000_000, overrides: {} }
  const scan = new ThreadScan({ sheet: '', file, async *rows() {} }, file)
  await assert.rejects(scan.findings(['nr']), /gone\.csv/)
})

test('all rows of a text are looked through: above the header, below the last, left out, cut short', async () => {
  const rows = Array.from({ length: 40 }, (_, at) => `${at};${at * 2}`).join('\n')
  assert.deepEqual(await told(`Persoana ${IDNP}\n\nnr;suma\n${rows}\n`), [['idnp', 'column', 1]])
  assert.deepEqual(await told(`nr;suma\n${rows}\nTotal;1600\nNota ${IDNP};\n`), [['idnp', 'column', 1]])
  assert.deepEqual(await told(`nr;suma\n${rows}\n1;2;3;${IDNP}\n`), [['idnp', 'column', 1]])
  const long = `"${'x'.repeat(900)} ${IDNP}`
  assert.deepEqual(await told(`nr;suma\n${rows}\n${long}\n${rows}\n`), [['idnp', 'beside', 1]])
  assert.deepEqual(await told(`nr;suma\n${rows}\n`), [])
})

test('of records all values, and what stands beside them', async () => {
  const records = [
    { a: 1, note: `a ${IDNP}` },
    { a: 2, note: 'b' },
  ]
  assert.deepEqual(await told(JSON.stringify(records), 'date.json'), [['idnp', 'column', 1]])
  const beside = JSON.stringify({ meta: { by: 'ion@popescu.md' }, result: { records: [{ a: 1 }, { a: 2 }] } })
  assert.deepEqual(await told(beside.replace('@', '\\u0040'), 'date.json'), [['email', 'beside', 1]])
})

test('codes that are right by chance in a column are told once, and as such, also where the whole text is searched', async () => {
  const records = Array.from({ length: 200 }, (_, at) => ({
    cod: String(2_100_000_000_000 + at * 7_919),
    produs: `articolul ${2_100_000_000_000 + at * 7_919}`,
  }))
  const kinds = async (more: object) =>
    (await told(JSON.stringify({ ...more, records }), 'date.json')).map(([found, kind]) => [found, kind])
  const both = ['column', 'column'].map((kind) => ['number-like-idnp', kind])
  assert.deepEqual(await kinds({}), both)
  assert.deepEqual(await kinds({ meta: 'răspunde Rusu Ana, IDNP 2002500081628' }), [...both, ['idnp', 'beside']])
})

test('names and days of birth in one row', async () => {
  const rows = 'nume;data nașterii\nPopescu Ion;12.03.1985\nRusu Ana;01.02.1990\n'
  assert.deepEqual(await told(rows), [['birth', 'column', 2]])
  assert.deepEqual(await told('denumire;data înregistrării\nFirma SRL;12.03.1985\nAlta SRL;01.02.1990\n'), [])
  assert.deepEqual(await told('școala;anul nașterii elevilor;elevi\nLiceul 1;2015;30\nLiceul 2;2016;31\n'), [])
})

test('a workbook is searched where nobody looks: hidden sheets, notes, properties, pivots, names, leftovers, headers', async () => {
  assert.deepEqual(await told(workbookWith(), 'x.xlsx'), [])
  const cases: [part: string, text: string, expected: [string, string, number][]][] = [
    [
      'xl/comments1.xml',
      `<comments ${MAIN}><commentList><comment><text><r><t>20025000</t></r><r><t>81628</t></r></text></comment></commentList></comments>`,
      [['idnp', 'note', 1]],
    ],
    [
      'docProps/core.xml',
      '<coreProperties><creator>Ion Popescu</creator></coreProperties>',
      [['author', 'properties', 1]],
    ],
    ['docProps/core.xml', '<coreProperties><creator>openpyxl</creator></coreProperties>', []],
    [
      'xl/pivotCache/pivotCacheRecords1.xml',
      `<pivotCacheRecords ${MAIN}><r><n v="${IDNP}"/></r></pivotCacheRecords>`,
      [['idnp', 'pivot', 1]],
    ],
    [
      'xl/externalLinks/externalLink1.xml',
      `<externalLink ${MAIN}><v>${IDNP}</v></externalLink>`,
      [['idnp', 'elsewhere', 1]],
    ],
    ['xl/printerSettings/printerSettings1.bin', 'P\0o\0p\0@\0', []],
    ['xl/media/image1.png', 'whatever', [['unsearched', 'part', 1]]],
    ['xl/drawings/vmlDrawing1.vml', `<xml><br>${IDNP}</xml>`, [['idnp', 'note', 1]]],
  ]
  for (const [name, text, expected] of cases)
    assert.deepEqual(await told(workbookWith({ name, text }), 'x.xlsx'), expected, name)

  const sheet = (rest: string) => ({
    name: 'xl/worksheets/sheet1.xml',
    text: `<worksheet ${MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>nr</t></is></c></row><row r="2"><c r="A2"><v>5</v></c></row></sheetData>${rest}</worksheet>`,
  })
  assert.deepEqual(
    await told(workbookWith(sheet(`<headerFooter><oddFooter>ion@popescu.md</oddFooter></headerFooter>`)), 'x.xlsx'),
    [['email', 'elsewhere', 1]],
  )
  // A shared text that a cell shows is told with its column; one that none shows, apart.
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const shared = workbookWith(
    { name: 'xl/sharedStrings.xml', text: `<sst ${MAIN}><si><t>nr</t></si><si><t>${IDNP}</t></si></sst>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      text: `<worksheet ${MAIN}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>5</v></c></row></sheetData></worksheet>`,
    },
  )
  assert.deepEqual(await told(shared, 'x.xlsx'), [['idnp', 'unshown', 1]])
})

const cell = (place: string, text: string) => `<c r="${place}" t="str"><v>${text}</v></c>`
const HEAD = `<row r="1">${cell('A1', 'nr')}</row><row r="2">${cell('A2', 'x')}</row>`

test('of a sheet is searched what its reader passes over', async () => {
  const cases: [what: string, rows: string, after?: string][] = [
    ['the first of two values of a cell', `<row r="8">${cell('A8', IDNP)}${cell('A8', 'y')}</row>`],
    ['one of two values in a cell', `<row r="8"><c r="A8" t="str"><v>${IDNP}</v><is><t>7</t></is></c></row>`],
    ['a row within a row', `<row r="8">${cell('A8', IDNP)}<row r="9">${cell('A9', 'y')}</row></row>`],
    ['a value of no cell', `<row r="8"><v>${IDNP}</v>${cell('A8', 'y')}</row>`],
    ['a cell of no row', cell('A8', IDNP)],
    ['a cell behind the rows', '', `<sheetData><row r="9">${cell('A9', IDNP)}</row></sheetData>`],
    ['a value behind the rows', '', `<v>${IDNP}</v>`],
    ['a text behind the rows', '', `<is><t>${IDNP}</t></is>`],
    ['a truth', `<row r="8"><c r="A8" t="b"><v>${IDNP}</v></c></row>`],
    ['a time', `<row r="8"><c r="A8" s="1"><v>${IDNP}</v></c></row>`],
    [
      'how a text is read aloud',
      `<row r="8"><c r="A8" t="inlineStr"><is><t>y</t><rPh sb="0" eb="1"><t>${IDNP}</t></rPh></is></c></row>`,
    ],
    ['what is no text of a cell', `<row r="8"><c r="A8" t="inlineStr"><is><t>y</t><u>${IDNP}</u></is></c></row>`],
  ]
  for (const [what, rows, after = ''] of cases) {
    const book = xlsxOf({ sheets: [{ name: 'Date', rows: HEAD + rows, after }], formats: ['hh:mm:ss'] })
    assert.deepEqual(await told(book, 'x.xlsx'), [['idnp', 'elsewhere', 1]], what)
  }
  // What is read is told once.
  const read = xlsxOf({ sheets: [{ name: 'Date', rows: `${HEAD}<row r="8">${cell('A8', IDNP)}</row>` }] })
  assert.deepEqual(await told(read, 'x.xlsx'), [['idnp', 'column', 1]])
})

test('of shared texts also how they are read aloud, and one whose cell was written twice', async () => {
  const shared = (place: string, index: number) => `<c r="${place}" t="s"><v>${index}</v></c>`
  const bookOf = (row: string, ...texts: string[]) =>
    xlsxOf({ sheets: [{ name: 'Date', rows: `${HEAD}<row r="8">${row}</row>` }], texts })
  const aloud = bookOf(shared('A8', 0), `<t>y</t><rPh sb="0" eb="1"><t>${IDNP}</t></rPh>`)
  const unshownAloud = bookOf('', `<t>y</t><rPh sb="0" eb="1"><t>${IDNP}</t></rPh>`)
  const twice = bookOf(shared('A8', 0) + shared('A8', 1), `<t>${IDNP}</t>`, '<t>y</t>')
  for (const book of [aloud, unshownAloud, twice])
    assert.deepEqual(await told(book, 'x.xlsx'), [['idnp', 'unshown', 1]])
  assert.deepEqual(await told(bookOf(shared('A8', 0), `<t>${IDNP}</t>`), 'x.xlsx'), [['idnp', 'column', 1]])
})

test('of an OpenDocument sheet also texts that stand for another value, and tables within cells', async () => {
  const rows = (last: string) =>
    odsOf(
      `<table:table table:name="Date">${['nr', 'x'].map((text) => `<table:table-row><table:table-cell><text:p>${text}</text:p></table:table-cell></table:table-row>`).join('')}<table:table-row>${last}</table:table-row></table:table>`,
    )
  const typed = (attributes: string, inside: string) =>
    rows(`<table:table-cell ${attributes}>${inside}</table:table-cell>`)
  const number = 'office:value-type="float" office:value='
  const cases: [what: string, file: Buffer][] = [
    ['the text of a number', typed(`${number}"1"`, `<text:p>${IDNP}</text:p>`)],
    ['the text of another text', typed('office:string-value="y"', `<text:p>${IDNP}</text:p>`)],
    ['a value beside a text', typed(`office:value-type="string" office:value="${IDNP}"`, '<text:p>y</text:p>')],
    ['a heading', typed('', `<text:p>y</text:p><text:h>${IDNP}</text:h>`)],
    [
      'a table in a cell',
      typed(
        '',
        `<text:p>y</text:p><table:table><table:table-row><table:table-cell><text:p>${IDNP}</text:p></table:table-cell></table:table-row></table:table>`,
      ),
    ],
  ]
  for (const [what, file] of cases) assert.deepEqual(await told(file, 'x.ods'), [['idnp', 'elsewhere', 1]], what)
  for (const text of [IDNP, '2 002 500 081 628'])
    assert.deepEqual(await told(typed(`${number}"${IDNP}"`, `<text:p>${text}</text:p>`), 'x.ods'), [
      ['idnp', 'column', 1],
    ])
})

test('an archive: names of its files, texts beside the tables, and what nobody can search', async () => {
  const zip = zipStored([
    { name: `dosar ${IDNP}.csv`, text: 'nr,suma\n1,2\n3,4\n' },
    { name: 'citeste.txt', text: 'Întrebări: ion@popescu.md' },
    { name: 'act.pdf', text: '%PDF-1.4' },
  ])
  const findings = await findingsIn(zip, 'x.zip')
  assert.deepEqual(findings.map(({ found }) => found).toSorted(), ['email', 'idnp', 'unsearched'])
  assert.equal(givesOriginal({ edition: EDITION, findings }), false)
})

test('however much is found that matters little, what stops a file and what withholds it are told', async () => {
  const columns = Array.from({ length: 30 }, (_, at) => at)
  const offices = `${columns.map((at) => `c${at}`)}\n${columns.map((at) => `contact@x${at}.md`)}\n${columns.map((at) => `info@x${at}.md`)}\n`
  const tables = Array.from({ length: 40 }, (_, at) => ({ name: `${at}.csv`, text: offices }))
  const last = { name: 'z.csv', text: `nr,persoana\n1,${IDNP}\n2,${IDNP}\n` }
  const findings = await findingsIn(zipStored([...tables, last, { name: 'act.pdf', text: '%PDF-1.4' }]), 'x.zip')
  assert.equal(findings.length, 1_000)
  assert.equal(verdictOn({ edition: EDITION, findings }, null), 'stopped')
  assert.equal(givesOriginal({ edition: EDITION, findings }), false)
})

test('of an archive a Parquet file is searched where its rows are read, and nowhere else', async () => {
  const place = path.join(folder, 'ascuns.parquet')
  const duck = await newDuckDB({ memoryMb: 256, threads: 1 })
  const connection = await duck.connect()
  await connection.run(
    `COPY (SELECT range AS nr, repeat('x', 5) || ' ${IDNP}' AS cod FROM range(50)) TO ${literal(place)} (FORMAT parquet, COMPRESSION zstd)`,
  )
  connection.closeSync()
  duck.closeSync()
  const data = readFileSync(place)
  const table = { name: 'date.csv', data: 'nr,suma\n1,2\n3,4\n' }
  const seen = await told(zipOf([table, { name: 'persoane.parquet', data }]), 'x.zip')
  assert.deepEqual(
    seen.map(([found, kind]) => [found, kind]),
    [['idnp', 'column']],
  )
  for (const name of ['.persoane.parquet', '__MACOSX/persoane.parquet', '.persoane.csv', 'persoane.txt'])
    assert.deepEqual(await told(zipOf([table, { name, data }]), 'x.zip'), [['unsearched', 'part', 1]], name)
  const book = zipOf([
    ...filesOf(workbookWith()).map(({ name, text }) => ({ name, data: text })),
    { name: 'xl/persoane.parquet', data },
  ])
  assert.deepEqual(await told(book, 'x.xlsx'), [['unsearched', 'part', 1]])
})
