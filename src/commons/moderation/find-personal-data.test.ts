import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type FindingKind, findPersonalData, stopsPublication } from './find-personal-data.ts'

const kinds = (text: string) => findPersonalData(text).map(({ kind }) => kind)

const samples: [FindingKind, string[]][] = [
  ['email', ['ana.rusu@example.md', 'Scrieți la a+b@primaria.example vă rog', 'почта иван@пример.рф']],
  ['phone', ['+373 69 123 456', '00373 22 12-34-56', 'sunați la 069123456', '(022) 12 34 56', '+40 721 234 567']],
  ['idnp', ['IDNP 2002500081628', '2002 5000 81628']],
  ['idno', ['IDNO 1008600038413']],
  ['iban', ['MD24AG000225100013104168', 'md24 ag00 0225 1000 1310 4168 pentru donații', 'DE89 3704 0044 0532 0130 00']],
  ['card', ['4111 1111 1111 1111', '5500-0000-0000-0004', '378282246310005']],
  [
    'address',
    ['str. Alba Iulia 12, ap. 45', 'strada Ștefan cel Mare nr. 3 apartamentul 7', 'ул. Пушкина, д. 5, кв. 12'],
  ],
  ['threat', ['O să te omor dacă nu', 'vă împușc pe toți', 'Я вас всех убью', 'взорвём здание']],
  ['insult', ['primarul este un idiot', 'ticăloșii din consiliu', 'этот кретин', 'МРАЗИ']],
]

for (const [kind, texts] of samples)
  test(`finds ${kind}`, () => {
    for (const text of texts) assert.deepEqual(kinds(text), [kind], text)
  })

test('a clean text has no findings', () => {
  for (const text of [
    '',
    'Trotuar sigur pe strada Alba Iulia, între nr. 12 și nr. 45',
    'În 2026, la 01.09.2026 ora 10:00, 600 de copii; legea nr. 116/2018, art. 72',
    'IDNO 1008600038412, IBAN MD24AG000225100013104169, card 4111 1111 1111 1112',
    'Bugetul de 12 500 000 lei, 1 000 000 000 de bani',
    'Prostia nu e scuză; idiotismul sistemului',
    'Улица Пушкина 5, площадь и парк; убийственная жара',
    'omorul animalelor străzii',
  ])
    assert.deepEqual(kinds(text), [], text)
})

test('which findings stop a text from being published by the clock', () => {
  for (const text of ['+373 69 123 456', '2002500081628', 'MD24AG000225100013104168', 'te omor'])
    assert.equal(stopsPublication(findPersonalData(text)), true, text)
  for (const text of ['ana@example.md', 'IDNO 1008600038413', 'idiotul', 'str. Albă 1, ap. 2', 'liniște'])
    assert.equal(stopsPublication(findPersonalData(text)), false, text)
})

test('samples show where, not what', () => {
  const [finding] = findPersonalData('Sunați la +373 69 123 456.')
  assert.deepEqual(finding, { kind: 'phone', start: 10, end: 25, sample: '+3•••6' })
})

const clean = fc.stringMatching(/^[a-zăâîșț ]{0,40}$/)

test('property: what is hidden in a text is found where it stands', () => {
  fc.assert(
    fc.property(
      clean,
      fc.constantFrom(...samples.filter(([kind]) => kind !== 'threat')),
      clean,
      (before, [kind, [text = '']], after) => {
        const found = findPersonalData(`${before}\n${text}\n${after}`).find((one) => one.kind === kind)
        assert.ok(found)
        assert.ok(found.start >= before.length + 1 && found.end <= before.length + 1 + text.length)
      },
    ),
  )
})

test('property: never throws, findings are in order, apart and within the text', () => {
  const bits = fc.constantFrom(
    '+373 ',
    '69',
    '123456',
    '@',
    'a.b',
    'MD24',
    ' ',
    '4111',
    '-',
    'str. ',
    'ap. 5',
    '\n',
    'ș',
    '😀',
    '(',
    '0',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(bits, { maxLength: 60 }).map((all) => all.join('')),
      ),
      (text) => {
        let last = 0
        for (const { start, end } of findPersonalData(text)) {
          assert.ok(start >= last && end > start && end <= text.length)
          last = end
        }
      },
    ),
    { numRuns: 500 },
  )
})

// No time is asserted: with the square of the length one of these would hold the test for minutes, and the whole run with it.
test('property: a long text of anything that begins like personal data is gone through', () => {
  for (const unit of ['1', '1 ', 'a', 'a.', 'a@', '+3', 'MD24 ', 'str. ', 'str. a ap ', 'o să ', 'te  ', '0 ', '('])
    assert.ok(Array.isArray(findPersonalData(unit.repeat(Math.ceil(400_000 / unit.length)))), unit)
})
