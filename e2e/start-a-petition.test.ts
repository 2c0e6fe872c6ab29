import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { type TestApp, testApp } from '#test/app.ts'
import { startBrowser, type TestBrowser } from '#test/browser.ts'
import { signedIn } from '#test/people.ts'
import { answer, begin, submit, supportByMail, supportPath } from '#test/petitions.ts'
import { clippedControls, overflowOf, violationsOf } from './looking.ts'

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

test('on a phone, without JavaScript: start a petition, leave, come back, submit, and get the private link', async () => {
  const { page, context, complaints, close } = await browser.openPages({
    width: 360,
    height: 740,
    javaScript: false,
    lang: 'ro',
  })
  const ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana@example.md' })
  const [name = '', value = ''] = ana.headers.cookie.split('=')
  await context.addCookies([{ name, value, url: app.origin }])
  const goOn = () => page.getByRole('button', { name: 'Continuă', exact: true }).click()

  await page.goto(`${app.origin}/ro/petitions/new`)
  await page.getByRole('link', { name: 'Încep petiția' }).click()
  await page.getByLabel('Ce cereți?').fill('Scurt')
  await goOn()
  await page.getByLabel('Ce cereți?').fill('Trotuar sigur pe strada Alba Iulia, lângă liceu')
  await goOn()

  await page.getByRole('button', { name: 'A mea este diferită' }).click()
  await page
    .getByRole('textbox', { name: 'De ce?' })
    .fill('Elevii merg pe carosabil.\n\n- dimineața\n- **seara**, fără lumină')
  await page.getByRole('button', { name: 'Salvez și continui mai târziu' }).click()

  await page.getByRole('link', { name: 'Trotuar sigur pe strada Alba Iulia, lângă liceu' }).click()
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Cui cereți')
  await page.getByRole('searchbox').fill('Chisinau')
  await page.getByRole('button', { name: 'Caută' }).click()
  await page.getByLabel('Autoritatea', { exact: true }).selectOption({ label: 'Primăria municipiului Chișinău' })
  await goOn()
  await page.getByLabel('Locul').selectOption('md-cu-botanica')
  await page.getByLabel('Tema').selectOption('roads')
  await goOn()
  await goOn()
  const bytes = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#7a9a6c' } })
    .jpeg()
    .toBuffer()
  await page.getByLabel('Fișierul').setInputFiles({ name: 'strada.jpg', mimeType: 'image/jpeg', buffer: bytes })
  await page.getByLabel('Ce se vede în el').fill('Strada fără trotuar')
  await page.getByRole('button', { name: 'Adaug fișierul' }).click()
  const picture = await page.getByAltText('Strada fără trotuar').boundingBox()
  assert.equal(((picture?.width ?? 0) / (picture?.height ?? 1)).toFixed(2), '1.33', 'a picture is not stretched')
  await goOn()
  await page.getByRole('radio', { name: /Eu, cu numele meu/ }).check()
  await page.getByLabel(/Nume și prenume/).fill('Ana Moraru')
  await goOn()
  assert.match((await page.getByRole('main').textContent()) ?? '', /Primăria municipiului Chișinău/)
  await page.getByLabel(/Am verificat răspunsurile/).check()
  await page.getByRole('button', { name: 'Trimit petiția' }).click()

  const link = page.getByRole('link', { name: /\/support\// })
  await link.click()
  await page.getByLabel('Nume și prenume').fill('Ana Moraru')
  await page.getByLabel('Unde locuiți').selectOption('md-cu-botanica')
  await page.getByLabel(/Sunt de acord/).check()
  await page.getByRole('button', { name: 'Susțin petiția' }).click()
  assert.match((await page.getByRole('heading', { level: 1 }).textContent()) ?? '', /Susținerea a fost numărată/)
  assert.deepEqual(complaints, [])
  await close()
})

test('while one writes, the draft is saved quietly', async () => {
  const ion = await signedIn(app, { name: 'Ion Rusu', email: 'ion@example.md' })
  const draft = await begin(app, ion, 'Bănci noi în parcul de lângă gară')
  const { page, context, complaints, close } = await browser.openPages({ lang: 'ro' })
  const [name = '', value = ''] = ion.headers.cookie.split('=')
  await context.addCookies([{ name, value, url: app.origin }])
  await page.goto(`${app.origin}/ro${draft}/why`)
  await page.getByRole('textbox', { name: 'De ce?' }).fill('Oamenii stau pe borduri')
  await page.getByText(/Ciorna a fost salvată/).waitFor()
  await page.reload()
  assert.equal(await page.getByRole('textbox', { name: 'De ce?' }).inputValue(), 'Oamenii stau pe borduri')
  assert.deepEqual(complaints, [])
  await close()
})

test('the pages of the starter and of supporters can be read by everybody, wide and narrow', async () => {
  const dan = await signedIn(app, { name: 'Dan Balan', email: 'dan@example.md' })
  const number = await submit(app, dan, await begin(app, dan, 'Apă potabilă în satul de lângă lac'))
  const draft = await begin(app, dan, 'Trotuar sigur pe strada Alba Iulia, lângă liceu')
  await answer(app, dan, draft, 'why', { why: 'Elevii merg pe carosabil.' })
  const questions = [
    'title',
    'similar',
    'why',
    'addressees',
    'place',
    'language',
    'documents',
    'starter',
    'organisation',
    'check',
  ]
  const path = await supportPath(app, dan, number)
  const receipt = await supportByMail(app, path, { name: 'Maria Ceban', email: 'maria@example.md' })
  const { page, context, close } = await browser.openPages({ width: 1280, height: 900 })
  const [name = '', value = ''] = dan.headers.cookie.split('=')
  await context.addCookies([{ name, value, url: app.origin }])
  const mine = `/ro/petitions/${number}/mine`
  for (const one of [
    path,
    receipt,
    mine,
    `${mine}/text`,
    `${mine}/clarifications`,
    `${mine}/closing`,
    `${mine}/abandonment`,
    '/ro/account/petitions',
    '/ro/petitions/new',
    ...questions.map((step) => `/ro${draft}/${step}`),
  ]) {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(app.origin + one.replace('/ro/', '/ru/'))
    await lookAt(page, `wide${one.replaceAll(/\W+/g, '-').slice(-30)}`)
    await page.setViewportSize({ width: 320, height: 700 })
    await lookAt(page, `narrow${one.replaceAll(/\W+/g, '-').slice(-30)}`)
  }
  await close()
})

async function lookAt(page: Page, name: string): Promise<void> {
  assert.deepEqual(await violationsOf(page), [], name)
  assert.deepEqual(await overflowOf(page), [], name)
  assert.deepEqual(await clippedControls(page), [], name)
}
