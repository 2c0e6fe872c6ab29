import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orthodoxEaster } from './easter.ts'
import { weekday } from './plain-day.ts'

test('Orthodox Easter falls on the days of the church calendar', () => {
  for (const day of ['2024-05-05', '2025-04-20', '2026-04-12', '2027-05-02', '2028-04-16']) {
    assert.equal(orthodoxEaster(Number(day.slice(0, 4))), day)
  }
})

test('Orthodox Easter is a Sunday from 4 April to 8 May', () => {
  for (let year = 1900; year <= 2099; year++) {
    const day = orthodoxEaster(year)
    assert.equal(weekday(day), 7, day)
    assert.ok(`${year}-04-04` <= day && day <= `${year}-05-08`, day)
  }
})

test('outside the years of the 13-day lag it refuses to guess', () => {
  for (const year of [1899, 2100, 2026.5, Number.NaN]) assert.throws(() => orthodoxEaster(year), RangeError)
})
