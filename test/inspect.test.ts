import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { root } from '#kernel/root.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'punte-inspect-test-'))
})
after(() => rm(folder, { recursive: true }))

/** Runs the command on a file with this content. */
async function inspected(content: string | Buffer, ...words: string[]) {
  const path = join(folder, 'lucrari.csv')
  await writeFile(path, content)
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [join(root, 'scripts/run-inspect.mjs'), path, ...words], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

const works = 'Raport\nNr;Suma\n1;12,50\n2;7\n3\n'

test('a program learns how a file is read', async () => {
  const { code, stdout } = await inspected(works, '--json')
  const { seconds, memoryMb, tables, ...found } = JSON.parse(stdout)
  assert.equal(code, 0)
  assert.ok(seconds > 0 && memoryMb > 0 && tables.length === 1)
  assert.deepEqual(found, {
    file: 'lucrari.csv',
    findings: [],
    format: 'CSV',
    encoding: 'UTF-8',
    delimiter: ';',
    sheet: '',
    rows: 2,
    rejected: 1,
    columns: [
      { name: 'Nr', title: 'Nr', type: 'integer', format: {}, missing: 0, missingMarks: [] },
      { name: 'Suma', title: 'Suma', type: 'number', format: { decimal: ',' }, missing: 0, missingMarks: [] },
    ],
    preamble: 1,
    headerRows: 1,
    totals: 0,
    rejects: [{ line: 5, column: null, value: '3', reason: 'too-few-cells' }],
  })
})

test('a person reads it, and may overrule it', async () => {
  const { stdout } = await inspected(works, '--header', '0', '--preamble', '0')
  assert.match(stdout, /CSV, UTF-8, cells between ;/)
  assert.match(stdout, /column_1 +string/)
  const { stdout: one } = await inspected('Raport\nNr;Suma\n1;12,50\n')
  assert.match(one, /^1 row, 0 rejected; 1 line before the header$/m)
  const { stdout: many } = await inspected(`Nr\n${'1\n'.repeat(1_000)}`)
  assert.match(many, /^1,000 rows, 0 rejected$/m)
})

test('what is no table, or no option, ends with one line and a number', async () => {
  const pdf = await inspected('%PDF-1.7')
  assert.deepEqual([pdf.code, pdf.stdout], [1, ''])
  assert.match(pdf.stderr, /^The file is a PDF.*\n$/)
  const odd = await inspected(works, '--header', 'one')
  assert.deepEqual([odd.code, odd.stderr], [1, '--header is a number\n'])
  const wide = await inspected(`${'a;'.repeat(3_000)}\n`)
  assert.match(wide.stderr, /^The table has 3,000 columns; at most 2,000 are read/)
})
