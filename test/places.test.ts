import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  allPlaceChoices,
  homeChoices,
  LONGEST_LIST,
  nearHomes,
  placeChoices,
  placeOptions,
  SOUGHT,
} from '#commons/places/choices.ts'
import { placeLabel } from '#commons/places/label.ts'
import { type Place, Places } from '#commons/places/places.ts'
import { MOST_FOUND, seekPlaces } from '#commons/places/seek.ts'
import { places as ofMoldova, type PlaceType } from '#jurisdiction/md/index.ts'
import { type Lang, langs } from '#kernel/i18n/lang.ts'
import { createTranslators } from '#kernel/i18n/translator.ts'
import { messages } from '../generated/messages.ts'
import { type TestApp, testApp } from './app.ts'
import { makeBudget } from './budgets.ts'
import { signedIn } from './people.ts'

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
  assert.equal(placeLabel(naming(moldova, 'ru'), 'md-un'), 'Унгены (район)')
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

/** The country with its villages: too many for a list. */
const withVillages = new Places([
  ...moldova.all(),
  ...['Șișcani', 'Țareuca', 'Râșcani-Nouă', 'Sadova', 'Valea Mare'].map((name, n) =>
    one(`v-named-${n}`, 'md-ca', 'village', name),
  ),
  ...Array.from({ length: 200 }, (_, n) => one(`v-${n}`, 'md-ca', 'village', `Satul ${n}`)),
])

test('the first letters find a place, however its marks are typed, in any of its languages', () => {
  const names = (words: string) => seekPlaces(withVillages, words).map((key) => withVillages.name(key, 'ro'))
  for (const words of ['șișc', 'şişc', 'SISC', ' Sișcani ']) assert.deepEqual(names(words), ['Șișcani'], words)
  for (const words of ['tareuca', 'ţareu']) assert.deepEqual(names(words), ['Țareuca'], words)
  for (const words of ['rascani n', 'riscani n', 'Rîșcani-Nou']) assert.deepEqual(names(words), ['Râșcani-Nouă'], words)
  assert.equal(names('Бельц')[0], 'Bălți')
  assert.equal(names('cahul')[0], 'Cahul')
  assert.ok(names('mare').includes('Valea Mare'), 'a later word of the name')
  assert.equal(names('satul').length, MOST_FOUND)
  for (const words of ['', ' ', '!', '%', 'x'.repeat(5_000), 'zzz'])
    assert.deepEqual(names(words), [], words.slice(0, 9))
})

test('a list that nobody can go through gives way to a search, and keeps what is chosen', () => {
  const typed = (values: Record<string, unknown>) => ({ ...naming(withVillages, 'ro'), typed: values })
  assert.ok(homeChoices(naming(moldova, 'ro')).length <= LONGEST_LIST)
  const abroad = { key: 'abroad', name: 'În afara Moldovei', group: '' }
  assert.deepEqual(homeChoices(typed({})), [SOUGHT, abroad])
  assert.deepEqual(
    homeChoices(typed({ 'place-search': 'tareu' })).map(({ key }) => key),
    ['', 'abroad', 'v-named-1'],
  )
  assert.deepEqual(
    homeChoices(typed({ place: 'abroad', 'place-search': 'afara' })).map(({ key }) => key),
    ['', 'abroad'],
    'once, also when it is chosen and found',
  )
  assert.deepEqual(
    allPlaceChoices(typed({})).map(({ key }) => key),
    ['', 'md'],
  )
  assert.deepEqual(
    placeChoices(typed({}), { chosen: 'v-named-0' }).map(({ name }) => name),
    ['Șișcani', ''],
  )
  assert.deepEqual(
    placeChoices(typed({ place: 'v-named-3', 'place-search': 'tareu' }), { chosen: 'v-named-0' }).map(({ key }) => key),
    ['v-named-3', '', 'v-named-1'],
  )
  assert.deepEqual(homeChoices(typed({ place: 'nowhere' })), [SOUGHT, abroad])
  assert.deepEqual(homeChoices(typed({ 'place-search': 'tareu' }), { field: 'residence' }), [SOUGHT, abroad])
})

test('a petition offers the places around it, or the units where it is about the country', () => {
  const near = (about: string, places = moldova) => nearHomes(naming(places, 'ro'), about).map(({ key }) => key)
  assert.ok(near('md-cu-botanica').includes('md-cu-botanica') && near('md-cu-botanica').includes('md-cu'))
  assert.ok(
    near('md-cu-botanica').every(
      (key) => ['', 'abroad'].includes(key) || key.startsWith('md-cu') || moldova.unitOf(key).key === 'md-cu',
    ),
  )
  assert.equal(near('md-cu').at(-1), SOUGHT.key)
  assert.equal(near('md').length, moldova.countedUnits().length + 1)
  assert.deepEqual(near('v-7', withVillages), ['abroad', 'md-ca', 'v-7', ''])
})

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

test('where there are too many places one types letters and chooses, without a script, and nothing typed is lost', async () => {
  const { places } = app.services
  app.services.places = withVillages
  try {
    const path = '/ro/petitions/1/signature-request'
    const form = await app.get(path)
    assert.ok(form.body.length < 12_000, `${form.body.length} bytes`)
    assert.match(form.body, /<input[^>]* id="f-place"[^>]* name="place-search"/)
    assert.match(form.body, /id="f-place-hint">Scrieți primele litere[^<]* Se publică numai/)
    assert.match(form.body, /<input[^>]*type="checkbox"[^>]* name="place"[^>]* value="abroad"/)
    const gone = { name: 'Ion Rusu', email: 'ion@example.md', consent: 'yes', place: 'abroad', 'place-search': '' }
    assert.match((await app.post(path, gone)).headers.location ?? '', /check-your-mail$/)
    const typed = { name: 'Maria Rusu', email: 'maria', 'place-search': 'șișc', wantsNews: 'yes' }
    const found = await app.post(path, { ...typed, again: 'search' })
    assert.equal(found.statusCode, 200)
    assert.match(found.body, /<select[^>]* autofocus[^>]* id="f-place"[^>]*name="place"/)
    assert.match(found.body, /<option value="v-named-0">Șișcani/)
    assert.match(found.body, /value="Maria Rusu"/)
    assert.doesNotMatch(found.body, /role="alert"/, 'nothing was sent yet, so nothing is wrong')
    assert.equal((await app.mails()).length, 1)
    const none = await app.post(path, { ...typed, 'place-search': 'zzz', again: 'search' })
    assert.match(none.body, /id="f-place-error"[^>]*>.*Nicio localitate nu începe cu „zzz”/)
    const sent = await app.post(path, { ...typed, email: 'maria@example.md', consent: 'yes' })
    assert.equal(sent.statusCode, 422)
    assert.match(sent.body, /href="#f-place">Alegeți localitatea/)
    assert.match(sent.body, /<option value="v-named-0">/)
    const list = await app.get('/ro/petitions?place-search=tareu')
    assert.match(list.body, /<option value="v-named-1">Țareuca/)
    const ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana@example.md' })
    const profile = await app.post(
      '/ro/account/profile',
      { name: 'Ana Moraru', lang: 'ro', 'place-search': 'sadova', again: 'search' },
      ana.headers,
    )
    assert.match(profile.body, /<option value="v-named-3">Sadova/)
    const chosen = { name: 'Ana Moraru', lang: 'ro', place: 'v-named-0', 'place-search': 'zzz' }
    const without = await app.post('/ro/account/profile', { ...chosen, again: 'search' }, ana.headers)
    assert.match(without.body, /Nicio localitate nu începe cu „zzz”/, 'also beside what is chosen')
    assert.match(without.body, /<option value="v-named-0" selected/)
    // What Enter presses comes first in the form; it searches for letters that are new, and else sends.
    assert.match(
      without.body,
      /<form[^>]* id="returned"(?:(?!<button).)*<button[^>]* value="enter"(?:(?!<button).)*<button[^>]* value="search"/s,
    )
    const enter = (more: Record<string, string>) =>
      app.post('/ro/account/profile', { ...chosen, ...more, again: 'enter' }, ana.headers)
    const looked = await enter({ 'place-search': 'sadova', 'place-searched': 'zzz' })
    assert.equal(looked.statusCode, 200)
    assert.match(looked.body, /<option value="v-named-3">Sadova/)
    assert.equal(
      (await enter({ place: 'md-ca', 'place-search': 'sadova', 'place-searched': 'sadova' })).statusCode,
      303,
    )
  } finally {
    app.services.places = places
  }
})

test('forms that ask for a place beside petitions search too, and offer all of a small area as it is', async () => {
  const { places } = app.services
  const ion = await signedIn(app, { name: 'Ion Rusu', email: 'ion.rusu@example.md' })
  const [named, proposed] = [await makeBudget(app, { needs: true }), await makeBudget(app)]
  app.services.places = withVillages
  try {
    const following = await app.get('/ro/account/following', ion.headers)
    assert.match(following.body, /<input[^>]* name="place-search"/)
    const found = await app.post(
      '/ro/account/following/places',
      { 'place-search': 'tareu', again: 'search' },
      ion.headers,
    )
    assert.match(found.body, /<option value="v-named-1">Țareuca/)
    for (const form of [`${named.number}/needs/new`, `${proposed.number}/ideas/new?title=B%C4%83nci%20noi`]) {
      const { body } = await app.get(`/ro/processes/${form}`, ion.headers)
      assert.match(body, /<select[^>]* name="place"[\s\S]*<option value="md-cu-botanica"/, form)
      assert.doesNotMatch(body, /name="place-search"/, `${form}: the process is about few places`)
    }
  } finally {
    app.services.places = places
  }
})

test('the page of a petition carries a short list, and what is not in it is chosen from the whole one', async () => {
  const moved = await app.get('/ro/petitions/1')
  const page = await app.get(String(moved.headers.location))
  const options = page.body.match(/<option /g)?.length ?? 0
  assert.ok(options > 2 && options < 30, `${options} options`)
  assert.match(page.body, /<option value="other">Altă localitate/)
  const elsewhere = await app.post('/ro/petitions/1/signature-request', {
    name: 'Maria Rusu',
    email: 'm@example.md',
    place: 'other',
    consent: 'yes',
  })
  assert.equal(elsewhere.statusCode, 422)
  assert.match(elsewhere.body, /href="#f-place">Alegeți localitatea aici/)
  assert.match(elsewhere.body, /<option value="md-ba">/)
})
