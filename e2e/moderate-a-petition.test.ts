import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { startBrowser, type TestBrowser } from '#test/browser.ts'
import { type ModerationDesk, moderationDesk } from '#test/moderation-desk.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { overflowOf, violationsOf } from './looking.ts'

let app: TestApp
let browser: TestBrowser
let desk: ModerationDesk
before(async () => {
  app = await testApp({ listen: true })
  desk = await moderationDesk(app)
  browser = await startBrowser(app.origin)
})
after(async () => {
  await browser?.close()
  await app?.close()
})

test('a moderator takes a petition, publishes it and hides a name in it, without scripts', async () => {
  await desk.waiting({
    title: 'Lumini la trecerea de pe strada Ismail',
    why: 'Domnul Xulescu, tel. +373 69 123 456, știe.',
  })
  const { page, close } = await pagesOf(desk.ana)
  await page.goto(`${app.origin}/ro/work/moderation`)
  await page.getByRole('link', { name: /Lumini la trecerea/ }).click()
  await page.getByRole('button', { name: 'Ia în lucru' }).click()
  await page.getByLabel('Publică petiția').check()
  await page.getByRole('button', { name: 'Înregistrează decizia' }).click()
  assert.match((await page.textContent('.errors')) ?? '', /trebuie bifate toate/)
  assert.ok(await page.getByLabel('Publică petiția').isChecked())
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Înregistrează decizia' }).click()
  await page.waitForURL('**/ro/work/moderation')

  const number = (await app.get('/api/v1/petitions')).json().items[0].number
  await page.goto(`${app.origin}/ro/work/moderation/petitions/${number}/masks`)
  await page.getByLabel('Fragmentul de ascuns').fill('Domnul Xulescu, tel. +373 69 123 456')
  await page.getByLabel('Motivul').selectOption('third-person')
  await page.getByLabel('Cine a dispus').selectOption('affected')
  await page.getByRole('button', { name: 'Ascunde' }).click()
  await page.goto(`${app.origin}/ro/petitions/${number}`)
  assert.match((await page.textContent('.prose')) ?? '', /^\[ascuns: date ale altei persoane\], știe\./)
  await close()
})

for (const width of [360, 1280])
  test(`the pages of moderation at ${width} px: axe finds nothing, nothing overflows`, async () => {
    const busy = await desk.waiting({ title: 'O petiție cu insulte', why: 'Un idiot. Sunați la +373 69 123 456.' })
    await desk.hold(desk.ana, busy.item)
    const refused = await desk.refused('insult', { title: 'Refuzată pentru insultă' })
    const open = await desk.published({ why: `Un rând lung ${'și tot așa '.repeat(40)}${'x'.repeat(120)}` })
    const own = await signedIn(app, { name: 'Sofia Autor', email: 'sofia@example.md' })
    const seen: [TestPerson, string[]][] = [
      [
        desk.ana,
        ['/work/moderation', `/work/moderation/${busy.item}`, `/work/moderation/petitions/${open.number}/masks`],
      ],
      [desk.ion, [`/work/moderation/${busy.item}`]],
      [
        own,
        [
          `/petitions/${refused.number}/appeal`,
          `/petitions/${refused.number}`,
          '/petitions/decisions',
          `/petitions/${open.number}/flag`,
          `/petitions/${open.number}/flagged`,
        ],
      ],
    ]
    for (const [person, paths] of seen) {
      const { page, close } = await pagesOf(person, width)
      for (const path of paths) {
        const reply = await page.goto(`${app.origin}/ro${path}`)
        assert.equal(reply?.status(), 200, path)
        assert.deepEqual(await violationsOf(page), [], path)
        assert.deepEqual(await overflowOf(page), [], path)
      }
      await close()
    }
  })

/** Without scripts unless a width is given: axe needs them. */
async function pagesOf(person: TestPerson, width?: number) {
  const pages = await browser.openPages({ javaScript: width !== undefined, ...(width && { width }) })
  const [name = '', value = ''] = person.headers.cookie.split('=')
  await pages.context.addCookies([{ name, value, url: app.origin }])
  return pages
}
