import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { type Pages, startBrowser, type TestBrowser } from '#test/browser.ts'
import { addPublicTable } from '#test/data-files.ts'
import { overflowOf, violationsOf } from './looking.ts'

let app: TestApp
let browser: TestBrowser
let towns: string
let trees: string
before(async () => {
  app = await testApp({ listen: true })
  browser = await startBrowser(app.origin)
  const some = ['Chișinău', 'Bălți', 'Orhei', 'Cahul', 'Soroca', 'Ungheni', 'r-nul Edineț', 'Окница', 'Atlantida']
  const lines = some.map((name, at) => `${name};${1_200_000 * (at + 1)};${at + 0.5}`)
  towns = (await addPublicTable(app, `Localitatea;Lei;Media\n${lines.join('\n')}\n`)).distribution
  const spots = Array.from(
    { length: 120 },
    (_, at) => `tei;${47 + ((at * 7) % 31) / 300};${28.8 + ((at * 11) % 37) / 250}`,
  )
  trees = (await addPublicTable(app, `specie;lat;lon\n${spots.join('\n')}\n`)).distribution
})
after(async () => {
  await browser?.close()
  await app?.close()
})

async function looksWell({ page, complaints }: Pages): Promise<void> {
  assert.deepEqual(await violationsOf(page), [], page.url())
  const size = page.viewportSize() ?? { width: 1280, height: 800 }
  await page.setViewportSize({ width: 320, height: 640 })
  assert.deepEqual(await overflowOf(page), [], `${page.url()} at 320 px`)
  await page.setViewportSize(size)
  assert.deepEqual(complaints, [])
}

test('a reader asks a table in SQL, mends the question, and sends the link of the answer on', async () => {
  const pages = await browser.openPages({ lang: 'en' })
  const { page } = pages
  await page.goto(`${app.origin}/en/data/tables/${towns}`)
  await page.getByRole('link', { name: 'Ask this table in SQL' }).click()
  await looksWell(pages)
  await page.getByRole('link', { name: 'The sum and the mean of each kind' }).click()
  await looksWell(pages)
  const question = page.getByLabel('Your question in SQL')
  await question.fill(`${await question.inputValue()} = =`)
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  assert.match((await page.locator('.field-error').textContent()) ?? '', /cannot be read at line 5/)
  await looksWell(pages)
  await question.fill((await question.inputValue()).replace(' = =', ''))
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  assert.match((await page.locator('#answer').textContent()) ?? '', /9 rows/)
  await page.locator('#link ~ punte-copy a').first().click()
  assert.match(await question.inputValue(), /@1" AS/)
  assert.match((await page.locator('#answer').textContent()) ?? '', /9 rows/)
  await pages.close()
})

test('a reader sees a table on the map, by places and by points', async () => {
  const pages = await browser.openPages({ lang: 'ro' })
  const { page } = pages
  await page.goto(`${app.origin}/ro/data/tables/${towns}`)
  await page.getByRole('link', { name: 'Hartă', exact: true }).click()
  await looksWell(pages)
  await page.getByLabel('Ce sunt numerele').selectOption({ label: 'Suma: Lei' })
  await page.getByRole('button', { name: 'Desenați' }).click()
  assert.match((await page.locator('.tiles').textContent()) ?? '', /9\.600|9 600/)
  await page.locator('summary').filter({ hasText: 'rând fără loc' }).click()
  await looksWell(pages)
  await page.goto(`${app.origin}/ro/data/tables/${trees}/map`)
  await looksWell(pages)
  await page.locator('.point-map-link').first().click()
  assert.match((await page.locator('#rows').textContent()) ?? '', /rânduri|rând/)
  await pages.close()
})

test('a word as long as an address that somebody searches for stands within a phone', async () => {
  const pages = await browser.openPages({ lang: 'ro' })
  const long = 'piata'.repeat(30)
  for (const at of [`/ro/data?q=${long}`, `/ro/data/tables/${towns}?filter=Localitatea:contains:${long}`]) {
    await pages.page.goto(app.origin + at)
    await looksWell(pages)
  }
  await pages.close()
})
