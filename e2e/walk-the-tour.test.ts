import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { resetDemo, resetTimer } from '#commons/demo/reset/reset-demo.ts'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { startWorker } from '#kernel/jobs/worker.ts'
import { buildServices } from '#src/app.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { type Pages, startBrowser, type TestBrowser } from '#test/browser.ts'
import { owing } from '#test/owing.ts'
import { overflowOf } from './looking.ts'

let app: TestApp
let browser: TestBrowser
let phone: Pages
before(async () => {
  app = await testApp({ listen: true, demoPeople: true })
  const today = dayOf(app.clock.now(), app.services.timeZone)
  // What the story of the demo brings, in two petitions: one in time, one overdue.
  const title = 'Вечерние троллейбусы до Слободзеи'
  await owing(app, { title, lang: 'ru', authority: 'primaria-balti', dueOn: addDays(today, 8), signatures: { 1: 40 } })
  await owing(app, { authority: 'ministerul-sanatatii', dueOn: addDays(today, -5) })
  await app.fold()
  browser = await startBrowser(app.origin)
  phone = await browser.openPages({ width: 360, height: 740, javaScript: false, lang: 'ru' })
})
after(async () => {
  await browser?.close()
  await app?.close()
})

const main = (page: Page) => page.getByRole('main')
const pathOf = (page: Page) => new URL(page.url()).pathname

/** By the strip that stands on every page, as a newcomer finds back. */
async function backToTour(page: Page, step: number): Promise<void> {
  await page.getByRole('complementary').getByRole('link', { name: 'Экскурсия' }).click()
  await main(page)
    .getByRole('listitem')
    .nth(step - 1)
    .getByRole('link')
    .click()
  assert.equal(pathOf(page), `/ru/demo/tour/${step}`)
  assert.deepEqual(await overflowOf(page), [])
}

const countOn = async (page: Page) =>
  Number((await page.locator('.number-value').first().textContent())?.replaceAll(/\D/g, ''))

test('a newcomer signs on a phone, finds the mail, sees it counted', async () => {
  const { page } = phone
  await page.goto(app.origin)
  await page.getByRole('complementary').getByRole('link', { name: 'Экскурсия' }).click()
  await page.getByRole('link', { name: 'Начать экскурсию' }).click()
  await page.getByRole('link', { name: 'Открыть петицию на русском' }).click()
  assert.match(pathOf(page), /^\/ru\/petitions\/\d+-/)
  assert.match((await page.locator('h1').textContent()) ?? '', /\p{Script=Cyrillic}/u)
  const petition = pathOf(page)
  const before = await countOn(page)
  await page.getByLabel('Имя и фамилия').fill('Мария Руссу')
  await page.getByLabel('Электронная почта').fill('maria@example.md')
  // The page of a petition offers the places around it first.
  await page.getByLabel('Где вы живёте').selectOption({ index: 1 })
  await page.getByLabel(/Даю согласие/).check()
  await page.getByRole('button', { name: 'Подписать петицию' }).click()

  await backToTour(page, 2)
  await page.getByRole('link', { name: 'Открыть письма демонстрации' }).click()
  await page
    .getByRole('link', { name: /confirmation$/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Подтвердить подпись' }).click()
  await app.fold()

  await backToTour(page, 3)
  await main(page).getByRole('link', { name: 'Открыть петицию' }).click()
  assert.equal(pathOf(page), petition)
  assert.equal(await countOn(page), before + 1)
})

test('answers as the officer in time, sees the clock stop, and what is owed without it', async () => {
  const { page } = phone
  const owed = async () => (await app.get('/api/v1/petitions/owed')).json().total
  await backToTour(page, 4)
  const before = await owed()
  await page.getByRole('button', { name: /^Войти как/ }).click()
  assert.match(pathOf(page), /^\/ru\/work\/cases\//)
  const title = (await page.locator('h1').textContent())?.trim() as string
  const form = page.locator('form[action$="/answer"]')
  await form.getByLabel('Удовлетворена').check()
  await form.getByLabel('Текст ответа').fill('Мы сделаем это весной.')
  await form.getByRole('button').last().click()

  await backToTour(page, 5)
  await page.getByRole('link', { name: 'Открыть петицию с ответом' }).click()
  assert.equal((await page.locator('h1').textContent())?.trim(), title)
  const shown = (await main(page).textContent()) ?? ''
  assert.match(shown, /Мы сделаем это весной/)
  assert.match(shown, /Завершено в срок/)

  await backToTour(page, 6)
  await page.getByRole('link', { name: 'Посмотреть, что должны органы власти' }).click()
  assert.match((await main(page).textContent()) ?? '', /Просрочено на/)
  assert.ok((await owed()) < before)

  await backToTour(page, 7)
  const json = await main(page).getByRole('link', { name: 'Та же петиция в JSON' }).getAttribute('href')
  assert.equal((await app.get(json as string)).statusCode, 200)
  await page.getByRole('link', { name: 'Открыть статистику' }).click()
  assert.equal(pathOf(page), '/ru/petitions/statistics')
})

test('puts the demo back: told what it takes, told while it goes on, then all is as before and nobody is signed in', async () => {
  const { page } = phone
  await page.goto(`${app.origin}/ru/demo/tour`)
  await page.getByRole('link', { name: 'Вернуть демонстрацию к началу' }).click()
  await page.getByRole('button', { name: 'Вернуть демонстрацию к началу' }).click()
  assert.match((await main(page).textContent()) ?? '', /Возврат к началу запрошен/)

  // The worker is another process: it has services of its own. The crowd is left out: what the tour has not, it must say.
  const small = (step: string) => !step.endsWith('.demo-crowd')
  const worker = await startWorker({
    directUrl: app.deps.config.databaseUrl as string,
    services: await buildServices(app.deps),
    jobs: [],
    timers: [{ ...resetTimer, run: (services) => resetDemo(services, small) }],
  })
  try {
    await lookUntil(page, 'Посмотреть, что происходит', /Демонстрация возвращается к началу/)
    assert.deepEqual(await overflowOf(page), [])
    await lookUntil(page, 'Попробовать ещё раз', /Экскурсия по демонстрации/)
  } finally {
    await worker.stop()
  }
  assert.equal((await app.get('/api/v1/petitions')).json().total, 1)
  await page.goto(`${app.origin}/ru/account`)
  assert.match(pathOf(page), /sign-in/)
  await backToTour(page, 4)
  assert.match((await main(page).textContent()) ?? '', /Кто-то уже прошёл этот шаг/)
  assert.ok(
    phone.complaints.every((line) => /503/.test(line)),
    phone.complaints.join('\n'),
  )
})

async function lookUntil(page: Page, link: string, words: RegExp): Promise<void> {
  for (let looks = 0; looks < 300; looks++) {
    if (words.test((await page.locator('h1').textContent()) ?? '')) return
    await main(page).getByRole('link', { name: link }).click()
    await page.waitForTimeout(200)
  }
  assert.fail(`never ${words}`)
}
