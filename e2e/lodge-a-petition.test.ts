import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { startBrowser, type TestBrowser } from '#test/browser.ts'
import { type ModerationDesk, moderationDesk } from '#test/moderation-desk.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { overflowOf, violationsOf } from './looking.ts'

let app: TestApp
let browser: TestBrowser
let desk: ModerationDesk
let officer: TestPerson
before(async () => {
  app = await testApp({ listen: true })
  desk = await moderationDesk(app)
  const organisationId = await authorityId(app, 'primaria-chisinau')
  const roles = [{ name: 'officer' as const, organisationId }]
  officer = await signedIn(app, { name: 'Olga Ofițer', email: 'olga@example.md', roles })
  browser = await startBrowser(app.origin)
})
after(async () => {
  await browser?.close()
  await app?.close()
})

test('on a phone, without JavaScript: the starter lodges, holds the proof, and sees who read the data', async () => {
  const { number, id } = await desk.published({ title: 'Trotuar pe strada Alba Iulia' })
  const phone = { width: 320, height: 740, javaScript: false, lang: 'ro' } as const
  const { page, context, complaints, close } = await browser.openPages(phone)
  await context.addCookies([cookieOf(desk.starter)])
  await page.goto(`${app.origin}/ro/petitions/${number}/lodging`)
  await page.getByLabel('Nume și prenume sau denumire').fill('Sofia Autor')
  await page.getByLabel('Domiciliul sau sediul').fill('str. Florilor 1, Chișinău')
  await page.getByLabel('E-mail pentru răspuns').fill('sofia@example.md')
  await page.getByLabel('Am citit textul de mai sus și îl semnez').check()
  await page.getByRole('button', { name: 'Depun petiția' }).click()
  assert.equal(new URL(page.url()).pathname, `/ro/petitions/${number}/lodging-receipt`)
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Petiția a fost depusă')

  const { rows } = await sql<{ id: string }>`SELECT id FROM petitions.case WHERE petition_id = ${id}`.execute(
    app.services.db,
  )
  const path = `/ro/work/cases/${rows[0]?.id}`
  for (let opened = 0; opened < 3; opened++) {
    await app.get(path, officer.headers)
    app.clock.advance(1800)
  }
  await app.post(
    `${path}/registration`,
    { incomingNumber: 'P-12/26', act: 'registration', 'idempotency-key': 'r' },
    officer.headers,
  )
  await page.reload()
  assert.match((await page.getByRole('main').textContent()) ?? '', /P-12\/26/)
  // Axe needs scripts.
  const looking = await browser.openPages({ width: 320, height: 740 })
  await looking.context.addCookies([cookieOf(desk.starter)])
  for (const lang of ['ro', 'ru', 'en'])
    for (const own of [`/petitions/${number}/lodging-receipt`, `/petitions/${number}/mine`, '/account/data']) {
      await looking.page.goto(`${app.origin}/${lang}${own}`)
      assert.deepEqual(
        [...(await overflowOf(looking.page)), ...(await violationsOf(looking.page))],
        [],
        `${lang} ${own}`,
      )
    }
  await looking.close()
  await page.goto(`${app.origin}/en/account/data`)
  assert.match((await page.getByRole('main').textContent()) ?? '', /3 times, between 12:00 and 13:00/)
  assert.deepEqual(complaints, [])
  await close()
})

function cookieOf({ headers }: TestPerson) {
  const [name = '', value = ''] = headers.cookie.split('=')
  return { name, value, url: app.origin }
}
