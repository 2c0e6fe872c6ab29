import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { defineSetting } from '#commons/settings/settings.ts'
import { integer } from '#kernel/forms/fields.ts'
import type { Manifest } from '#kernel/module.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { type Pages, startBrowser, type TestBrowser } from '#test/browser.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { clippedControls, overflowOf, violationsOf } from './looking.ts'

const answerDays = defineSetting({
  key: 'made.answer-days',
  field: integer({ min: 1, max: 90 }),
  unit: 'days',
  scope: 'authority',
  otherwise: { law: 'petition.answerDays' },
})

let app: TestApp
let browser: TestBrowser
let admin: TestPerson
before(async () => {
  app = await testApp({ listen: true })
  ;(app.services.manifests as Manifest[]).push({ name: 'made', settings: [answerDays] })
  const person = { name: 'Ana Admin', email: 'ana@admin.example' }
  admin = await signedIn(app, { ...person, roles: [{ name: 'administrator' }, { name: 'moderator', placeKey: 'md' }] })
  browser = await startBrowser(app.origin)
})
after(async () => {
  await browser?.close()
  await app?.close()
})

async function enter(options: Parameters<TestBrowser['openPages']>[0]): Promise<Pages> {
  const pages = await browser.openPages(options)
  const [name = '', value = ''] = admin.headers.cookie.split('=')
  await pages.context.addCookies([{ name, value, url: app.origin }])
  return pages
}

test('an administrator changes a rule without a script, and everybody reads it', async () => {
  const { page, complaints, close } = await enter({ lang: 'ro', javaScript: false, width: 360, height: 740 })
  await page.goto(`${app.origin}/ro/work`)
  await page.getByRole('link', { name: 'Regulile casei' }).first().click()
  await page.getByRole('link', { name: 'made.answer-days' }).click()
  await page.getByLabel('Valoarea nouă').fill('0')
  await page.getByLabel('Motivul').fill('Hotărârea consiliului nr. 7')
  await page.getByRole('button', { name: 'Stabilește valoarea' }).click()
  assert.match((await page.locator('.errors').textContent()) ?? '', /între 1 și 90/)
  assert.equal(await page.getByLabel('Motivul').inputValue(), 'Hotărârea consiliului nr. 7')
  await page.getByLabel('Valoarea nouă').fill('21')
  await page.getByRole('button', { name: 'Stabilește valoarea' }).click()
  assert.match((await page.locator('.setting-value').textContent()) ?? '', /21 de zile/)
  await page.goto(`${app.origin}/ro/settings`)
  assert.match(
    (await page.locator('main').textContent()) ?? '',
    /21 de zile.*Hotărârea consiliului nr\. 7.*Codul administrativ/s,
  )
  await page.goto(`${app.origin}/ro/work/audit`)
  assert.match((await page.locator('main').textContent()) ?? '', /Ana Admin.*A schimbat o regulă a casei/s)
  assert.deepEqual(complaints, [])
  await close()
})

const paths = [
  '/work',
  '/work/settings',
  '/work/settings/made.answer-days',
  '/work/authorities',
  '/work/authorities/new',
  '/work/authorities/primaria-balti',
  '/work/roles',
  '/work/roles/new',
  '/work/permissions',
  '/work/audit?act=settings',
  '/work/health',
  '/settings',
  '/authorities/primaria-balti',
]

for (const lang of ['ro', 'ru', 'en'] as const)
  test(`the administrator's pages in ${lang}: axe finds nothing, nothing overflows`, async () => {
    const { page, complaints, close } = await enter({ lang })
    for (const path of paths) {
      const at = (what: string) => `/${lang}${path}, ${what}`
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.goto(`${app.origin}/${lang}${path}`)
      assert.deepEqual(await violationsOf(page), [], at('1280 px'))
      if (process.env.PICTURES)
        await page.screenshot({
          path: `${process.env.PICTURES}/${lang}${path.replaceAll(/\W/g, '-')}-1280.png`,
          fullPage: true,
        })
      await page.setViewportSize({ width: 360, height: 740 })
      if (process.env.PICTURES)
        await page.screenshot({
          path: `${process.env.PICTURES}/${lang}${path.replaceAll(/\W/g, '-')}-360.png`,
          fullPage: true,
        })
      await page.setViewportSize({ width: 320, height: 640 })
      assert.deepEqual(await overflowOf(page), [], at('320 px'))
      await page.setViewportSize({ width: 640, height: 800 })
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
      assert.deepEqual(await overflowOf(page), [], at('text at 200 %'))
      assert.deepEqual(await clippedControls(page), [], at('text at 200 %'))
    }
    assert.deepEqual(complaints, [])
    await close()
  })
