import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { modules } from '#src/modules.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { startBrowser, type TestBrowser } from '#test/browser.ts'
import { moderationDesk } from '#test/moderation-desk.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { clippedControls, overflowOf, violationsOf } from './looking.ts'

/** Pages of officials, of whatever room; those that need a thing which is not made below are left out. */
const paths = modules
  .flatMap((module) => module.endpoints ?? [])
  .filter(({ kind, path }) => kind === 'page' && (path === '/work' || path.startsWith('/work/')))
  .map(({ path }) => path)

let app: TestApp
let browser: TestBrowser
let person: TestPerson
const things: Record<string, string> = { slug: 'primaria-balti', key: 'petitions.answer-days' }
before(async () => {
  app = await testApp({ listen: true })
  const desk = await moderationDesk(app)
  const waiting = await desk.waiting({ title: 'Un trotuar pe strada școlii' })
  const chisinau = await authorityId(app, 'primaria-chisinau')
  const row = await app.deps.database.pool.query(
    "INSERT INTO petitions.case (id, petition_id, organisation_id, state, created_at) VALUES (gen_random_uuid(), $1, $2, 'registered', $3) RETURNING id",
    [waiting.id, chisinau, app.clock.now()],
  )
  Object.assign(things, { item: waiting.item, number: String(waiting.number), case: row.rows[0].id })
  person = await signedIn(app, {
    name: 'Toate Rolurile',
    email: 'roles@example.md',
    roles: [
      { name: 'administrator' },
      { name: 'moderator', placeKey: 'md' },
      { name: 'officer', organisationId: chisinau },
    ],
  })
  browser = await startBrowser(app.origin)
})
after(async () => {
  await browser?.close()
  await app?.close()
})

for (const lang of ['ro', 'ru', 'en'] as const)
  test(`pages of officials in ${lang}: axe finds nothing, nothing overflows, also in dark and at 200 %`, async () => {
    const { page, context, complaints, close } = await browser.openPages({ lang })
    const [name = '', value = ''] = person.headers.cookie.split('=')
    await context.addCookies([{ name, value, url: app.origin }])
    let looked = 0
    for (const path of paths) {
      const full = `/${lang}${path.replaceAll(/:(\w+)/g, (whole, name: string) => things[name] ?? whole)}`
      if (full.includes(':')) continue
      const at = (what: string) => `${full}, ${what}`
      await page.setViewportSize({ width: 1280, height: 800 })
      const reply = await page.goto(app.origin + full)
      if (reply?.status() !== 200) continue
      looked += 1
      assert.deepEqual(await violationsOf(page), [], at('1280 px'))
      assert.ok((await page.locator('.crumbs').count()) <= 1, at('one way back'))
      // Colours are the same in every language.
      if (lang === 'ro') {
        await page.emulateMedia({ colorScheme: 'dark' })
        assert.deepEqual(await violationsOf(page, ['color-contrast']), [], at('dark'))
        await page.emulateMedia({ colorScheme: 'light' })
      }
      await page.setViewportSize({ width: 320, height: 640 })
      assert.deepEqual(await violationsOf(page, ['target-size']), [], at('320 px'))
      assert.deepEqual(await overflowOf(page), [], at('320 px'))
      assert.deepEqual(await clippedControls(page), [], at('320 px'))
      await page.setViewportSize({ width: 640, height: 800 })
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
      assert.deepEqual(await overflowOf(page), [], at('text at 200 %'))
      assert.deepEqual(await clippedControls(page), [], at('text at 200 %'))
    }
    assert.ok(looked > 15, `${looked} pages`)
    assert.deepEqual(complaints, [])
    await close()
  })
