import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type AddressProblem, canonicalAddress, domainOf, parseAddress } from './email.ts'

test('spellings that reach one mailbox have one form', () => {
  for (const [form, ...spellings] of [
    ['ionpopescu@gmail.com', 'Ion.Popescu@Gmail.com', 'i.o.n.popescu+petitii@googlemail.com', ' ionpopescu@gmail.com '],
    ['ana.rusu@outlook.com', 'Ana.Rusu+x+y@outlook.com'],
    ['ana@mail.ru', 'ana+1@mail.ru'],
    ['ana@icloud.com', 'ANA+1@ICLOUD.COM'],
    ['ana@proton.me', 'ana+1@proton.me'],
    ['ana-rusu@yandex.ru', 'ana.rusu@ya.ru', 'Ana-Rusu+1@yandex.com'],
    ['ana@yahoo.com', 'ana-shop@yahoo.com'],
    ['ana+x@primaria.example', 'Ana+X@PRIMARIA.example', 'ａna+x@primaria.example'],
    ['ana.rusu@xn--e1afmkfd.xn--p1ai', 'ana.rusu@пример.рф', 'Ana.Rusu@ПРИМЕР.РФ'],
  ] as const) {
    for (const spelling of [form, ...spellings]) assert.equal(canonicalAddress(spelling), form, spelling)
  }
})

test('what may be two people stays two', () => {
  for (const [a, b] of [
    ['ana.rusu@outlook.com', 'anarusu@outlook.com'],
    ['ana@outlook.com', 'ana@hotmail.com'],
    ['ana-maria@mail.ru', 'ana@mail.ru'],
    ['ana+x@primaria.example', 'ana@primaria.example'],
    ['+a@gmail.com', '+b@gmail.com'],
  ] as const) {
    assert.notEqual(canonicalAddress(a), canonicalAddress(b))
  }
})

test('mail goes to the address as typed, not to its canonical form', () => {
  assert.deepEqual(parseAddress(' Ion.Popescu+p@Gmail.COM'), {
    ok: { address: 'Ion.Popescu+p@gmail.com', local: 'Ion.Popescu+p', domain: 'gmail.com' },
  })
  assert.equal(domainOf('ana@ПРИМЕР.рф'), 'xn--e1afmkfd.xn--p1ai')
  assert.equal(domainOf('ana'), null)
})

test('what is no address is named', () => {
  const refuses: Record<AddressProblem, string[]> = {
    'missing-at': ['', 'ana', 'ana.example.md'],
    'too-long': [`${'a'.repeat(65)}@example.md`, `ana@${'a23456789.'.repeat(25)}md`],
    characters: [
      'a\0@b.md',
      'a na@b.md',
      'ana@b.md\nBcc: x@y.md',
      'a\u200b@b.md',
      'ana@exam/ple.com',
      'ana@exa%6dple.com',
      'ana@[127.0.0.1]',
      'ana@b.md,x@y.md',
      '\ud800@b.md',
      'ana@\u202eb.md',
    ],
    'local-part': ['@b.md', '.a@b.md', 'a.@b.md', 'a..b@b.md', '"a"@b.md', 'аna@b.md', 'a@b@c.md', 'a,b@c.md'],
    domain: [
      'ana@',
      'ana@localhost',
      'ana@127.0.0.1',
      'ana@0x7f.1',
      'ana@a..b',
      'ana@b.md.',
      'ana@-b.md',
      'ana@b_c.md',
      'ana@.md',
      `ana@${'a'.repeat(64)}.md`,
    ],
  }
  for (const [problem, addresses] of Object.entries(refuses)) {
    for (const address of addresses) {
      assert.deepEqual(parseAddress(address), { problem }, JSON.stringify(address))
      assert.equal(canonicalAddress(address), null)
    }
  }
})

const local = fc.stringMatching(/^[A-Za-z0-9+_-]{1,12}(\.[A-Za-z0-9+_-]{1,8}){0,3}$/)
const domain = fc.constantFrom(
  'gmail.com',
  'GoogleMail.com',
  'ya.ru',
  'yahoo.com',
  'me.com',
  'bk.ru',
  'пример.рф',
  'b.example',
)
const address = fc.tuple(local, domain).map(([name, at]) => `${name}@${at}`)

test('property: the canonical form is valid and its own canonical form, whatever the case', () => {
  fc.assert(
    fc.property(address, (one) => {
      const canonical = canonicalAddress(one)
      assert.ok(canonical, one)
      assert.equal(canonicalAddress(canonical), canonical)
      assert.equal(canonicalAddress(one.toUpperCase()), canonical)
    }),
    { numRuns: 2000 },
  )
})

test('property: no text breaks the parser, and what it takes has no character that could end a header', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.emailAddress(),
        fc.string().map((s) => `${s}@b.md`),
      ),
      (one) => {
        const parsed = parseAddress(one)
        if ('ok' in parsed) assert.match(parsed.ok.address, /^[!-~]{3,254}$/)
        const canonical = canonicalAddress(one)
        assert.equal(canonical === null, 'problem' in parsed)
        if (canonical !== null) assert.equal(canonicalAddress(canonical), canonical)
      },
    ),
    { numRuns: 2000 },
  )
})
