import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CSV_START, csvFile, csvRecord } from './csv.ts'

test('cells are quoted only where RFC 4180 asks for it', () => {
  assert.equal(csvRecord(['a', 'b c', 'd,e', 'say "da"', 'two\nlines']), 'a,b c,"d,e","say ""da""","two\nlines"\r\n')
})

test('numbers, dates and nothing keep their form', () => {
  const day = new Date('2026-11-22T10:00:00Z')
  assert.equal(
    csvRecord([-5, 3.25, '-5', '12', true, day, null, undefined]),
    '-5,3.25,-5,12,true,2026-11-22T10:00:00.000Z,,\r\n',
  )
})

test('what a spreadsheet would calculate is guarded', () => {
  const formulas = [
    '=1+1',
    '+373 22 12 34 56',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' =1',
    '\u00a0=1',
  ]
  for (const formula of formulas) {
    const [cell] = parse(csvRecord([formula]))[0] ?? []
    assert.equal(cell, `'${formula}`, JSON.stringify(formula))
  }
})

test('every record reads back as it was, but for the guard', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '＝', '"', ',', '\r', '\n', '\t', ' ', '1', 'ș', 'ж') }),
  )
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (records) => {
      const read = parse(records.map(csvRecord).join(''))
      assert.equal(read.length, records.length)
      for (const [at, record] of records.entries())
        for (const [index, cell] of record.entries()) {
          const found = read[at]?.[index] ?? ''
          const plain = cell.replaceAll('\0', '')
          assert.ok(found === plain || found === `'${plain}`, JSON.stringify({ cell, found }))
          if (/^[=+\-@\t\r\n＝＋－＠]/u.test(found)) assert.match(found, /^-?\d+(\.\d+)?$/)
        }
    }),
    { numRuns: 500 },
  )
})

test('a file begins with its mark and the names of its columns', async () => {
  const pieces: string[] = []
  for await (const piece of csvFile(['a', 'b'], records())) pieces.push(piece)
  assert.deepEqual(pieces, [`${CSV_START}a,b\r\n`, '1,x\r\n', '2,y\r\n'])
})

async function* records() {
  yield [1, 'x']
  yield [2, 'y']
}

/** RFC 4180 as its grammar says, written apart from the code under test. */
function parse(file: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < file.length; at += 1) {
    const sign = file[at] as string
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (file[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === ',') {
      record.push(cell)
      cell = ''
    } else if (sign === '\r' && file[at + 1] === '\n') {
      records.push([...record, cell])
      record = []
      cell = ''
      at += 1
    } else cell += sign
  }
  assert.equal(quoted, false)
  return records
}
