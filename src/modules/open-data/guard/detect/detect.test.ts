import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mask } from '../scan/mask.ts'
import { Tally } from '../scan/tally.ts'
import { isCard } from './card.ts'
import { findInText } from './find-in-text.ts'
import { isIdnp } from './idnp.ts'

const foundIn = (text: string) => findInText(text).hits.map(({ found, from, to }) => [found, text.slice(from, to)])
const tallied = (cells: string[], title = '') => {
  const tally = new Tally()
  for (const [at, cell] of cells.entries()) tally.take(cell, at + 2)
  return tally.findings({ kind: 'column', sheet: '', detail: title }, title).map(({ found, count }) => [found, count])
}
/** A number of a person that nobody has, with its check digit. */
const idnpOf = (twelve: string) => {
  const sum = Array.from(twelve, Number).reduce((all, digit, at) => all + digit * ([7, 3, 1][at % 3] as number), 0)
  return `${twelve}${sum % 10}`
}
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))

test('a number of a person is one by its length, beginning and check digit; of a company it is public', () => {
  assert.ok(isIdnp('2002500081628'))
  assert.ok(!isIdnp('2002500081629'))
  assert.ok(!isIdnp('1008600038413'), 'a company')
  assert.ok(!isIdnp('0000000000000'))
  fc.assert(fc.property(digits(11), (rest) => isIdnp(idnpOf(`2${rest}`))))
})

test('it is found wherever it stands in a text, and not within a longer number', () => {
  fc.assert(
    fc.property(digits(11), fc.constantFrom('', 'IDNP ', 'IDNP:', 'пол. код ', '(', '"'), (rest, before) => {
      const number = idnpOf(`2${rest}`)
      assert.ok(foundIn(`${before}${number}, Chișinău`).some(([found, text]) => found === 'idnp' && text === number))
      for (const longer of [`7${number}`, `${number}5`, `0.${number}`, `${number}.5`, `f${number}a`])
        assert.ok(!foundIn(longer).some(([found]) => found === 'idnp'), longer)
    }),
  )
  assert.deepEqual(foundIn('2 002 500 081628'), [['idnp', '2 002 500 081628']])
})

test('bar codes among which some are right by chance are no personal numbers, but somebody has to say so', () => {
  const codes = Array.from({ length: 200 }, (_, at) => String(2_100_000_000_000 + at * 7_919))
  const [[found] = []] = tallied(codes, 'cod de bare')
  assert.equal(found, 'number-like-idnp')
  const people = Array.from({ length: 200 }, (_, at) => idnpOf(String(200_000_000_000 + at * 7_919)))
  assert.deepEqual(tallied(people), [['idnp', 200]])
  // Under such a title also with a slip of the pen, or without the zero that a program took away.
  assert.deepEqual(tallied(['2002500081620'], 'IDNP'), [['idnp', 1]])
  assert.deepEqual(tallied([idnpOf('098012345678').slice(1)], 'IDNP'), [['idnp', 1]])
  assert.deepEqual(tallied([idnpOf('098012345678').slice(1)], 'suma'), [])
  assert.deepEqual(tallied(['2002500081628.0', '4111111111111111']), [
    ['idnp', 1],
    ['card', 1],
  ])
})

test('numbers of companies beside those of people do not make them less of people', () => {
  const people = Array.from({ length: 25 }, (_, at) => idnpOf(String(200_000_000_000 + at * 7_919)))
  const companies = Array.from({ length: 60 }, (_, at) => idnpOf(String(100_860_003_000 + at * 7_919)))
  assert.deepEqual(tallied([...companies, ...people], 'Cod fiscal'), [['idnp', 25]])
  const written = [...companies, ...people].map((code) => `cod fiscal ${code}, Chișinău`)
  assert.deepEqual(tallied(written, 'furnizor'), [['idnp', 25]])
  assert.deepEqual(tallied(companies, 'Cod fiscal'), [])
})

test('of bar codes those few that begin as numbers of people are none of theirs, a number that is no bar code is', () => {
  const barCode = (twelve: string) => {
    const sum = Array.from(twelve, Number).reduce((all, digit, at) => all + digit * (at % 2 === 0 ? 1 : 3), 0)
    return `${twelve}${(10 - (sum % 10)) % 10}`
  }
  const made = Array.from({ length: 100 }, (_, at) => barCode(String(484_000_000_000 + at * 7_919)))
  const codes = Array.from({ length: 200 }, (_, at) => barCode(String(200_000_000_000 + at * 7_919)))
  const alike = codes.filter(isIdnp).slice(0, 3)
  assert.equal(alike.length, 3)
  assert.deepEqual(tallied([...made, ...alike], 'cod de bare'), [['number-like-idnp', 3]])
  assert.deepEqual(tallied([...made, '2002500081628'], 'cod de bare'), [['idnp', 1]])
})

test('a list of bar codes says nothing about a number that stands amid words or says what it is', () => {
  const codes = Array.from({ length: 200 }, (_, at) => String(2_100_000_000_000 + at * 7_919))
  const kinds = (text: string) => tallied([...codes, text]).map(([found]) => found)
  assert.deepEqual(kinds('persoana Rusu Ana (2002500081628)'), ['number-like-idnp', 'idnp'])
  const said = codes.map((code) => `cod ${code}`)
  assert.deepEqual(
    tallied([...said, 'IDNP: 2002500081628']).find(([found]) => found === 'idnp'),
    ['idnp', 1],
  )
})

test('cards are known by their issuer and check digit', () => {
  assert.ok(isCard('4111111111111111') && isCard('378282246310005') && isCard('5555555555554444'))
  assert.ok(!isCard('4111111111111112') && !isCard('1111111111111117'))
  assert.deepEqual(foundIn('card 4111 1111 1111 1111'), [['card', '4111 1111 1111 1111']])
  assert.deepEqual(foundIn('28.4111111111111111'), [])
})

test('accounts are right by modulo 97, with blanks too; those of the treasury are public', () => {
  assert.deepEqual(foundIn('IBAN MD24AG000225100013104168.'), [['iban', 'MD24AG000225100013104168']])
  assert.deepEqual(foundIn('MD24 AG00 0225 1000 1310 4168'), [['iban', 'MD24 AG00 0225 1000 1310 4168']])
  assert.deepEqual(foundIn('DE89 3704 0044 0532 0130 00'), [['iban', 'DE89 3704 0044 0532 0130 00']])
  assert.deepEqual(foundIn('MD25AG000225100013104168'), [])
})

test('addresses of offices are told apart from those of people', () => {
  assert.deepEqual(foundIn('Scrieți la ion.popescu@mail.md.'), [['email', 'ion.popescu@mail.md']])
  for (const office of ['contact@x.md', 'primaria.orhei@gov.md', 'office2@x.md', 'no-reply@x.md', 'IT@x.md'])
    assert.deepEqual(foundIn(office)[0]?.[0], 'role-email', office)
  for (const person of ['contacescu@x.md', 'primar77ion@mail.ru', 'it.ion@x.md', 'информация@почта.рф'])
    assert.deepEqual(foundIn(person)[0]?.[0], person.startsWith('primar77') ? 'role-email' : 'email', person)
  assert.deepEqual(foundIn('preț @ 12345678 lei'), [])
})

test('telephones in the forms people write them', () => {
  for (const phone of [
    '+373 69 123 456',
    '+37369123456',
    '00373 22 234567',
    '069 123 456',
    '(022) 23-45-67',
    '0 231 2-34-56',
  ])
    assert.deepEqual(foundIn(`sunați ${phone}`), [['phone', phone]], phone)
  assert.deepEqual(foundIn('тел. 23-45-67, 8 часов')[0]?.[0], 'phone')
  for (const other of [
    '12.05.2026',
    '2026-11-25 08:30',
    '1 234 567,89',
    '0.23456789',
    '012345678',
    '1017600012345',
    'art. 02-03-2025',
  ])
    assert.deepEqual(foundIn(other), [], other)
  assert.deepEqual(tallied(['069123456', '079123456']), [['phone', 2]])
  assert.deepEqual(tallied(['069123456', '012345678', '123456789', '98765432']), [])
  assert.deepEqual(tallied(['69123456'], 'Telefon mobil'), [['phone', 1]])
  assert.deepEqual(tallied(['69123456'], 'Populația'), [])
  assert.deepEqual(tallied(['069 123 456', '69 123 457'], 'Telefon'), [['phone', 2]])
  assert.deepEqual(tallied(['69 123 457'], 'Suma'), [])
})

test('a day of birth counts where somebody’s name stands beside it', () => {
  assert.equal(foundIn('Popescu Ion, născut la 12.03.1985')[0]?.[0], 'birth')
  assert.equal(foundIn('Иванова Мария, 12.03.1985 г.р.')[0]?.[0], 'birth')
  assert.deepEqual(foundIn('Contract din 12.03.1985, Popescu Ion'), [])
  assert.deepEqual(foundIn('născut la 12.03.1985'), [])
})

test('numbers of statistics are nobody’s', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), (real, whole) => {
      assert.deepEqual(foundIn(String(real)), [])
      if (Math.abs(whole) < 1e12) assert.deepEqual(tallied([String(whole)], 'suma'), [])
    }),
  )
})

test('a masked sample does not give the value away', () => {
  fc.assert(
    fc.property(digits(11), (rest) => {
      const masked = mask('idnp', `2${rest}5`)
      assert.equal(masked.replace(/\D/g, '').length, 3)
    }),
  )
  assert.equal(mask('email', 'ion.popescu@mail.md'), 'i••••@mail.md')
  assert.equal(mask('author', 'Ion Popescu'), 'I•• P••••••')
  assert.equal(mask('phone', '069 123 456'), '069 ••• •56')
})

test('a number that says what it is is found however it is parted', () => {
  for (const written of ['2002004100009', '2002 0041 00009', '2-002-004-100009', '200 2004 100 009'])
    for (const before of ['Cererea lui Rusu Ana, IDNP ', 'ИДНП: ', 'cod personal '])
      assert.deepEqual(
        findInText(`${before}${written}, depusă ieri`).hits.map(({ found }) => found),
        ['idnp'],
        before + written,
      )
  assert.deepEqual(
    findInText('IDNP lipsește; tel. 2002 0041').hits.filter(({ found }) => found === 'idnp'),
    [],
  )
})
