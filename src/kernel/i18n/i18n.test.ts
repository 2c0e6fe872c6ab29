import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayInWords } from './day-in-words.ts'
import { preferredLang } from './lang.ts'
import { createTranslators } from './translator.ts'
import { unbroken } from './unbroken.ts'
import { createViews } from './view.ts'

const headers: [string | undefined, string][] = [
  [undefined, 'ro'],
  ['', 'ro'],
  ['*', 'ro'],
  ['en', 'en'],
  ['ro-MD,ru;q=0.9', 'ro'],
  ['mo', 'ro'],
  ['uk-UA,uk;q=0.9,ru;q=0.8,en;q=0.7', 'ru'],
  ['de,en;q=0.3,ru;q=0.4', 'ru'],
  ['ru;q=0,en;q=0.1', 'en'],
  ['EN-gb', 'en'],
  ['run, rup, eng', 'ro'],
  ['ru;q=x', 'ro'],
  [';;q=1,,,', 'ro'],
  ['ru,'.repeat(5000), 'ru'],
]

test('the best of our languages for what a browser asks', () => {
  for (const [header, lang] of headers) assert.equal(preferredLang(header), lang, String(header).slice(0, 50))
})

const plural = '{n, plural, one {# a} few {# b} many {# c} other {# d}}'
const translators = createTranslators({
  ro: { plural, plain: "Apostrof ' simplu", quoted: "{x} '{' <b>" },
  ru: { plural, plain: '', quoted: '', until: 'Решение до {day}. Потом {n, number}.' },
  en: { plural, plain: '', quoted: '' },
})
const say = (lang: 'ro' | 'ru' | 'en', key: string, args?: object) =>
  (translators[lang] as unknown as (key: string, args?: object) => string)(key, args)

test('a Russian date that ends a sentence has one full stop', () => {
  assert.equal(say('ru', 'until', { day: '10 декабря 2026 г.', n: 1 }), 'Решение до 10 декабря 2026 г. Потом 1.')
})

test('plural forms follow the language', () => {
  const forms = (lang: 'ro' | 'ru' | 'en') =>
    [0, 1, 2, 5, 19, 20, 21, 22, 25, 101, 119, 120].map((n) => say(lang, 'plural', { n }).at(-1)).join('')
  assert.equal(forms('ro'), 'babbbddddbbd')
  assert.equal(forms('ru'), 'cabcccabcacc')
  assert.equal(forms('en'), 'dadddddddddd')
})

test('a key without a message is a bug, also one that every object has', () => {
  for (const key of ['missing', 'constructor', '__proto__', 'toString']) assert.throws(() => say('ro', key, {}), key)
})

test('arguments are put in as they are, and quoting holds', () => {
  assert.equal(say('ro', 'quoted', { x: '<i>{y}' }), '<i>{y} { <b>')
  assert.equal(say('ro', 'plain'), "Apostrof ' simplu")
  assert.equal(say('ro', 'quoted', { x: 7 }), '7 { <b>')
  assert.throws(() => say('ro', 'quoted', {}), /x/, 'what is missing is a bug, not an empty place')
})

test('no line ends between a day and its month, nor before the year’s sign', () => {
  for (const [written, kept] of [
    ['22 noiembrie 2026', '22\u00a0noiembrie 2026'],
    ['duminică, 22 noiembrie', 'duminică, 22\u00a0noiembrie'],
    ['1 нояб. 2026 г.', '1\u00a0нояб. 2026\u00a0г.'],
    ['22 November 2026 at 14:05', '22\u00a0November 2026 at 14:05'],
    ['noiembrie 2026', 'noiembrie 2026'],
  ])
    assert.equal(unbroken(written as string), kept)
  const views = createViews({
    translators,
    timeZone: 'Europe/Chisinau',
    publicUrl: '',
    asset: String,
    nav: () => [],
    demo: false,
  })
  for (const lang of ['ro', 'ru', 'en'] as const) {
    const view = views(lang, '/', new Date('2026-11-22T10:00:00Z'))
    const dates = [
      view.date('2026-11-22'),
      view.date(view.now, 'short'),
      view.date('2026-11-22', 'weekday'),
      view.dateTime(view.now),
      dayInWords('2026-11-22', lang),
      view.days('2026-11-22', '2026-12-05'),
    ]
    for (const date of dates) assert.match(date, /22\u00a0\p{L}/u)
  }
  const said = (lang: 'ro' | 'ru', first: string, last: string) =>
    views(lang, '/', new Date(0)).days(first, last).replaceAll(/\s/gu, ' ')
  assert.equal(said('ro', '2026-06-15', '2026-06-21'), '15–21 iun. 2026')
  assert.equal(said('ru', '2026-06-29', '2026-07-05'), '29 июн. – 5 июл. 2026 г.')
  assert.equal(said('ro', '2026-12-28', '2027-01-03'), '28 dec. 2026 – 3 ian. 2027')
  assert.equal(said('ru', '2026-06-15', '2026-06-15'), '15 июн. 2026 г.')
})
