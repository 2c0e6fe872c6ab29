import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import type { Cookie, Locator, Page } from 'playwright-core'
import { type TestApp, testApp } from '#test/app.ts'
import { startBrowser, type TestBrowser } from '#test/browser.ts'
import { signedIn } from '#test/people.ts'
import { clippedControls, overflowOf, violationsOf } from './looking.ts'

const OWN_PAGES = ['', '/profile', '/sessions', '/tokens', '/data', '/data/erasure', '/identity'].map(
  (path) => `/account${path}`,
)

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

test('in Russian, on a phone, without JavaScript: sign in, say one’s name, identify, take a token, leave', async () => {
  const { page, complaints, close } = await browser.openPages({
    width: 360,
    height: 740,
    javaScript: false,
    lang: 'ru',
  })
  await page.goto(`${app.origin}/ru/account/profile`)
  await page.getByLabel('Адрес электронной почты').fill('olga@example.md')
  await page.getByRole('button', { name: 'Прислать код' }).click()
  assert.match(await textOf(page.getByRole('main')), /olga@example\.md/)
  await page.getByLabel('Код из шести цифр').fill('12')
  await page.getByRole('button', { name: 'Войти' }).click()
  assert.match(await textOf(page.getByRole('alert')), /ровно шесть цифр/)
  await page.getByLabel('Код из шести цифр').fill(await mailedCode())
  await page.getByRole('button', { name: 'Войти' }).click()
  assert.equal(new URL(page.url()).pathname, '/ru/account/profile', 'where one wanted to go')
  await page.getByLabel('Имя и фамилия').fill('Ольга Чебан')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  assert.equal(await textOf(page.getByRole('heading', { level: 1 })), 'Ольга Чебан')

  await page.goto(`${app.origin}/ru/account/identity`)
  await page.getByRole('link', { name: 'Подтвердить личность' }).click()
  const example = (await textOf(page.getByRole('main'))).match(/Например, (\d{13})/)?.[1] as string
  await page.getByLabel(/Вымышленный персональный номер/).fill(example)
  await page.getByRole('button', { name: /Подтвердить вымышленную/ }).click()
  assert.match(await textOf(page.getByRole('main')), /Электронная идентификация/)

  await page.goto(`${app.origin}/ru/account/tokens`)
  await page.getByLabel('Для чего он').fill('отчёт')
  await page.getByRole('button', { name: 'Создать ключ' }).click()
  assert.match(await textOf(page.locator('.secret').first()), /^punte_/)
  await lookAtOwnPages(await page.context().cookies())
  await page.goto(`${app.origin}/ru/account/data/erasure`)
  await page.getByLabel(/Я хочу удалить/).check()
  await page.getByRole('button', { name: 'Удалить мои данные' }).click()
  assert.equal(await textOf(page.getByRole('heading', { level: 1 })), 'Ваши данные удалены')
  await page.goto(`${app.origin}/ru/account`)
  assert.equal(new URL(page.url()).pathname, '/ru/sign-in')
  assert.deepEqual(complaints, [])
  await close()
})

test('an official sets up the second factor from the secret on the page', async () => {
  const official = await signedIn(app, {
    name: 'Doina',
    email: 'doina@example.md',
    roles: [{ name: 'moderator', placeKey: 'md' }],
    secondFactor: false,
  })
  const { page, context, complaints, close } = await browser.openPages({ width: 360, height: 740, lang: 'ro' })
  const [name = '', value = ''] = official.headers.cookie.split('=')
  await context.addCookies([{ name, value, url: app.origin }])
  await page.goto(`${app.origin}/ro/sign-in/second-factor?next=/account`)
  await lookAt(page, 'not set up')
  await page.getByRole('link', { name: 'Configurați al doilea factor' }).click()
  await page.getByRole('button', { name: 'Începeți' }).click()
  await lookAt(page, 'set-up')
  const secret = Secret.fromBase32((await textOf(page.locator('.secret'))).replaceAll(' ', ''))
  await page
    .getByLabel('Codul din aplicație')
    .fill(new TOTP({ secret }).generate({ timestamp: app.clock.now().getTime() }))
  await page.getByRole('button', { name: 'Activați al doilea factor' }).click()
  assert.equal(new URL(page.url()).pathname, '/ro/account')
  await page.goto(`${app.origin}/ro/account/second-factor`)
  assert.match(await textOf(page.getByRole('main')), /Al doilea factor este activ/)
  assert.deepEqual(complaints, [])
  await close()
})

/** With scripts, because axe is one. */
async function lookAtOwnPages(cookies: Cookie[]): Promise<void> {
  const { page, context, complaints, close } = await browser.openPages({ width: 360, height: 740, lang: 'ru' })
  await context.addCookies(cookies)
  for (const path of OWN_PAGES) {
    await page.goto(`${app.origin}/ru${path}`)
    await lookAt(page, path)
  }
  assert.deepEqual(complaints, [])
  await close()
}

async function lookAt(page: Page, what: string): Promise<void> {
  assert.deepEqual(await violationsOf(page), [], what)
  await page.setViewportSize({ width: 320, height: 640 })
  assert.deepEqual(await overflowOf(page), [], `${what} at 320 px`)
  assert.deepEqual(await clippedControls(page), [], `${what} at 320 px`)
  await page.setViewportSize({ width: 360, height: 740 })
}

async function mailedCode(): Promise<string> {
  const code = (await app.mails()).at(-1)?.text.match(/(\d{3}) (\d{3})/)
  assert.ok(code, 'a code in the mail')
  return `${code[1]}${code[2]}`
}

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent())?.trim() ?? ''
}
