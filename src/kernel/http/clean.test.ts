import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import Type from 'typebox'
import { Value } from 'typebox/value'
import { cleanBy } from './clean.ts'

const Person = Type.Object({ name: Type.String(), born: Type.Union([Type.Integer(), Type.Null()]) })
const Reply = Type.Object({
  title: Type.String(),
  state: Type.Enum(['open', 'closed']),
  starter: Type.Union([Person, Type.Null()]),
  people: Type.Array(Person),
  either: Type.Union([Person, Type.Object({ idno: Type.String() })]),
  data: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  days: Type.Array(Type.Object({ day: Type.String(), counts: Type.Array(Type.Object({ n: Type.Integer() })) })),
  note: Type.Optional(Type.String()),
})

const extra = fc.dictionary(fc.constantFrom('secret', 'email', 'toString', 'constructor'), fc.string(), { maxKeys: 2 })
const withExtra = <T extends object>(of: fc.Arbitrary<T>) =>
  fc.tuple(of, extra).map(([one, more]) => ({ ...more, ...one }))
const person = withExtra(fc.record({ name: fc.string(), born: fc.option(fc.integer()) }))
const reply = withExtra(
  fc.record({
    title: fc.string(),
    state: fc.constantFrom('open', 'closed'),
    starter: fc.option(person),
    people: fc.array(person, { maxLength: 3 }),
    either: fc.oneof(person, withExtra(fc.record({ idno: fc.string() }))),
    data: fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.string(), fc.integer())),
    days: fc.array(
      withExtra(
        fc.record({ day: fc.string(), counts: fc.array(withExtra(fc.record({ n: fc.integer() })), { maxLength: 2 }) }),
      ),
      { maxLength: 2 },
    ),
  }),
)

test('what a schema does not name is left out at every depth, as typebox would', () => {
  fc.assert(
    fc.property(reply, (value) => {
      const cleaned = cleanBy(Reply, structuredClone(value))
      assert.equal(JSON.stringify(cleaned), JSON.stringify(Value.Clean(Reply, structuredClone(value))))
      assert.ok(Value.Check(Reply, cleaned))
    }),
  )
})

test('the value that was given stays as it was: it may be shared', () => {
  const value = { name: 'Ana', born: null, secret: 1 }
  assert.deepEqual(cleanBy(Person, value), { name: 'Ana', born: null })
  assert.equal(value.secret, 1)
})
