import assert from 'node:assert/strict'
import { test } from 'node:test'
import { preferredLang } from './lang.ts'
import { createTranslators } from './translator.ts'

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
  ru: { plural, plain: '', quoted: '' },
  en: { plural, plain: '', quoted: '' },
})
const say = (lang: 'ro' | 'ru' | 'en', key: string, args?: object) =>
  (translators[lang] as unknown as (key: string, args?: object) => string)(key, args)

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
})
