import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Process } from '#commons/processes/process.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { type Pages, startBrowser, type TestBrowser } from '#test/browser.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { overflowOf, violationsOf } from './looking.ts'

let app: TestApp
let browser: TestBrowser
let process: Process
let olga: TestPerson
before(async () => {
  app = await testApp({ listen: true })
  browser = await startBrowser(app.origin)
  process = await makeBudget(app, {
    projects: [
      { title: 'Bănci noi în parcul de lângă lac', cost: 5_000_000 },
      { title: 'Felinare pe aleea spre școală', cost: 20_000_000 },
      { title: 'Teren de joacă fără bariere', cost: 60_000_000 },
    ],
  })
  await goToPhase(app, process, 'vote')
  olga = await signedIn(app, { name: 'Ольга Мельник', email: 'olga@example.md' })
})
after(async () => {
  await browser?.close()
  await app?.close()
})

const phone = { width: 360, height: 740, lang: 'ru' } as const

test('on a phone in Russian without JavaScript: vote, change the vote, find the proof', async () => {
  const pages = await browser.openPages({ ...phone, javaScript: false })
  const { page, complaints, close } = pages
  await enter(pages)
  await page.goto(`${app.origin}/ru/processes`)
  await page.getByRole('link', { name: 'Гражданский бюджет Кишинёва' }).click()
  await page.getByRole('link', { name: 'Проголосовать' }).first().click()
  await page.getByRole('button', { name: 'Проголосовать' }).click()
  assert.match((await page.getByRole('alert').textContent()) ?? '', /Выберите/)
  await page.getByLabel(/Felinare/).check()
  await page.getByLabel('Где вы живёте').selectOption('md-cu-botanica')
  await page.getByLabel('Мне исполнилось 16 лет').check()
  await page.getByRole('button', { name: 'Проголосовать' }).click()
  assert.match(page.url(), /my-ballot$/)
  const first = await codeOf(pages)
  await page.getByRole('link', { name: 'Изменить голос' }).click()
  assert.equal(await page.getByLabel(/Felinare/).isChecked(), true, 'the choice is kept')
  await page.getByLabel(/Felinare/).uncheck()
  await page.getByLabel(/Teren de joacă/).check()
  await page.getByLabel('Где вы живёте').selectOption('md-cu-botanica')
  await page.getByRole('button', { name: 'Проголосовать заново' }).click()
  const main = (await page.getByRole('main').textContent()) ?? ''
  assert.match(main, /Teren de joacă/)
  assert.doesNotMatch(main, /Felinare/)
  const second = await codeOf(pages)
  assert.notEqual(second, first)

  await goToPhase(app, process, 'result')
  await page.reload()
  await page.getByRole('main').getByRole('link', { name: 'Ваш бюллетень в общем списке' }).click()
  const list = (await page.getByRole('main').textContent()) ?? ''
  assert.ok(list.includes(second), 'found by its code')
  assert.equal(await page.getByLabel('Как начинается код бюллетеня').inputValue(), second.slice(0, 6))
  assert.ok(!list.includes(first), 'the one that was replaced is not counted')
  assert.deepEqual(complaints, [])
  await close()
})

test('pages of a vote on a phone: axe finds nothing, nothing overflows; how many are chosen is told', async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  process = await makeBudget(app, { projects: [{ title: 'Bănci noi în parcul de lângă lac', cost: 5_000_000 }] })
  await goToPhase(app, process, 'vote')
  const pages = await browser.openPages(phone)
  const { page, complaints, close } = pages
  await enter(pages)
  const paths = ['', '/projects', '/my-ballot', '/ballots', '/result', '/ballot'].map(
    (path) => `/processes/${process.number}${path}`,
  )
  for (const path of ['/processes', ...paths]) {
    await page.goto(`${app.origin}/ru${path}`)
    assert.deepEqual(await violationsOf(page), [], path)
    assert.deepEqual(await overflowOf(page), [], path)
  }
  assert.match((await page.getByText('Выбрано').textContent()) ?? '', /Выбрано: 0 из 10/)
  await page.getByLabel(/Bănci/).check()
  assert.match((await page.getByText('Выбрано').textContent()) ?? '', /Выбрано: 1 из 10/)
  assert.deepEqual(complaints, [])
  await close()
})

async function codeOf({ page }: Pages): Promise<string> {
  return ((await page.getByRole('main').locator('code').first().textContent()) ?? '').trim()
}

async function enter({ context }: Pages): Promise<void> {
  const [name = '', value = ''] = olga.headers.cookie.split('=')
  await context.addCookies([{ name, value, url: app.origin }])
}
