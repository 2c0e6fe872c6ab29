import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { type Pages, startBrowser, type TestBrowser } from '#test/browser.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { signByMail } from '#test/signatures.ts'
import { overflowOf, violationsOf } from './looking.ts'

let app: TestApp
let browser: TestBrowser
before(async () => {
  app = await testApp({ listen: true })
  browser = await startBrowser(app.origin)
  for (let n = 0; n < 25; n++)
    await signByMail(app, {
      name: `Ion ${'ABCDEFGHIJKLMNOPRSTUVXYZW'[n]}escu`,
      email: `ion${n}@example.md`,
      place: n % 2 ? 'md-cu-botanica' : 'md-ba',
      consent: 'yes',
      showName: 'yes',
    })
  await app.fold()
})
after(async () => {
  await browser?.close()
  await app?.close()
})

test('on a phone without JavaScript: sign with an account in two clicks, see it listed, withdraw', async () => {
  const pages = await browser.openPages({ width: 360, height: 740, javaScript: false })
  const { page, complaints, close } = pages
  await enter(pages, await signedIn(app, { name: 'Maria Rusu', email: 'maria@example.md' }))
  await page.goto(`${app.origin}/ro/petitions/1`)
  await page.getByRole('link', { name: 'Am cont: semnez în doi pași' }).click()
  assert.equal(await page.getByLabel('Nume și prenume').inputValue(), 'Maria Rusu')
  await page.getByRole('button', { name: 'Semnez petiția' }).click()
  assert.match((await page.getByRole('alert').textContent()) ?? '', /Alegeți localitatea/)
  await page.getByLabel('Unde locuiți').selectOption('md-cu-botanica')
  await page.getByRole('button', { name: 'Semnez petiția' }).click()
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Ați semnat această petiție')
  await page.getByRole('link', { name: 'Ce am semnat' }).click()
  await page
    .getByRole('main')
    .getByRole('link', { name: /Alba Iulia/ })
    .click()
  await page.getByText('Retrageți semnătura').click()
  await page.getByRole('button', { name: 'Retrag semnătura' }).click()
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Semnătura a fost retrasă')
  assert.deepEqual(complaints, [])
  await close()
})

for (const lang of ['ro', 'ru', 'en'] as const)
  test(`pages of signing in ${lang}: axe finds nothing, nothing overflows`, async () => {
    const pages = await browser.openPages({ lang })
    const person = await signedIn(app, {
      name: 'Radu Ceban',
      email: `radu-${lang}@example.md`,
      roles: [{ name: 'moderator', placeKey: 'md' }],
    })
    await enter(pages, person)
    const { page } = pages
    const look = async (path: string) => {
      await page.goto(`${app.origin}/${lang}${path}`)
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1)
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 })
        assert.deepEqual(await violationsOf(page), [], `${path} at ${width} px`)
      }
      await page.setViewportSize({ width: 320, height: 640 })
      assert.deepEqual(await overflowOf(page), [], `${path} at 320 px`)
    }
    await look('/petitions/1/my-signature')
    await look('/account/signatures')
    const form = { name: 'Radu Ceban', place: 'md-ba' }
    await app.post(`/${lang}/petitions/1/my-signature`, form, person.headers)
    const organisation = {
      name: `Asociația Părinților din Buiucani (${lang})`,
      idno: { ro: '1003600012344', ru: '1003600012355', en: '1003600012366' }[lang],
      representative: 'Radu Ceban',
      mandate: 'Hotărârea consiliului nr. 4 din 12 noiembrie 2026',
      maySpeak: 'yes',
    }
    const supported = await app.post(`/${lang}/petitions/1/supporting-organisation`, organisation, person.headers)
    assert.equal(supported.statusCode, 303, supported.body)
    await look('/petitions/1/my-signature')
    await look('/account/signatures')
    const [own] = (await app.get('/api/v1/account/signatures', person.headers)).json().items
    await look(`/account/signatures/${own.id}`)
    await look('/petitions/1/signatories')
    await look('/petitions/1/supporting-organisation')
    await look('/work/supporting-organisations')
    const { signing } = (await app.get('/api/v1/petitions/1')).json()
    await look(`/petitions/1/supporting-organisations/${signing.organisations[0].id}/removal`)
    await app.fold()
    await look('/petitions/1')
    assert.deepEqual(pages.complaints, [])
    await pages.close()
  })

async function enter({ context }: Pages, { headers }: TestPerson): Promise<void> {
  const [name = '', value = ''] = headers.cookie.split('=')
  await context.addCookies([{ name, value, url: app.origin }])
}
