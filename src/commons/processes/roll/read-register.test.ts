import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRegister } from './read-register.ts'

const places = { find: (key: string) => (key.startsWith('md-') ? ({ key } as never) : undefined) }
const read = (text: string, minAge = 16) => readRegister(text, places, minAge, '2026-11-01')
const HEAD = 'idnp,birth_date,place'

test('people are read with the age on the named day, whatever the order of columns and the marks', () => {
  const { people, problems } = read(
    `\ufeffPlace;"IDNP";birth_date\r\nmd-cu;2002500081628;2010-11-01\r\n"md-ba";"1008600038413";2010-11-02\r\n\r\n`,
  )
  assert.deepEqual(problems, [])
  assert.deepEqual(people, [
    { personalNumber: '2002500081628', oldEnough: true, placeKey: 'md-cu' },
    { personalNumber: '1008600038413', oldEnough: false, placeKey: 'md-ba' },
  ])
})

test('one wrong line and nobody is taken; each problem has its line and column, and never the number', () => {
  const found = read(
    [
      HEAD,
      '2002500081628,1990-01-01,md-cu',
      '2002500081629,1990-02-30,nowhere',
      '200250008162,2027-01-01,md-cu',
      '2002500081628,1990-01-01,md-cu',
      '2002500081628,1990-01-01',
      '"2002500081628,1990-01-01,md-cu',
    ].join('\n'),
  )
  assert.deepEqual(found.people, [])
  assert.deepEqual(found.problems, [
    { line: 3, column: 'idnp', problem: 'idnp-check' },
    { line: 3, column: 'birth_date', problem: 'birth-date' },
    { line: 3, column: 'place', problem: 'place' },
    { line: 4, column: 'idnp', problem: 'idnp-digits' },
    { line: 4, column: 'birth_date', problem: 'birth-future' },
    { line: 5, column: 'idnp', problem: 'twice' },
    { line: 6, column: null, problem: 'cells' },
    { line: 7, column: null, problem: 'quote' },
  ])
  assert.doesNotMatch(JSON.stringify(found.problems), /\d{12}/)
})

test('a file of another shape, or of nobody, is refused', () => {
  assert.deepEqual(read('').problems, [{ line: 1, column: null, problem: 'columns' }])
  assert.deepEqual(read('idnp,birth_date\n').problems, [{ line: 1, column: null, problem: 'columns' }])
  assert.deepEqual(read(HEAD).problems, [{ line: 2, column: null, problem: 'empty' }])
})
