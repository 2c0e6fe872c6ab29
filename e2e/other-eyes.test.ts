import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { type Pages, startBrowser, type TestBrowser } from '#test/browser.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { requestByMail, signByMail } from '#test/signatures.ts'
import { clippedControls, overflowOf, violationsOf } from './looking.ts'
import { facelessControls, focusRingOf, hiddenInPrint, printedText } from './looking-otherwise.ts'

let app: TestApp
let browser: TestBrowser
let person: TestPerson
let receipt: string
let confirmation: string
before(async () => {
  app = await testApp({ listen: true })
  const signer = (n: number) => ({
    name: `Ana ${'abcdefghijklmno'[n]}escu`,
    email: `ana${n}@example.md`,
    place: 'md-cu-botanica',
    consent: 'yes',
  })
  for (let n = 0; n < 12; n++) receipt = await signByMail(app, signer(n))
  confirmation = await requestByMail(app, signer(12))
  await app.fold()
  person = await signedIn(app, {
    name: 'Ana Administrator',
    email: 'ana@admin.example',
    roles: [{ name: 'administrator' }],
  })
  browser = await startBrowser(app.origin)
})
after(async () => {
  await browser?.close()
  await app?.close()
})

const mainPages = () => [
  '/ro',
  '/ro/petitions',
  '/ru/petitions/1',
  '/ro/petitions/owed',
  '/ro/petitions/statistics',
  '/ro/ledger',
  '/ro/settings',
  '/ro/sign-in',
  confirmation,
  receipt,
  '/ro/account',
  '/ro/account/data',
  '/ro/petitions/drafts/new',
  '/ro/work',
  '/ro/work/audit',
  '/ro/work/roles',
]

async function signIn({ context }: Pages): Promise<void> {
  const [name = '', value = ''] = person.headers.cookie.split('=')
  await context.addCookies([{ name, value, url: app.origin }])
}

test('with forced colours every control has an edge or a line under it, and every stop of the keyboard a ring', async () => {
  const pages = await browser.openPages({ forcedColors: true })
  await signIn(pages)
  const { page } = pages
  let controls = 0
  for (const path of mainPages()) {
    const reply = await page.goto(app.origin + path)
    assert.equal(reply?.status(), 200, path)
    assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches))
    const { seen, faceless } = await facelessControls(page)
    controls += seen
    assert.deepEqual(faceless, [], path)
    for (let stop = 0; stop < 15; stop++) {
      await page.keyboard.press('Tab')
      const { name, ring } = await focusRingOf(page)
      assert.ok(ring, `${path}: the focus on ${name} cannot be seen`)
    }
  }
  assert.ok(controls > 40, `${controls} controls`)
  assert.deepEqual(pages.complaints, [])
  await pages.close()
})

test('with forced colours a mistake, the progress and the chart are seen without their colours', async () => {
  const { page, close } = await browser.openPages({ forcedColors: true })
  await page.goto(`${app.origin}/ro/petitions/1`)
  const [track, value, ground] = await page.evaluate(() => {
    const paint = (selector: string, what: 'fill' | 'stroke' | 'backgroundColor') => {
      const element = document.querySelector(selector)
      return element ? getComputedStyle(element)[what] : 'nothing there'
    }
    return [paint('.progress-track', 'stroke'), paint('.progress-value', 'fill'), paint('body', 'backgroundColor')]
  })
  assert.notEqual(track, ground)
  assert.notEqual(value, ground)
  await page.getByRole('button', { name: 'Semnez petiția' }).click()
  await page.waitForURL(/signature-request$/)
  assert.match((await page.getByRole('alert').textContent()) ?? '', /de corectat|corectat|răspunsuri/)
  assert.ok((await page.locator('[aria-invalid="true"]').count()) >= 3)
  assert.deepEqual((await facelessControls(page)).faceless, [])
  await close()
})

test('on paper stand the title, the count, the day and the address; menus, buttons and forms do not', async () => {
  const { page, close } = await browser.openPages()
  await page.goto(`${app.origin}/ro/petitions/1`)
  const canonical = await page.locator('link[rel="canonical"]').getAttribute('href')
  await page.emulateMedia({ media: 'print' })
  const paper = await printedText(page)
  const said = (await app.get('/api/v1/petitions/1')).json()
  assert.ok(paper.includes(said.title), 'the title')
  assert.ok(paper.includes(canonical as string), 'the address')
  assert.match(paper, /\b12\b[\s\S]*semn/, 'the count')
  assert.match(
    paper,
    /\d{1,2} (ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie) 20\d\d/,
  )
  assert.doesNotMatch(paper, /Sari la conținut|Semnez petiția|Intrați/)
  assert.equal(await page.locator('form.form:visible, button:visible').count(), 0)
  await page.emulateMedia({ media: 'screen' })
  assert.ok(!(await printedText(page)).includes(canonical as string), 'on the screen the address line is not needed')
  await close()
})

test('nothing that is read is lost on paper, it can be read, and it fits the sheet', async () => {
  // A dark screen must not make a black sheet.
  const pages = await browser.openPages({ colorScheme: 'dark', width: 700 })
  await signIn(pages)
  const { page } = pages
  for (const path of mainPages()) {
    await page.goto(app.origin + path)
    await page.emulateMedia({ media: 'print' })
    assert.deepEqual(await hiddenInPrint(page), [], path)
    assert.deepEqual(await violationsOf(page, ['color-contrast']), [], path)
    assert.deepEqual(await overflowOf(page), [], path)
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    assert.ok(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(ground), `${path}: ${ground}`)
    await page.emulateMedia({ media: 'screen' })
  }
  await page.goto(app.origin + receipt)
  await page.emulateMedia({ media: 'print' })
  assert.ok(
    !(await printedText(page)).includes(receipt),
    'the link of a receipt takes a signature back: it is not printed',
  )
  await pages.close()
})

test('pages behind sign-in at 320 px, and with text at 200 %: nothing scrolls sideways, no control is cut', async () => {
  const pages = await browser.openPages({ width: 320, height: 640 })
  await signIn(pages)
  const { page } = pages
  for (const path of [...mainPages(), ...ownPages]) {
    await page.setViewportSize({ width: 320, height: 640 })
    const reply = await page.goto(app.origin + path)
    assert.equal(reply?.status(), 200, path)
    assert.deepEqual(await overflowOf(page), [], `${path}, 320 px`)
    assert.deepEqual(await clippedControls(page), [], `${path}, 320 px`)
    // 1.4.4: text at 200 % in a window of 1280 px, here one of half the width.
    await page.setViewportSize({ width: 640, height: 800 })
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    assert.deepEqual(await overflowOf(page), [], `${path}, text at 200 %`)
    assert.deepEqual(await clippedControls(page), [], `${path}, text at 200 %`)
  }
  await pages.close()
})

/** Also in Russian, whose words are longer. */
const ownPages = ['/account', '/account/data', '/account/profile', '/account/sessions', '/account/tokens', '/work'].map(
  (path) => `/ru${path}`,
)
