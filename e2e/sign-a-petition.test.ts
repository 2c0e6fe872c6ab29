import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { type TestApp, testApp } from '#test/app.ts'
import { startBrowser, type TestBrowser } from '#test/browser.ts'
import { focusedIsVisible, violationsOf } from './looking.ts'

let app: TestApp
let browser: TestBrowser
before(async () => {
  app = await testApp({ listen: true })
  browser = await startBrowser(app.origin)
})
after(async () => {
  await browser?.close()
  await app?.close()
})

test('in Russian, on a phone, without JavaScript: sign, mend mistakes, confirm, see the count, withdraw', async () => {
  const { page, complaints, close } = await browser.openPages({
    width: 360,
    height: 740,
    javaScript: false,
    lang: 'ru',
  })
  await page.goto(app.origin)
  assert.equal(new URL(page.url()).pathname, '/ru')
  await page.getByRole('link', { name: 'Все петиции', exact: true }).click()
  await page
    .getByRole('main')
    .getByRole('link', { name: /Alba Iulia/ })
    .click()
  const petition = page.url()
  assert.equal(await countOn(page), '0')

  await page.getByLabel('Имя и фамилия').fill('Мария')
  await page.getByLabel('Электронная почта').fill('maria')
  await page.getByLabel('Где вы живёте').selectOption('md-cu-botanica')
  await page.getByRole('button', { name: 'Подписать петицию' }).click()
  const summary = page.getByRole('alert')
  assert.match(await textOf(summary), /Нужно исправить 3 ответа/)
  assert.equal(await page.getByLabel('Имя и фамилия').inputValue(), 'Мария')
  assert.equal(await page.getByLabel('Где вы живёте').inputValue(), 'md-cu-botanica')
  await summary.getByRole('link', { name: 'Напишите и имя, и фамилию' }).click()
  assert.equal(new URL(page.url()).hash, '#f-name')

  await page.getByLabel('Имя и фамилия').fill('Мария Руссу')
  await page.getByLabel('Электронная почта').fill('maria@example.md')
  await page.getByLabel(/Даю согласие/).check()
  await page.getByRole('button', { name: 'Подписать петицию' }).click()
  assert.match(await textOf(page.getByRole('heading', { level: 1 })), /проверьте почту/)

  await page.getByRole('link', { name: /отправленные письма/ }).click()
  await page.getByRole('link', { name: /confirmation$/ }).click()
  assert.match(await textOf(page.getByRole('main')), /Мария Руссу/)
  await page.getByRole('button', { name: 'Подтвердить подпись' }).click()
  assert.equal(await textOf(page.getByRole('heading', { level: 1 })), 'Подпись учтена')
  const receipt = page.url()

  await app.fold()
  await page.getByRole('link', { name: 'Назад к петиции' }).click()
  assert.equal(page.url(), petition)
  assert.equal(await countOn(page), '1')

  await page.goto(receipt)
  await page.locator('main summary').click()
  await page.getByRole('button', { name: 'Отозвать подпись' }).click()
  assert.equal(await textOf(page.getByRole('heading', { level: 1 })), 'Подпись отозвана')
  await app.fold()
  await page.goto(petition)
  assert.equal(await countOn(page), '0')
  assert.deepEqual(complaints, [])
  await close()
})

test('in Romanian, at a desk, with the keyboard alone: skip link, form, mistakes, confirmation, receipt', async () => {
  const { page, complaints, close } = await browser.openPages({ lang: 'ro' })
  await page.goto(`${app.origin}/ro/petitions/1`)
  await page.keyboard.press('Tab')
  assert.equal(await focusedText(page), 'Sari la conținut')
  await focusedIsVisible(page)
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main')

  await tabTo(page, 'Nume și prenume')
  await page.keyboard.type('Ion')
  await tabTo(page, 'Semnez petiția')
  await page.keyboard.press('Enter')
  await page.waitForURL(/signature-request$/)
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert')
  assert.deepEqual(await violationsOf(page), [])
  await tabTo(page, 'Scrieți și numele, și prenumele')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'f-name')

  await page.keyboard.press('End')
  await page.keyboard.type(' Ceban')
  await tabTo(page, 'E-mail')
  await page.keyboard.type('ion@example.md')
  await tabTo(page, 'Unde locuiți')
  await page.keyboard.type('Botanica')
  await tabTo(page, /^Sunt de acord/)
  await page.keyboard.press('Space')
  await tabTo(page, 'Semnez petiția')
  await page.keyboard.press('Enter')
  await page.waitForURL(/check-your-mail$/)
  assert.deepEqual(await violationsOf(page), [])
  await tabTo(page, /mesajele trimise/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/demo\/mail$/)
  assert.match(await textOf(page.getByRole('main')), /ion@example\.md/)
  await tabTo(page, /confirmation$/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/confirmation$/)
  assert.deepEqual(await violationsOf(page), [])
  await tabTo(page, 'Confirm semnătura')
  await page.keyboard.press('Space')
  await page.waitForURL(/signatures\/[^/]+$/)
  assert.equal(await textOf(page.getByRole('heading', { level: 1 })), 'Semnătura a fost numărată')
  assert.deepEqual(await violationsOf(page), [])
  await app.fold()
  await tabTo(page, 'Înapoi la petiție')
  await page.keyboard.press('Enter')
  await page.waitForURL(/petitions\/1-/)
  assert.equal(await countOn(page), '1')
  assert.deepEqual(complaints, [])
  await close()
})

function countOn(page: Page): Promise<string> {
  return textOf(page.locator('.number-value'))
}

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent())?.trim() ?? ''
}

/** The words of what has the focus: its label when it is a field. */
function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement as HTMLInputElement | null
    return (focused?.labels?.[0]?.textContent ?? focused?.textContent ?? '').trim()
  })
}

/** Presses Tab until the words have the focus; on the way every stop must be seen. */
async function tabTo(page: Page, words: string | RegExp): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const text = await focusedText(page)
    await focusedIsVisible(page)
    if (typeof words === 'string' ? text === words : words.test(text)) return
    passed.push(text)
  }
  assert.fail(`Tab does not reach ${words}; it stops at ${passed.join(' | ')}`)
}
