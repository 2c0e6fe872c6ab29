import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sniffDialect } from './sniff-dialect.ts'

const delimiterOf = (text: string) => sniffDialect(text, true).dialect.delimiter

test('the delimiter is the one that makes rows of one length', () => {
  assert.equal(delimiterOf('a,b,c\n1,2,3\n4,5,6\n'), ',')
  assert.equal(delimiterOf('a;b\n"x, y";2\n"z, w";3\n'), ';')
  assert.equal(delimiterOf('a\tb\n1\t2\n'), '\t')
  assert.equal(delimiterOf('a|b\n1|2\n'), '|')
  assert.equal(delimiterOf('"a;b","c"\n"d;e","f"\n'), ',')
})

test('commas before decimals are no delimiter', () => {
  assert.equal(delimiterOf('x;y\n12,5;13,7\n1,5;2,5\n'), ';')
  assert.equal(delimiterOf('12,5;13,7;1,1\n1,5;2,5;1,2\n'), ';')
  assert.equal(delimiterOf('suma\n12,5\n13,7\n'), null)
})

test('titles above the table and notes below it do not count', () => {
  assert.equal(delimiterOf('Raport, pe anul 2025\n\nNr;Sat;Raion\n1;A;B\n2;C;D\n3;E;F\nSursa: BNS\n'), ';')
})

test('a text without a delimiter is one column', () => {
  assert.equal(delimiterOf('Bălți\nOrhei\nSoroca\n'), null)
  assert.equal(delimiterOf(''), null)
})

test('the first line may say the delimiter', () => {
  assert.equal(delimiterOf('sep=|\na|b;c\n1|2;3\n'), '|')
})

test('quotes that are inches, and backslashes before quotes, are seen', () => {
  assert.deepEqual(sniffDialect('"5 țoli;a\n"6 țoli;b\n"7 țoli;c\n'.repeat(10), true).dialect.quotes, false)
  const escaped = sniffDialect('a;b\n"x\\"y";1\n"z\\"w";2\n', true).dialect
  assert.deepEqual(escaped, { delimiter: ';', quotes: true, escape: '\\' })
})
