import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainDay } from '#commons/lifecycle/plain-day.ts'
import { authorities, holidays, type LawRule, law, lawOn, outline, places } from './index.ts'

const unique = (keys: readonly string[]) => assert.equal(new Set(keys).size, keys.length)
const localised = (text: { ro: string; ru: string; en: string }, where: string) => {
  assert.deepEqual(Object.keys(text), ['ro', 'ru', 'en'], where)
  for (const one of Object.values(text)) assert.match(one, /^\S.*\S$/, where)
  // Cedillas are the Turkish letters; Romanian has a comma below.
  assert.doesNotMatch(text.ro, /[şţŞŢ]/, where)
  assert.doesNotMatch(text.en, /[ăâîșțĂÂÎȘȚ]/, where)
}
const fits: Partial<Record<LawRule['unit'], (value: unknown) => boolean>> = {
  yesNo: (value) => typeof value === 'boolean',
  act: (value) => value === true,
  codes: (value) => Array.isArray(value) && value.length > 0,
  rule: (value) => typeof value === 'string',
  level: (value) => value === 'email' || value === 'strong' || value === 'signed',
  day: (value) => typeof value === 'string' && plainDay(value) === value,
  monthDay: (value) => typeof value === 'string' && plainDay(`2028-${value}`) === `2028-${value}`,
  signatures: (value) => value === null || Number.isInteger(value),
}

test('every value of the law has its basis, source, mark and a value that fits its unit', () => {
  unique(law.map(({ key }) => key))
  for (const { key, title, unit, values } of law) {
    localised(title, key)
    assert.ok(values.length > 0, key)
    values.forEach(({ from, value, basis, source, verified, note }, n) => {
      localised(basis.act, key)
      if (basis.article) localised(basis.article, key)
      if (note) localised(note, key)
      assert.match(source, /\S/, key)
      assert.equal(typeof verified, 'boolean', key)
      if (from !== null) assert.equal(plainDay(from), from, key)
      const before = values[n - 1]
      if (before) assert.ok(from !== null && (before.from ?? '') < from, `${key}: values stand oldest first`)
      const whole = (one: unknown) => Number.isInteger(one) && (one as number) > 0
      assert.ok((fits[unit] ?? whole)(value), `${key}: ${JSON.stringify(value)} is no ${unit}`)
    })
  }
})

test('the terms that petitions stand on', () => {
  const on = (key: string) => lawOn(key, '2026-11-22').value
  assert.equal(on('petition.answerDays'), 30)
  assert.equal(on('petition.extendDays'), 15)
  assert.equal(on('petition.exceptionalMaxDays'), 90)
  assert.equal(on('petition.redirectWorkingDays'), 5)
  assert.equal(on('petition.ackDays'), 2)
  assert.equal(lawOn('petition.redirectWorkingDays', '2026-11-22').unit, 'workingDays')
  assert.equal(lawOn('petition.extendDays', '2026-11-22').basis.article?.ro, 'art. 60 alin. (4)')
  assert.equal(lawOn('petition.defectPausesClock', '2026-11-22').verified, false)
})

test('a law is asked for a day, and before it is in force there is none', () => {
  assert.equal(lawOn('privacy.breachHours', '2026-08-23').value, 72)
  assert.throws(() => lawOn('privacy.breachHours', '2026-08-22'), RangeError)
  assert.throws(() => lawOn('petition.nothing', '2026-11-22'), RangeError)
})

test('holidays are whole', () => {
  unique(holidays.rules.map(({ key }) => key))
  for (const rule of holidays.rules) {
    localised(rule.name, rule.key)
    if ('monthDay' in rule) assert.equal(plainDay(`2028-${rule.monthDay}`), `2028-${rule.monthDay}`)
    else assert.ok(Number.isInteger(rule.easterOffset), rule.key)
  }
})

test('the 37 first-level units, the sectors and the demo places make one tree', () => {
  unique(places.map(({ key }) => key))
  const byKey = new Map(places.map((place) => [place.key, place]))
  const count = (type: string) => places.filter((place) => place.type === type && !place.demo).length
  assert.equal(places.filter(({ parent }) => parent === 'md').length, 37)
  assert.deepEqual(
    ['raion', 'municipality', 'autonomousUnit', 'territorialUnit', 'sector'].map(count),
    [32, 3, 1, 1, 5],
  )
  for (const place of places) {
    localised(place.name, place.key)
    if (place.type === 'abroad') continue
    let top = place
    for (let depth = 0; top.parent !== null; depth++) {
      const parent = byKey.get(top.parent)
      assert.ok(parent && depth < 5, place.key)
      top = parent
    }
    assert.equal(top.key, 'md', place.key)
  }
})

test('what is outside the country is one place beside it, and no unit of it', () => {
  const abroad = places.filter(({ type }) => type === 'abroad')
  assert.deepEqual(
    abroad.map(({ key, parent, iso, demo }) => [key, parent, iso, demo]),
    [['abroad', null, undefined, undefined]],
  )
  assert.equal(places.filter(({ parent }) => parent === null).length, 2)
})

test('official codes keep their leading zeros; demo places have none', () => {
  unique(places.flatMap(({ cuatm }) => (cuatm ? [cuatm] : [])))
  for (const { key, type, demo, iso, cuatm, cuatmStatistical } of places) {
    if (demo) assert.deepEqual([iso, cuatm, cuatmStatistical], [undefined, undefined, undefined], key)
    else if (type !== 'country' && type !== 'abroad') {
      assert.match(cuatm ?? '', /^\d{4}$/, key)
      assert.match(cuatmStatistical ?? '', /^\d{7}$/, key)
      if (type !== 'sector') assert.match(iso ?? '', /^MD-[A-Z]{2}$/, key)
    }
    assert.equal(demo === true, type === 'town' || type === 'village', key)
  }
  assert.equal(places.find(({ iso }) => iso === 'MD-CU')?.cuatm, '0100')
})

test('an English name is the Romanian one without its marks', () => {
  for (const { type, name } of places) {
    if (type !== 'country' && type !== 'abroad') assert.equal(name.en, name.ro.normalize('NFD').replace(/\p{M}/gu, ''))
  }
})

test('demo authorities answer for known places at addresses that cannot exist', () => {
  unique(authorities.map(({ key }) => key))
  const known = new Set(places.map(({ key }) => key))
  for (const { key, place, name, email, demo } of authorities) {
    localised(name, key)
    assert.ok(known.has(place), key)
    assert.ok(demo, key)
    assert.match(email, /^petitii@[a-z-]+\.example$/)
  }
})

test('Parliament asks what the law table says', () => {
  const settings = authorities.find(({ kind }) => kind === 'parliament')?.settings
  assert.equal(settings?.signatureLevel, lawOn('petition.parliament.signatureLevel', '2026-11-22').value)
  assert.equal(settings?.maxCharacters, lawOn('petition.parliament.maxCharacters', '2026-11-22').value)
})

test('the outline goes once around the country, with its capital within', () => {
  const [x, y] = [28.84, 47.02]
  const crossings = outline.points.filter(([x1, y1], at) => {
    const [x2, y2] = outline.points[(at + 1) % outline.points.length] as readonly [number, number]
    return y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)
  })
  assert.equal(crossings.length % 2, 1)
  for (const [longitude, latitude] of outline.points)
    assert.ok(longitude > 26.5 && longitude < 30.3 && latitude > 45.4 && latitude < 48.6, `${longitude} ${latitude}`)
  assert.match(outline.source, /\S/)
})
