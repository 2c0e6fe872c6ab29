import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type TestApp, testApp } from '#test/app.ts'
import { countOf, maria, openPetition, requestByMail, signByMail } from '#test/signatures.ts'

let app: TestApp
before(async () => {
  app = await testApp()
})
after(() => app.close())

let people = 0
async function signFrom(number: number, place: string, count: number): Promise<string[]> {
  const receipts = []
  for (let n = 0; n < count; n++)
    receipts.push(await signByMail(app, { ...maria, email: `om${people++}@example.md`, place }, number))
  return receipts
}

async function unitsOf(number: number) {
  await app.fold()
  const { byUnit, byUnitOf } = (await app.get(`/api/v1/petitions/${number}`)).json()
  const told = byUnit.filter((row: { signatures: number | null }) => row.signatures !== null)
  return {
    cells: Object.fromEntries(told.map((row: { unit: string; signatures: number }) => [row.unit, row.signatures])),
    units: byUnit.length,
    ...byUnitOf,
  }
}

test('units are told in steps of ten, and change only after ten changes', async () => {
  const number = await openPetition(app, 'Raioane')
  await signFrom(number, 'md-ca', 9)
  await signFrom(number, 'md-cu-botanica', 25)
  const first = await unitsOf(number)
  assert.deepEqual(first, { cells: { 'md-cu': 20 }, units: 38, k: 10, total: 34, elsewhere: 14 })
  await signFrom(number, 'md-ca', 9)
  assert.deepEqual(await unitsOf(number), first, 'nine more, wherever from, are not seen')
  assert.equal((await countOf(app, number)).total, 43)
  await signFrom(number, 'md-ca', 1)
  assert.deepEqual(await unitsOf(number), {
    cells: { 'md-ca': 10, 'md-cu': 20 },
    units: 38,
    k: 10,
    total: 44,
    elsewhere: 14,
  })
  const page = (await app.get(`/ro/petitions/${number}-test`)).body
  assert.match(page, /cel puțin 20/)
  assert.match(page, /din 35 de raioane nearătate/)
  assert.match(page, /class="tiles"/)
})

test('while no unit is told, one sentence says from how many on instead of a map of dashes', async () => {
  const number = await openPetition(app, 'Puține')
  await signFrom(number, 'md-ca', 12)
  assert.deepEqual(await unitsOf(number), { cells: {}, units: 38, k: 10, total: 12, elsewhere: 12 })
  for (const [lang, sentence] of [
    ['ro', /are cel puțin 10 semnături[^<]*Deocamdată nu se arată niciunul/],
    ['ru', /не меньше 10 подписей/],
    ['en', /at least 10 signatures/],
  ] as const) {
    const page = (await app.get(`/${lang}/petitions/${number}-test`)).body
    assert.match(page, sentence)
    assert.doesNotMatch(page, /class="tiles"|signatures-by-unit/)
  }
})

test('who lives abroad is counted as such: in the table, not on the map', async () => {
  const number = await openPetition(app, 'Diaspora')
  const form = (await app.get(`/ro/petitions/${number}-test`)).body
  assert.match(form, /<option value>[^<]*<\/option><option value="abroad">În afara Moldovei<\/option><optgroup/)
  await signFrom(number, 'abroad', 14)
  await signFrom(number, 'demo-cahul', 16)
  const { cells, total } = await unitsOf(number)
  assert.deepEqual([cells, total], [{ abroad: 10, 'md-ca': 10 }, 30])
  const page = (await app.get(`/en/petitions/${number}-test`)).body
  assert.match(page, /<t[hd][^>]*>Outside Moldova<\/t[hd]>/)
  assert.match(page, /from 36 districts not shown/)
  const map = page.slice(
    page.indexOf('class="tiles-drawing"'),
    page.indexOf('</svg>', page.indexOf('class="tiles-drawing"')),
  )
  assert.equal(map.match(/<rect/g)?.length, 37)
  const csv = (await app.get(`/petitions/${number}/signatures-by-unit.csv`)).body
  assert.match(csv, /^abroad,,"?În afara Moldovei"?,10/m)
})

test('one who withdraws does not show where from', async () => {
  const number = await openPetition(app, 'Retragere')
  const receipts = await signFrom(number, 'md-cu-botanica', 30)
  const before = await unitsOf(number)
  assert.deepEqual(before.cells, { 'md-cu': 20 }, 'all from one place: ten may be from anywhere')
  await app.post(`${receipts[0]}/withdrawal`, {})
  assert.deepEqual(await unitsOf(number), before)
  assert.equal((await countOf(app, number)).total, 29)
})

test('asking for an address that has signed costs and answers the same as for a new one', async () => {
  const number = await openPetition(app, 'La fel')
  await signByMail(app, { ...maria, email: 'semnat@example.md' }, number)
  const known = await recorded(() => requestByMail(app, { ...maria, email: 'semnat@example.md' }, number))
  const fresh = await recorded(() => requestByMail(app, { ...maria, email: 'nou@example.md' }, number))
  // Settings, and whether the demo is being put back, are read by whoever comes first after some seconds, whatever the address.
  const own = (statements: string[]) => statements.filter((one) => !/settings\.value|demo\.installation/.test(one))
  assert.deepEqual(own(known), own(fresh))
  const ask = (email: string) => app.post(`/ro/petitions/${number}/signature-request`, { ...maria, email })
  const [one, other] = [await ask('semnat@example.md'), await ask('altul@example.md')]
  const shape = ({ statusCode, headers, body }: typeof one) => [
    statusCode,
    body,
    headers.location,
    headers['cache-control'],
    headers['set-cookie'],
  ]
  assert.deepEqual(shape(one), shape(other))
})

/** The statements that an act sends to the database, in order. */
async function recorded(act: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = []
  const query = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { text: string }]
    statements.push(typeof first === 'string' ? first : first.text)
    return (query as (...all: unknown[]) => unknown).apply(this, args)
  } as never
  try {
    await act()
  } finally {
    pg.Client.prototype.query = query
  }
  return statements
}
