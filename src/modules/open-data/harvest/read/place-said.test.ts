import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { placeSaid } from './place-said.ts'

let app: TestApp
before(async () => {
  app = await testApp({ seeded: false })
})
after(() => app.close())

const found = (...said: unknown[][]) => placeSaid(app.services.places, said)
const EU = 'http://publications.europa.eu/resource/authority/country/'

test('a place is known by its names in any spelling, by its code and by the address of the country', () => {
  const country = found([`${EU}MDA`])
  assert.ok(country)
  assert.equal(app.services.places.get(country).parentKey, null)
  for (const name of ['Bălți', 'balti', 'Бельцы', 'municipiul Bălți', 'MD-BA', 'http://example.org/iso/MD-BA'])
    assert.equal(found([name]), 'md-ba', name)
  assert.equal(found(['Republica Moldova']), country)
})

test('of a place and what holds it the narrower one; what is unclear is no place', () => {
  assert.equal(found(['Bălți', 'Бельцы', 'MD-BA'], [`${EU}MDA`]), 'md-ba')
  for (const unclear of [
    [['Bălți'], ['Cahul']],
    [['Bălți'], ['Europa de Est']],
    [['Bălți', 'Cahul']],
    [[`${EU}ROU`]],
    [[null, '', 7]],
    [],
  ])
    assert.equal(found(...unclear), null, JSON.stringify(unclear))
})
