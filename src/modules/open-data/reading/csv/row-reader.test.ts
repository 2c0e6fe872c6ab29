import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MOST_ROW_CHARACTERS } from '../limits.ts'
import type { Dialect } from './dialect.ts'
import { type RowOptions, RowReader } from './row-reader.ts'

const usual: Dialect = { delimiter: ';', quotes: true, escape: '"' }

function rowsOf(pieces: string[], dialect = usual, options: RowOptions = {}) {
  const reader = new RowReader(dialect, options)
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()]
}

const cellsOf = (text: string, dialect = usual) => rowsOf([text], dialect).map(({ cells }) => cells)

test('any cells that are written are read again, wherever the pieces of the text end', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ';', '"', '\n', ' ', 'ș', ','), maxLength: 8 })
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
  fc.assert(
    fc.property(rows, fc.array(fc.nat(200), { maxLength: 5 }), (table, cuts) => {
      const text = table.map((cells) => `${cells.map(quoted).join(';')}\n`).join('')
      const places = [...new Set(cuts.map((cut) => Math.min(cut, text.length)))].sort((a, b) => a - b)
      const pieces = [...places, text.length].map((place, at) => text.slice(places[at - 1] ?? 0, place))
      const found = rowsOf(pieces)
      assert.deepEqual(
        found.map(({ cells }) => cells),
        table,
      )
      let line = 1
      for (const [at, cells] of table.entries()) {
        assert.equal(found[at]?.line, line)
        line += 1 + cells.join('').split('\n').length - 1
      }
    }),
  )
})

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}

test('quotes count only at the beginning of a cell, blanks around them do not', () => {
  assert.deepEqual(cellsOf('5" de țeavă;a"b;"c" ; "d;e"\n'), [['5" de țeavă', 'a"b', 'c', 'd;e']])
})

test('the last line needs no end, and an end makes no further row', () => {
  assert.deepEqual(cellsOf('a;b'), [['a', 'b']])
  assert.deepEqual(cellsOf('a;"b"'), [['a', 'b']])
  assert.deepEqual(cellsOf('a;b\n'), [['a', 'b']])
  assert.deepEqual(cellsOf('a;\n;b\x1a'), [
    ['a', ''],
    ['', 'b'],
  ])
})

test('backslashes and inches are read where the dialect says so', () => {
  assert.deepEqual(cellsOf('"a\\"b;c";d\n', { ...usual, escape: '\\' }), [['a"b;c', 'd']])
  assert.deepEqual(cellsOf('"a;b"\n', { ...usual, quotes: false }), [['"a', 'b"']])
  assert.deepEqual(cellsOf('a;b\n', { ...usual, delimiter: null }), [['a;b']])
})

test('quotes that never close cost their row and not the rest, wherever the next quotes are', () => {
  for (const others of ['x;y', '"x";y', 'x;""', '"x;\n";y']) {
    const before = `${others}\n`.repeat(100)
    const [first, ...rest] = rowsOf([`${before}"broken;y\n${before}`], usual, { width: 2 }).filter(
      ({ broken }) => broken,
    )
    assert.deepEqual([first?.broken, first?.cells, rest], ['broken-quote', ['"broken;y'], []], others)
    const good = rowsOf([`${before}"broken;y\n${before}`], usual, { width: 2 }).filter(({ broken }) => !broken)
    assert.equal(good.length, 200, others)
  }
})

test('text behind closing quotes breaks the row', () => {
  const [row, next] = rowsOf(['"SRL "Alfa"";1\n"Beta";2\n'])
  assert.deepEqual([row?.broken, next?.cells], ['broken-quote', ['Beta', '2']])
})

test('what is broken on purpose does not cost the square of its length', () => {
  // Each quote opens a cell that closes lines later, but at the wrong place.
  const text = 'a;"\n'.repeat(150_000)
  assert.ok(rowsOf([text], usual, { width: 7 }).length > 0)
  assert.ok(rowsOf([`"${'x\n'.repeat(1_000_000)}`]).length > 0)
})

test('zeros and bytes that are no letters cost their row', () => {
  const rows = rowsOf(['a;b\nc;\0d\ne\ufffd;f\ng;h\n'], usual, { faults: /\ufffd/ })
  assert.deepEqual(
    rows.map(({ line, broken }) => [line, broken]),
    [
      [1, undefined],
      [2, 'nul'],
      [3, 'not-in-encoding'],
      [4, undefined],
    ],
  )
})

test('a line of a gigabyte is left out, the lines around it are not, and nothing of it is kept', () => {
  const reader = new RowReader(usual)
  const rows = reader.push('a;b\n')
  const piece = 'x;'.repeat(128 * 1024)
  for (let written = 0; written < 2 ** 30; written += piece.length) rows.push(...reader.push(piece))
  rows.push(...reader.push('\nc;d\n'), ...reader.end())
  assert.deepEqual(
    rows.map(({ line, broken, cells }) => [line, broken, cells[0]?.length]),
    [
      [1, undefined, 1],
      [2, 'too-long', 200],
      [3, undefined, 1],
    ],
  )
})

test('a cell in quotes has the same limit as a line', () => {
  const long = `"${'x\n'.repeat(MOST_ROW_CHARACTERS)}";b\n`
  const broken = rowsOf(['a;b\n', long]).filter(({ broken }) => broken)
  // What closed them opens quotes of its own, on a line that is read by itself.
  assert.deepEqual(
    broken.map(({ line, cells }) => [line, cells[0]]),
    [
      [2, '"x'],
      [2 + MOST_ROW_CHARACTERS, '";b'],
    ],
  )
})
