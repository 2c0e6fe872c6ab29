import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import fastify, { type FastifyInstance } from 'fastify'
import { InvalidInput, Refusal } from '#kernel/errors.ts'
import { isDay } from '#kernel/forms/fields.ts'
import { langs, preferredLang } from '#kernel/i18n/lang.ts'
import { isId, newId } from '#kernel/ids.ts'
import { isInstant, readCursor, readDayCursor, writeCursor } from './cursor.ts'
import { readKey } from './idempotency.ts'
import { parseForm, registerForms } from './read-body.ts'
import { encode, render } from './rendered.ts'
import { attachment } from './send-resource.ts'

/** Anything a stranger may write, and what lies near to what is expected. */
const written = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'grapheme-ascii' }),
)
const id = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }).map((date) => newId(date))
const instant = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
})
const nearlyDay = fc
  .tuple(fc.nat(10_000), fc.nat(14), fc.nat(33))
  .map(
    ([year, month, day]) =>
      `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  )
const nearlyId = fc.string({ unit: fc.constantFrom(...'0123456789abcdef-'), minLength: 36, maxLength: 36 })

test('a cursor reads back as it was written', () => {
  fc.assert(
    fc.property(instant, id, (at, one) => {
      assert.deepEqual(readCursor(writeCursor({ at, id: one })), { at, id: one })
      const day = at.toISOString().slice(0, 10)
      assert.deepEqual(readDayCursor(writeCursor({ at: day, id: one })), { at: day, id: one })
    }),
  )
})

test('a cursor that anybody made up is refused, or holds what PostgreSQL takes', () => {
  const madeUp = fc
    .tuple(
      fc.oneof(
        nearlyDay,
        instant.map((at) => at.toISOString()),
        written,
      ),
      fc.oneof(id, nearlyId, written),
    )
    .map(([at, one]) => Buffer.from(`${at} ${one}`).toString('base64url'))
  fc.assert(
    fc.property(fc.oneof(madeUp, written), (text) => {
      for (const read of [readCursor, readDayCursor])
        try {
          const { at, id: one } = read(text)
          assert.match(one, /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
          const year = Number((at instanceof Date ? at.toISOString() : at).slice(0, 4))
          assert.ok(year >= 1 && year <= 9999)
        } catch (error) {
          if (!(error instanceof InvalidInput)) throw error
        }
    }),
    { numRuns: 1_000 },
  )
})

test('a day is one that a calendar written apart has', () => {
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  fc.assert(
    fc.property(nearlyDay, (text) => {
      const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
      const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0
      const exists = year >= 1 && year <= 9999 && day >= 1 && day <= (lengths[month - 1] ?? 0) + leap
      assert.equal(isDay(text), exists, text)
    }),
    { numRuns: 1_000 },
  )
  for (const text of ['2026-11-22 ', '2026-11-22T10:00Z', '٢٠٢٦-11-22', '', '2026-1-1', '+002026-11-22'])
    assert.equal(isDay(text), false, text)
  for (const text of [
    '0000-01-01T00:00:00.000Z',
    '2026-02-30T00:00:00.000Z',
    '2026-11-22T10:00:00Z',
    '+012026-11-22T10:00:00.000Z',
  ])
    assert.equal(isInstant(text), false, text)
})

test('an id is 32 digits in five groups and nothing else', () => {
  fc.assert(fc.property(id, (one) => isId(one)))
  fc.assert(
    fc.property(
      fc.oneof(nearlyId, written),
      (text) =>
        isId(text) ===
        (text.length === 36 &&
          text.replaceAll(/[0-9a-f]/g, 'x') === `${'x'.repeat(8)}-xxxx-xxxx-xxxx-${'x'.repeat(12)}`),
    ),
  )
})

test('a form reads as a browser writes it, whatever the names', () => {
  const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a'), written)
  fc.assert(
    fc.property(fc.array(fc.tuple(name, written), { maxLength: 12 }), (pairs) => {
      const body = new URLSearchParams(pairs).toString()
      const fields = parseForm(body)
      assert.equal(Object.getPrototypeOf(fields), null)
      const expected = new Map<string, string[]>()
      // As URLSearchParams writes halves of characters.
      for (const [key, value] of pairs.map((pair) => pair.map((one) => one.toWellFormed())))
        expected.set(key as string, [...(expected.get(key as string) ?? []), value as string])
      assert.deepEqual(new Set(Object.keys(fields)), new Set(expected.keys()))
      for (const [key, values] of expected) assert.deepEqual([fields[key]].flat(), values)
    }),
  )
  fc.assert(
    fc.property(written, (body) =>
      Object.values(parseForm(body))
        .flat()
        .every((value) => typeof value === 'string'),
    ),
  )
})

test('a key is what a program can send in a header, or refused', () => {
  assert.equal(readKey(''), null)
  fc.assert(
    fc.property(fc.anything(), (given) => {
      try {
        const key = readKey(given)
        assert.ok(
          key === null ? given === undefined || given === '' : typeof given === 'string' && /^[!-~]{1,100}$/.test(key),
        )
      } catch (error) {
        assert.ok(error instanceof Refusal && error.status === 400)
      }
    }),
  )
  assert.throws(() => readKey('a'.repeat(101)), Refusal)
})

test('of any Accept-Language comes a language of ours; the one wanted most wins', () => {
  fc.assert(fc.property(fc.oneof(written, fc.constant(undefined)), (header) => langs.includes(preferredLang(header))))
  const wanted = fc.uniqueArray(fc.tuple(fc.constantFrom(...langs), fc.integer({ min: 1, max: 999 })), {
    minLength: 1,
    selector: ([lang]) => lang,
  })
  fc.assert(
    fc.property(wanted, fc.constantFrom('', '-MD', '-x-y'), (some, region) => {
      const weights = some.map(([, q]) => q)
      fc.pre(new Set(weights).size === weights.length)
      const header = some.map(([lang, q]) => `${lang}${region};q=0.${String(q).padStart(3, '0')}`).join(', ')
      const best = some.toSorted(([, a], [, b]) => b - a)[0]?.[0]
      assert.equal(preferredLang(`fr, ${header}, *;q=0.1`), best, header)
    }),
  )
  assert.equal(preferredLang(','.repeat(100_000)), 'ro')
})

test('of any Accept-Encoding comes the whole reply', async () => {
  const rendered = render({ status: 200, contentType: 'text/html', body: 'o pagină '.repeat(500) })
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(written, fc.string({ unit: fc.constantFrom('br', 'gzip', ';q=', '0', '1', ',', '*', ' ', 'identity') })),
      async (header) => {
        const { body, encoding } = await encode(rendered, header)
        assert.ok(body.length > 0)
        assert.ok([undefined, null, 'br', 'gzip'].includes(encoding as never))
      },
    ),
  )
})

test('a file name in a header is one header and one name', () => {
  fc.assert(
    fc.property(written, (name) => {
      const header = attachment(name)
      assert.match(header, /^attachment; filename="[\w.-]*"; filename\*=UTF-8''[\w.!~%-]*$/)
      assert.doesNotMatch(decodeURIComponent(header.split("''")[1] as string), /[\p{Cc}/\\]/u)
    }),
  )
})

let server: FastifyInstance
before(async () => {
  server = fastify() as unknown as FastifyInstance
  await server.register((await import('@fastify/cookie')).default)
  registerForms(server)
  server.get('/', async (request) => ({
    own: request.cookies['punte-session'] ?? null,
    polluted: ({} as { x?: 1 }).x ?? null,
  }))
})
after(() => server.close())

test('no Cookie header breaks a request or changes what objects are', async () => {
  const piece = fc.constantFrom(
    'punte-session',
    '__proto__',
    'x',
    '=',
    ';',
    ' ',
    '"',
    '%',
    '%ff',
    '%00',
    ',',
    '\\',
    'é',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
      async (cookie) => {
        const reply = await server.inject({ url: '/', headers: { cookie } })
        assert.equal(reply.statusCode, 200)
        assert.equal(reply.json().polluted, null)
      },
    ),
  )
  const first = await server.inject({ url: '/', headers: { cookie: '__proto__=x; punte-session=a; punte-session=b' } })
  assert.equal(first.json().own, 'a')
})
