import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allPlaceChoices, homeChoices, placeChoices, placeOptions } from '#commons/places/choices.ts'
import { placeLabel } from '#commons/places/label.ts'
import { type Place, Places } from '#commons/places/places.ts'
import { places as ofMoldova, type PlaceType } from '#jurisdiction/md/index.ts'
import { type Lang, langs } from '#kernel/i18n/lang.ts'
import { createTranslators } from '#kernel/i18n/translator.ts'
import { messages } from '../generated/messages.ts'

const say = createTranslators(messages)
const moldova = new Places(
  ofMoldova.map(({ parent, iso, ...place }) => ({ ...place, parentKey: parent, iso: iso ?? null })),
)
const naming = (places: Places, lang: Lang) => ({ places, lang, translate: (one: Lang) => say[one] })
const one = (key: string, parentKey: string | null, type: PlaceType, ro: string): Place => ({
  key,
  parentKey,
  type,
  name: { ro, ru: `${ro} ru`, en: `${ro} en` },
  iso: null,
})

test('a district and its town of one name are told apart by their type, in three languages', () => {
  for (const [lang, raion, town] of [
    ['ro', 'Cahul (raion)', 'Cahul (oraș)'],
    ['ru', 'Кагул (район)', 'Кагул (город)'],
    ['en', 'Cahul (district)', 'Cahul (town)'],
  ] as const) {
    assert.equal(placeLabel(naming(moldova, lang), 'md-ca'), raion)
    assert.equal(placeLabel(naming(moldova, lang), 'demo-cahul'), town)
  }
  // Their Russian names differ by one letter: who reads one of them alone must know which it is.
  assert.equal(placeLabel(naming(moldova, 'ru'), 'md-un'), 'Унгень (район)')
  assert.equal(placeLabel(naming(moldova, 'ro'), 'md-ba'), 'Bălți')
})

test('two villages of one name are told apart by what they lie in', () => {
  const country = new Places([
    one('x', null, 'country', 'Țara'),
    one('x-a', 'x', 'raion', 'Alfa'),
    one('x-b', 'x', 'raion', 'Beta'),
    one('x-a-sadova', 'x-a', 'village', 'Sadova'),
    one('x-b-sadova', 'x-b', 'village', 'Sadova'),
  ])
  assert.equal(placeLabel(naming(country, 'ro'), 'x-a-sadova'), 'Sadova (Alfa)')
  assert.equal(placeLabel(naming(country, 'en'), 'x-b-sadova'), 'Sadova en (Beta en)')
  assert.equal(country.abroad(), undefined)
  assert.deepEqual(homeChoices(naming(country, 'ro')), placeChoices(naming(country, 'ro')))
})

test('no two choices of one list read the same', () => {
  for (const lang of langs) {
    const names = homeChoices(naming(moldova, lang)).map(({ name }) => name)
    assert.equal(new Set(names).size, names.length, lang)
  }
})

test('who lives abroad can say so; a petition and an authority are of the country', () => {
  assert.equal(moldova.units().length, 37)
  assert.deepEqual(
    moldova.countedUnits().filter((unit) => !moldova.units().includes(unit)),
    [moldova.get('abroad')],
  )
  assert.equal(moldova.unitOf('abroad').key, 'abroad')
  assert.deepEqual(homeChoices(naming(moldova, 'ro'))[0], { key: 'abroad', name: 'În afara Moldovei', group: '' })
  for (const choices of [placeChoices, allPlaceChoices])
    assert.ok(!choices(naming(moldova, 'ro')).some(({ key }) => key === 'abroad'))
  assert.equal(allPlaceChoices(naming(moldova, 'ro'))[0]?.key, 'md')
  assert.deepEqual(
    ['md', 'demo-cahul', 'abroad', 'nowhere'].map((key) => moldova.isInCountry(key)),
    [true, true, false, false],
  )
})

test('a select shows places under their units, and what has none for itself', () => {
  const options = placeOptions(homeChoices(naming(moldova, 'en')))
  assert.deepEqual(options[0], { value: 'abroad', label: 'Outside Moldova' })
  const orhei = options.find((option) => 'group' in option && option.group === 'Orhei')
  assert.ok(orhei && 'group' in orhei)
  assert.deepEqual(
    orhei.options.map(({ label }) => label),
    ['Orhei (district)', 'Orhei (town)', 'Bulaiesti', 'Ivancea', 'Peresecina', 'Susleni', 'Trebujeni'],
  )
  assert.equal(options.length, 38)
})
