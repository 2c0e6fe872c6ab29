import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { startBrowser, type TestBrowser } from '#test/browser.ts'
import { addDistribution } from '#test/data-files.ts'
import { violationsOf } from './looking.ts'

let app: TestApp
let browser: TestBrowser
let folder: string
before(async () => {
  app = await testApp({ listen: true })
  browser = await startBrowser(app.origin)
  folder = mkdtempSync(path.join(tmpdir(), 'punte-pieces-'))
})
after(async () => {
  await browser?.close()
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Some twenty megabytes: three pieces. */
function largeFile(): { place: string; bytes: Buffer } {
  const place = path.join(folder, 'mare.csv')
  const row = 'Bălți,12,un text care face rândul mai lung decât ar fi el altfel\n'
  const bytes = Buffer.from(`oras,numar,text\n${row.repeat(300_000)}`)
  writeFileSync(place, bytes)
  return { place, bytes }
}

test('a large file goes in pieces, waits for the network, and goes on where it stopped when it is chosen again', async () => {
  const files = await addDistribution(app)
  const { place, bytes } = largeFile()
  const { page, context } = await browser.openPages({ lang: 'ro' })
  const [name = '', value = ''] = files.officer.headers.cookie.split('=')
  await context.addCookies([{ name, value, url: app.origin }])
  let pieces = 0
  let broken = false
  await page.route('**/uploads/*', async (route) => {
    pieces++
    // Once the network breaks off by itself, then for good.
    if (pieces === 2 || broken) return route.abort()
    await route.continue()
    if (pieces === 3) broken = true
  })
  await page.goto(`${app.origin}/ro${files.path}`)
  await page.locator('input[type=file]').setInputFiles(place)
  await page.getByRole('button', { name: 'Trimiteți fișierul' }).click()
  await page.getByText('Rețeaua nu răspunde').waitFor()
  assert.deepEqual(await violationsOf(page), [])
  await page.waitForFunction(() => (document.querySelector('progress')?.value ?? 0) > 0.5)
  const received = async () =>
    (await app.get(`/api/v1${files.path}`, files.officer.headers)).json().uploads[0]?.received as number
  const before = await received()
  assert.ok(before >= 8 * 1024 * 1024, `${before}`)

  // Gone before the network is back, or the page that waits would send the rest itself.
  await page.goto('about:blank')
  broken = false
  pieces = 0
  await page.goto(`${app.origin}/ro${files.path}`)
  await page.getByText('„mare.csv” s-a oprit la').waitFor()
  await page.locator('input[type=file]').setInputFiles(place)
  await page.getByRole('button', { name: 'Trimiteți fișierul' }).click()
  await page.waitForURL(/\/versions\/1$/)
  assert.ok(pieces <= 2, `${pieces} pieces were sent again`)
  const version = (await app.get(`/api/v1${files.path}/versions/1`, files.officer.headers)).json()
  assert.equal(version.sha256, createHash('sha256').update(bytes).digest('hex'))
})

test('a small file goes with the form', async () => {
  const files = await addDistribution(app, { authority: 'primaria-balti' })
  const { page, context } = await browser.openPages({ lang: 'ro' })
  const [name = '', value = ''] = files.officer.headers.cookie.split('=')
  await context.addCookies([{ name, value, url: app.origin }])
  await page.goto(`${app.origin}/ro${files.path}`)
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'mic.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') })
  await page.getByRole('button', { name: 'Trimiteți fișierul' }).click()
  await page.waitForURL(/\/versions\/1$/)
})
