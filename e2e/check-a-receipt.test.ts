import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { publishNews } from '#commons/ledger/publish-news.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { startBrowser, type TestBrowser } from '#test/browser.ts'
import { maria, signByMail } from '#test/signatures.ts'
import { overflowOf, violationsOf } from './looking.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'punte-proofs-'))
let app: TestApp
let browser: TestBrowser
before(async () => {
  app = await testApp({ listen: true })
  browser = await startBrowser(app.origin)
})
after(async () => {
  await browser?.close()
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Presses the link of the receipt. @returns where the file was put */
async function downloadFrom(page: Page, link: RegExp): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
  assert.match(download.suggestedFilename(), /^punte-1-\d+\.tlog-proof$/)
  const file = path.join(folder, download.suggestedFilename())
  await download.saveAs(file)
  return file
}

/** The same with another index: as long, and as well formed. */
function damaged(file: string): string {
  const other = file.replace('.tlog-proof', '-damaged.tlog-proof')
  const text = readFileSync(file, 'utf8')
  writeFileSync(
    other,
    text.replace(/^index (\d+)$/m, (_, index) => `index ${Number(index) - 1}`),
  )
  return other
}

async function looksRight(page: Page): Promise<void> {
  assert.deepEqual(await violationsOf(page), [])
  assert.deepEqual(await overflowOf(page), [])
}

test('in Romanian: signed, it waits, is published, the receipt is downloaded and checked in the browser alone', async () => {
  const { page, complaints, close } = await browser.openPages({ lang: 'ro' })
  const receipt = await signByMail(app, maria)
  await page.goto(`${app.origin}${receipt}`)
  await looksRight(page)
  assert.match(String(await page.getByRole('main').textContent()), /Scrisă ca înregistrarea \d+.*Așteaptă/)
  assert.equal(await page.getByRole('link', { name: /Descărcați dovada/ }).count(), 0)
  await publishNews(app.services)
  await page.reload()
  await looksRight(page)
  const file = await downloadFrom(page, /Descărcați dovada/)

  await page.getByRole('link', { name: 'Verificați o dovadă' }).click()
  await looksRight(page)
  const posted: string[] = []
  page.on('request', (request) => posted.push(request.method()))
  const choose = page.getByLabel(/Alegeți fișierul/)
  const said = page.locator('punte-receipt').getByRole('status')
  await choose.setInputFiles(file)
  await said.getByText('Dovada este bună').waitFor()
  await choose.setInputFiles(damaged(file))
  await said.getByText('Dovada nu este bună').waitFor()
  assert.deepEqual(posted, [], 'nothing was sent anywhere')
  await looksRight(page)
  assert.deepEqual(complaints, [])
  await close()
})

test('in Russian, on a narrow phone, without JavaScript: the text of the receipt is pasted', async () => {
  const { page, complaints, close } = await browser.openPages({
    width: 320,
    height: 640,
    javaScript: false,
    lang: 'ru',
  })
  const receipt = await signByMail(app, { ...maria, name: 'Ион Чебан', email: 'ion@example.md' })
  await publishNews(app.services)
  await page.goto(`${app.origin}${receipt.replace('/ro/', '/ru/')}`)
  assert.deepEqual(await overflowOf(page), [])
  const file = await downloadFrom(page, /Скачать квитанцию/)
  for (const [text, answer] of [
    [readFileSync(file, 'utf8'), 'Квитанция верна'],
    [readFileSync(damaged(file), 'utf8'), 'Квитанция неверна'],
  ] as const) {
    await page.goto(`${app.origin}/ru/ledger/receipt-check`)
    assert.deepEqual(await overflowOf(page), [])
    await page.getByLabel('Или вставьте сюда текст квитанции').fill(text)
    await page.getByRole('button', { name: 'Проверить квитанцию' }).click()
    await page.getByText(answer).first().waitFor()
    assert.deepEqual(await overflowOf(page), [])
  }
  await page.getByRole('link', { name: 'Публичный журнал' }).first().click()
  await page.waitForURL(/\/ru\/ledger$/)
  assert.deepEqual(await overflowOf(page), [])
  assert.deepEqual(complaints, [])
  await close()
})
