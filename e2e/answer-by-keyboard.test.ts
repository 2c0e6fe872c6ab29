import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Locator, Page } from 'playwright-core'
import { type TestApp, testApp } from '#test/app.ts'
import { startBrowser, type TestBrowser } from '#test/browser.ts'
import { moderationDesk } from '#test/moderation-desk.ts'
import { authorityId, signedIn } from '#test/people.ts'
import { focusedIsVisible } from './looking.ts'

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

test('with the keyboard alone an officer finds, registers and answers a petition', async () => {
  const { number, cookie } = await lodgedPetition()
  const { page, context, complaints, close } = await browser.openPages()
  await context.addCookies([cookie])
  await page.goto(`${app.origin}/ro/work`)
  const main = page.getByRole('main')

  await tabTo(page, main.getByRole('link', { name: 'Dosarele petițiilor' }))
  await follow(page, /\/work\/cases$/)
  await tabTo(page, main.getByRole('link', { name: 'Trotuar pe strada Alba Iulia' }))
  await follow(page, /\/work\/cases\/[0-9a-f-]+$/)

  await tabTo(page, page.getByLabel('Numărul de intrare'))
  await page.keyboard.type('P-12/26')
  await tabTo(page, page.getByRole('button', { name: 'Înregistrez', exact: true }))
  await sent(page, 'Enter')
  assert.match((await main.textContent()) ?? '', /P-12\/26/)

  // Arrows choose among outcomes; the first answer is too short and comes back with its errors in focus.
  await tabTo(page, page.getByRole('radio', { name: 'Satisfăcută' }))
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  const rejected = page.getByRole('radio', { name: 'Respinsă' })
  assert.ok(await rejected.isChecked())
  assert.ok(await has(rejected))
  const text = page.getByLabel('Textul răspunsului')
  await tabTo(page, text)
  await page.keyboard.type('Nu.')
  await tabTo(page, page.getByRole('button', { name: 'Public răspunsul', exact: true }))
  await sent(page, 'Space')
  assert.ok(await rejected.isChecked(), 'what was chosen is kept')
  await focusedIsVisible(page)
  await tabTo(page, page.getByRole('alert').getByRole('link').first())
  await page.keyboard.press('Enter')
  assert.ok(await has(text), 'the link of an error leads into its field')
  await page.keyboard.press('End')
  await page.keyboard.type(' Drumul este național; scrieți Administrației Naționale a Drumurilor.')

  // Backwards to the outcome and forwards again: nothing is a trap.
  await tabTo(page, rejected, 'Shift+Tab')
  await tabTo(page, page.getByRole('button', { name: 'Public răspunsul', exact: true }))
  await sent(page, 'Enter')
  assert.match((await main.textContent()) ?? '', /Respinsă/)

  const { answering } = (await app.get(`/api/v1/petitions/${number}`, { 'accept-language': 'ro' })).json()
  const [one] = answering.cases
  assert.deepEqual([one.state, one.outcome, one.incomingNumber], ['answered', 'rejected', 'P-12/26'])
  assert.match(one.answers[0].textHtml, /Nu\. Drumul este național/)
  assert.deepEqual(complaints, [])
  await close()
})

async function lodgedPetition() {
  const desk = await moderationDesk(app)
  const organisationId = await authorityId(app, 'primaria-chisinau')
  const roles = [{ name: 'officer' as const, organisationId }]
  const officer = await signedIn(app, { name: 'Olga Ofițer', email: 'olga@example.md', roles })
  const { number, id } = await desk.published({ title: 'Trotuar pe strada Alba Iulia' })
  const lodging = {
    kind: 'person',
    name: 'Sofia Autor',
    domicile: 'str. Florilor 1, Chișinău',
    email: 'sofia@example.md',
    phone: '',
    confirm: 'yes',
    'idempotency-key': 'lodge',
  }
  const reply = await app.post(`/ro/petitions/${number}/lodging`, lodging, desk.starter.headers)
  assert.equal(reply.statusCode, 303, reply.body)
  const { rows } = await sql`SELECT 1 FROM petitions.case WHERE petition_id = ${id}`.execute(app.services.db)
  assert.equal(rows.length, 1)
  const [name = '', value = ''] = officer.headers.cookie.split('=')
  return { number, cookie: { name, value, url: app.origin } }
}

const has = (element: Locator) => element.evaluate((one) => one === document.activeElement)

/** @throws AssertionError when the key does not come to it, or the focus cannot be seen on the way */
async function tabTo(page: Page, element: Locator, key = 'Tab'): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed++) {
    await page.keyboard.press(key)
    await focusedIsVisible(page)
    if (await has(element)) return
  }
  assert.fail(`${key} does not reach ${element}`)
}

async function follow(page: Page, address: RegExp): Promise<void> {
  await Promise.all([page.waitForURL(address), page.keyboard.press('Enter')])
}

/** Presses the button that has the focus, and waits for the page that answers. */
async function sent(page: Page, key: 'Enter' | 'Space'): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)])
}
