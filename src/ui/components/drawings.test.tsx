import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { sampleView } from '../sample-view.ts'
import { BarChart, type DayCount } from './BarChart.tsx'
import { ClockBadge } from './ClockBadge.tsx'
import { colourSteps, stepOf } from './colour-steps.ts'
import { fillDays } from './fill-days.ts'
import { inWeeks } from './in-weeks.ts'
import { Progress } from './Progress.tsx'
import { TileGridMap } from './TileGridMap.tsx'
import { TILE_POSITIONS } from './tile-grid-positions.ts'

const view = sampleView({ lang: 'en' })
const chart = (days: DayCount[]) =>
  renderToString(<BarChart view={view} label="Signatures" counted="Count" days={days} />)
const bars = (html: string) => [...html.matchAll(/<rect class="chart-bar"[^>]*>/g)].map(([tag]) => tag)

test('one day is one bar, not a wall', () => {
  const html = chart([{ date: '2026-11-22', count: 5 }])
  assert.equal(bars(html).length, 1)
  assert.match(bars(html)[0] ?? '', /width="5\.71%"/)
  assert.doesNotMatch(html, /NaN|Infinity/)
})

test('days of zeros draw no bars and divide by nothing', () => {
  const html = chart([
    { date: '2026-11-20', count: 0 },
    { date: '2026-11-22', count: 0 },
  ])
  assert.equal(bars(html).length, 0)
  assert.doesNotMatch(html, /NaN|Infinity/)
  assert.equal(html.match(/<tr>/g)?.length, 4, 'a head and three days')
})

test('no days, no chart', () => assert.equal(chart([]), ''))

test('gaps are filled, order does not matter, summer time neither', () => {
  const days = fillDays([
    { date: '2026-10-27', count: 2 },
    { date: '2026-10-24', count: 1 },
  ])
  assert.deepEqual(days, [
    { date: '2026-10-24', count: 1 },
    { date: '2026-10-25', count: 0 },
    { date: '2026-10-26', count: 0 },
    { date: '2026-10-27', count: 2 },
  ])
})

test('of more than 400 days the latest 400 are shown, inside the drawing', () => {
  const html = chart(
    fillDays([
      { date: '2025-01-01', count: 9 },
      { date: '2026-11-22', count: 1 },
    ]).map((day) => ({ ...day, count: 1 })),
  )
  const told = [...html.matchAll(/<td class="table-numeric">(\d+)<\/td>/g)].map(([, count]) => Number(count))
  assert.equal(bars(html).length, told.length)
  assert.equal(
    told.reduce((sum, count) => sum + count, 0),
    400,
  )
  for (const tag of bars(html)) {
    const [x, width] = [/x="([\d.]+)%"/, /width="([\d.]+)%"/].map((pattern) => Number(tag.match(pattern)?.[1]))
    assert.ok((x ?? 999) + (width ?? 999) <= 100)
  }
})

test('up to three months are told by day, more by week, and no signature is lost', () => {
  const from = (length: number) =>
    Array.from({ length }, (_, at) => ({
      date: new Date(Date.UTC(2026, 6, 1 + at)).toISOString().slice(0, 10),
      count: 1,
    }))
  assert.equal(bars(chart(from(92))).length, 92)
  const weeks = inWeeks(from(93))
  assert.deepEqual(weeks[0], { first: '2026-07-01', last: '2026-07-05', count: 5 }, 'Wednesday to Sunday')
  assert.deepEqual(weeks[1], { first: '2026-07-06', last: '2026-07-12', count: 7 })
  assert.equal(bars(chart(from(93))).length, weeks.length)
  assert.match(chart(from(93)), /By week, because it is more than three months/)
})

test('the map has each of the 37 units once, on a square of its own', () => {
  const codes = Object.keys(TILE_POSITIONS)
  assert.deepEqual(codes.toSorted(), UNITS)
  assert.equal(new Set(Object.values(TILE_POSITIONS).map(String)).size, 37)
  const html = renderToString(<TileGridMap view={view} label="Signatures" values={{}} names={{}} />)
  for (const code of UNITS) assert.equal(html.split(`>${code.slice(3)}</text>`).length, 2, code)
})

test('neighbours on the ground stay neighbours on the map', () => {
  for (const pair of NEIGHBOURS) {
    const [a, b] = pair.split('-').map((code) => TILE_POSITIONS[`MD-${code}`])
    assert.ok(a && b)
    assert.ok(Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])) === 1, pair)
  }
})

test('a number too small to publish is a dash, and the legend says why', () => {
  const html = renderToString(<TileGridMap view={view} label="S" values={{ 'MD-CU': null, 'MD-BA': 12 }} names={{}} />)
  assert.match(html, />CU<\/text><text[^>]*>–<\/text>/)
  assert.match(html, />BA<\/text><text[^>]*>12<\/text>/)
  assert.match(html, /too few to publish<\/li>/)
})

test('colour steps rise, and every value above zero has one', () => {
  assert.deepEqual(colourSteps([0, 0]), [])
  const values = [1, 1, 3, 10, 40, 41, 500, 23_411]
  const breaks = colourSteps(values)
  assert.deepEqual(breaks, [1, 10, 200, 2000])
  assert.deepEqual(
    values.map((value) => stepOf(value, breaks)),
    [1, 1, 1, 2, 2, 2, 3, 4],
  )
  assert.deepEqual(colourSteps([7, 7, 7]), [7])
  assert.deepEqual(colourSteps([30, 350]), [30, 200])
})

test('what differs many times never looks alike, however the other units are spread', () => {
  for (const others of [[], Array(35).fill(10), Array(35).fill(20), Array(35).fill(4100), [11, 12, 13, 14, 15, 16]]) {
    const breaks = colourSteps([10, 20, 4100, ...others])
    assert.ok(stepOf(20, breaks) < stepOf(4100, breaks), `${breaks}`)
  }
})

test('the legend has no class without a value, none below what is published, and no two that overlap', () => {
  const legend = (...numbers: number[]) => {
    const values = Object.fromEntries(UNITS.map((code, at) => [code, numbers[at] ?? null]))
    const html = renderToString(<TileGridMap view={view} label="S" values={values} names={{}} />)
    return [...html.matchAll(/<\/svg>([^<]*)<\/li>/g)].map(([, words]) => words)
  }
  assert.deepEqual(legend(350), ['350 or more'])
  assert.deepEqual(legend(10, 10, 20, 40, 60, 90, 1200, 5600), ['10–49', '50–999', '1,000 or more'])
})

test('progress never leaves its track and turns when the threshold is met', () => {
  const bar = (value: number, max: number) =>
    renderToString(<Progress view={view} value={value} max={max} label="x" next="y" />)
  assert.match(bar(412, 500), /class="progress-value" width="82\.4%"/)
  assert.match(bar(412, 500), /88 more until: y/)
  assert.match(bar(900, 500), /class="progress-met" width="100%"/)
  assert.match(bar(0, 0), /width="0%"/)
})

test('a clock warns before the end and tells how late it is', () => {
  const clock = (daysLeft: number, state?: 'paused' | 'met') =>
    renderToString(
      <ClockBadge
        view={view}
        kind="legal"
        basis="art. 60"
        daysTotal={30}
        {...{ daysLeft }}
        {...(state && { state })}
      />,
    )
  assert.match(clock(12), /pill-going.*12 days of 30 left.*Legal term: art\. 60/)
  assert.match(clock(1), /pill-waiting.*1 day of 30 left/)
  assert.match(clock(32), /pill-going[^>]*>.*32 days left/)
  assert.doesNotMatch(clock(32), /of 30/)
  assert.match(clock(0), /pill-waiting.*Last day of 30/)
  assert.match(clock(-9), /pill-overdue.*9 days overdue/)
  assert.match(clock(-9, 'paused'), /pill-neutral.*Term suspended/)
  assert.match(clock(-2, 'met'), /pill-neutral.*Answered 2 days late/)
})

// ISO 3166-2:MD.
const UNITS =
  'AN BA BD BR BS CA CL CM CR CS CT CU DO DR DU ED FA FL GA GL HI IA LE NI OC OR RE RI SD SI SN SO ST SV TA TE UN'
    .split(' ')
    .map((code) => `MD-${code}`)

// Common borders that a reader looks for.
const NEIGHBOURS =
  `BR-OC BR-ED OC-DO ED-DO DO-SO ED-RI DO-DR SO-FL DR-RI DR-FL FL-SD RI-GL RI-BA GL-FA BA-FA BA-SI SI-FL SI-TE
  SD-RE RE-OR TE-OR TE-CL FA-UN UN-CL CL-ST OR-ST OR-CR OR-DU DU-CR DU-SN CR-SN UN-NI CL-NI ST-CU CR-CU CR-AN CU-AN CU-IA AN-BD
  NI-HI HI-IA IA-AN AN-CS BD-CS CS-SV HI-LE IA-CM LE-CM CM-BS CM-CS LE-CT CT-GA GA-BS CT-CA CA-TA GA-TA`.split(/\s+/)
