import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { type Pages, startBrowser, type TestBrowser } from '#test/browser.ts'
import { clippedControls, overflowOf, violationsOf } from './looking.ts'

const langs = ['ro', 'ru', 'en'] as const
/** More than there are; a list that grows without end must not make the test do so. */
const MOST_PAGES = 40
const FIRST_VISIT_BYTES = 60 * 1024
/** Pages that no other page links, because a form leads there. */
const AFTER_FORMS = [
  '/petitions/1/signature-request',
  '/petitions/1/check-your-mail',
  '/demo/mail',
  '/demo/people',
  '/demo/reset',
  '/demo/tour/1',
  '/sign-in',
  '/sign-in/code',
  '/erased',
  '/no-such-page',
]

let app: TestApp
let browser: TestBrowser
const found = new Map<string, string[]>()
before(async () => {
  app = await testApp({ listen: true })
  await signSome()
  browser = await startBrowser(app.origin)
  for (const lang of langs) found.set(lang, await crawl(lang))
})
after(async () => {
  await browser?.close()
  await app?.close()
})

test('every internal link of every page answers', async () => {
  const links = new Set<string>()
  for (const path of [...found.values()].flat()) for (const link of await linksOn(path)) links.add(link)
  const broken: string[] = []
  for (const link of links) {
    const { statusCode } = await app.get(link)
    if (statusCode >= 400) broken.push(`${link} ${statusCode}`)
  }
  assert.deepEqual(broken, [])
  assert.ok(links.size > 20, `${links.size} links`)
})

for (const lang of langs) {
  test(`pages in ${lang}: axe finds nothing, nothing overflows, nothing complains, nothing asks elsewhere`, async () => {
    const wide = await browser.openPages({ lang })
    for (const path of [...(found.get(lang) ?? []), ...AFTER_FORMS.map((one) => `/${lang}${one}`)])
      await lookAt(wide, path)
    assert.deepEqual(wide.complaints, [])
    await wide.close()
  })
}

test('the first visit of a content page weighs at most 60 KB', async () => {
  for (const path of ['/ro', '/ru/petitions', '/ru/petitions/1', '/en/about', '/ro/privacy']) {
    const { page, context, close } = await browser.openPages()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    let bytes = 0
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    await page.goto(app.origin + path, { waitUntil: 'networkidle' })
    assert.ok(bytes > 1000 && bytes <= FIRST_VISIT_BYTES, `${path} transfers ${bytes} bytes`)
    await close()
  }
})

async function lookAt({ page }: Pages, path: string): Promise<void> {
  const at = (what: string) => `${path}, ${what}`
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(app.origin + path)
  assert.deepEqual(await violationsOf(page), [], at('1280 px'))
  // Nothing but colours changes with the scheme.
  await page.emulateMedia({ colorScheme: 'dark' })
  assert.deepEqual(await violationsOf(page, ['color-contrast']), [], at('dark'))
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 360, height: 740 })
  assert.deepEqual(await violationsOf(page), [], at('360 px'))
  await page.setViewportSize({ width: 320, height: 640 })
  assert.deepEqual(await overflowOf(page), [], at('320 px'))
  await page.setViewportSize({ width: 640, height: 800 })
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
  assert.deepEqual(await overflowOf(page), [], at('text at 200 %'))
  assert.deepEqual(await clippedControls(page), [], at('text at 200 %'))
}

/** Paths of pages in a language that can be reached from its home page. */
async function crawl(lang: string): Promise<string[]> {
  const seen = [`/${lang}`]
  for (const path of seen)
    for (const link of await linksOn(path)) {
      // A feed is read by programs.
      const isPage = (link === `/${lang}` || link.startsWith(`/${lang}/`)) && !link.includes('.atom')
      if (isPage && !seen.includes(link) && seen.length < MOST_PAGES) seen.push(link)
    }
  return seen
}

async function linksOn(path: string): Promise<string[]> {
  const { body } = await app.get(path)
  return [...body.matchAll(/<(?:a|link)\b[^>]*?\shref="([^"#]+)/g)]
    .map((match) => (match[1] as string).replaceAll('&amp;', '&').replace(app.origin, ''))
    .filter((href) => href.startsWith('/'))
}

/** A petition without signatures would show neither chart nor map. */
async function signSome(): Promise<void> {
  for (let person = 0; person < 12; person++) {
    await app.post('/ro/petitions/1/signature-request', {
      name: `Ana ${'abcdefghijkl'[person]}escu`,
      email: `ana${person}@example.md`,
      place: person % 3 ? 'md-cu-botanica' : 'md-ba',
      consent: 'yes',
    })
    const link = (await app.mails()).at(-1)?.text.match(/\/ro\/signatures\/\S+/)?.[0]
    assert.ok(link, 'a link in the mail')
    await app.post(link, {})
    if (person % 4 === 3) app.clock.advance(86_400)
  }
  await app.fold()
}
