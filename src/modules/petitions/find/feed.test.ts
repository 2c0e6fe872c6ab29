import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { startBrowser, type TestBrowser } from '#test/browser.ts'
import { listed } from '#test/listed.ts'

const hostile = "Școala „<b>&amp;</b>\" & 'ceilalți' ]]> <script>"
let app: TestApp
let browser: TestBrowser
before(async () => {
  app = await testApp({ listen: true })
  await listed(app, {
    title: hostile,
    why: 'Text & <i>mai</i> mult\n\nA doua.',
    place: 'md-ba',
    topic: 'education',
    daysAgo: 2,
  })
  await listed(app, { title: 'Дороги', lang: 'ru', topic: 'roads', daysAgo: 1 })
  browser = await startBrowser(app.origin)
})
after(async () => {
  await browser?.close()
  await app?.close()
})

/** Read by the strict XML parser of a browser. */
async function parsed(xml: string) {
  const { page, close } = await browser.openPages()
  const feed = await page.evaluate((source) => {
    const tree = new DOMParser().parseFromString(source, 'application/xml')
    const error = tree.querySelector('parsererror')
    if (error) throw new Error(error.textContent ?? 'not XML')
    const texts = (of: Element, name: string) =>
      [...of.children].filter((child) => child.localName === name).map((child) => child.textContent ?? '')
    const links = (of: Element) =>
      Object.fromEntries(
        [...of.children]
          .filter((child) => child.localName === 'link')
          .map((link) => [link.getAttribute('rel') ?? '', link.getAttribute('href') ?? '']),
      )
    const one = (of: Element) => ({
      namespace: of.namespaceURI,
      lang: of.getAttribute('xml:lang'),
      id: texts(of, 'id'),
      title: texts(of, 'title'),
      updated: texts(of, 'updated'),
      published: texts(of, 'published'),
      authors: texts(of, 'author'),
      summary: texts(of, 'summary'),
      content: texts(of, 'content'),
      links: links(of),
    })
    const root = tree.documentElement
    return { ...one(root), entries: [...root.children].filter((child) => child.localName === 'entry').map(one) }
  }, xml)
  await close()
  return feed
}

test('a feed is Atom: ids, days and links once each, its author the house, titles as they were written', async () => {
  const reply = await app.get('/ro/petitions/feed.atom')
  assert.equal(reply.headers['content-type'], 'application/atom+xml; charset=utf-8')
  const feed = await parsed(reply.body)
  assert.equal(feed.namespace, 'http://www.w3.org/2005/Atom')
  assert.equal(feed.lang, 'ro')
  assert.deepEqual(feed.authors, ['Punte'])
  assert.equal(feed.links.self, `${app.origin}/ro/petitions/feed.atom`)
  assert.deepEqual(feed.id, [feed.links.self])
  for (const one of [feed, ...feed.entries]) {
    assert.equal(one.id.length, 1)
    assert.equal(one.title.length, 1)
    assert.equal(one.updated.length, 1)
    assert.ok(Number.isFinite(Date.parse(one.updated[0] as string)))
  }
  assert.equal(new Set(feed.entries.map(({ id }) => id[0])).size, feed.entries.length)
  const entry = feed.entries.find(({ title }) => title[0] === hostile)
  assert.ok(entry, 'the title as it was typed')
  assert.deepEqual(entry.authors, [])
  assert.deepEqual(entry.summary, ['Text & <i>mai</i> mult A doua.'])
  assert.equal((await app.get((entry.links.alternate as string).replace(app.origin, ''))).statusCode, 200)
})

test('an entry says the state and the count of its petition, in the language of the feed', async () => {
  const { number } = await listed(app, { title: 'Numărată', signatures: { 1: 1234 }, daysAgo: 3 })
  await app.fold()
  app.clock.advance(61)
  const { total } = (await app.get(`/api/v1/petitions/${number}`)).json().count
  const contentIn = async (lang: string) => {
    const feed = await parsed((await app.get(`/${lang}/petitions/feed.atom`)).body)
    return feed.entries.find(({ title }) => title[0] === 'Numărată')?.content[0]?.split('\n')[0]
  }
  assert.equal(total, 1234)
  assert.equal(await contentIn('ro'), 'Se poate semna · 1.234 de semnături')
  assert.equal(await contentIn('ru'), 'Можно подписать · 1\u00a0234 подписи')
})

test('a feed has what its filter finds, and is the same under every language but for its words', async () => {
  const feed = await parsed((await app.get('/ru/petitions/feed.atom?topic=roads&lang=ru')).body)
  assert.deepEqual(
    feed.entries.map(({ title }) => title[0]),
    ['Дороги'],
  )
  assert.match(feed.title[0] as string, /^Петиции: Дороги и тротуары, На русском — /)
  assert.equal(feed.links.alternate, `${app.origin}/ru/petitions?topic=roads&lang=ru`)
  const english = await parsed((await app.get('/en/petitions/feed.atom?topic=roads&lang=ru')).body)
  assert.deepEqual(english.entries[0]?.id, feed.entries[0]?.id)
  const empty = await parsed((await app.get('/ro/petitions/feed.atom?q=qwertyuiop')).body)
  assert.deepEqual(empty.entries, [])
  assert.equal((await app.get('/ro/petitions/feed.atom?place=nowhere')).statusCode, 422)
})
