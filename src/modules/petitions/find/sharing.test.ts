import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import sharp from 'sharp'
import { type TestApp, testApp } from '#test/app.ts'
import { startBrowser } from '#test/browser.ts'
import { listed } from '#test/listed.ts'
import { drawable, pathOf, widthOf, wrapped } from '#ui/pictures/glyphs.ts'
import { violationsOf } from '../../../../e2e/looking.ts'

const hostile = "„Șapte\" <b>&amp;</b> țigle & 'ё' </svg></textarea>"
let app: TestApp
let number: number
before(async () => {
  app = await testApp({ listen: true })
  number = (await listed(app, { title: hostile, why: 'Cerem „asta" & <b>restul</b>.', signatures: { 1: 1234 } })).number
  await app.fold()
})
after(() => app.close())

test('the share image is a PNG of 1200 by 630 with something on it, in the language asked', async () => {
  const [ro, ru] = await Promise.all(['ro', 'ru'].map((lang) => app.get(`/petitions/${number}/share.png?lang=${lang}`)))
  for (const reply of [ro, ru]) {
    assert.equal(reply?.headers['content-type'], 'image/png')
    assert.equal(reply?.headers['cache-control'], 'public, max-age=60')
    assert.equal(reply?.headers['cross-origin-resource-policy'], 'cross-origin')
    const { width, height, format } = await sharp(reply?.rawPayload).metadata()
    assert.deepEqual([width, height, format], [1200, 630, 'png'])
    const { channels } = await sharp(reply?.rawPayload).stats()
    assert.ok((channels[0]?.stdev ?? 0) > 20, 'not one colour')
  }
  assert.notDeepEqual(ro?.rawPayload, ru?.rawPayload)
})

test('every letter of ours is drawn: ș and ț with the comma, Cyrillic with ё and й', async () => {
  const letters = 'ăâîșțĂÂÎȘȚабвгдеёжзийклмнопрстуфхцчшщъыьэюяЁЙІЇЄ„”«»—…'
  for (const weight of ['regular', 'bold'] as const) {
    assert.equal(drawable(letters, weight), letters)
    const drawn = new Map<string, string>()
    for (const letter of letters) drawn.set(letter, pathOf(letter, 0, 100, 100, weight))
    assert.ok(
      [...drawn.values()].every((path) => path.length > 20),
      'a shape for each',
    )
    assert.equal(new Set(drawn.values()).size, drawn.size, 'each its own')
    assert.notEqual(pathOf('ș', 0, 100, 100, weight), pathOf('ş', 0, 100, 100, weight))
    assert.notEqual(pathOf('ș', 0, 100, 100, weight), pathOf('s', 0, 100, 100, weight))
  }
  // As pixels: the comma stands below the line, where an s has nothing.
  const below = async (letter: string) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="140"><rect width="100" height="140" fill="#fff"/><path d="${pathOf(letter, 10, 100, 100, 'bold')}"/></svg>`
    const { channels } = await sharp(
      await sharp(Buffer.from(svg)).extract({ left: 0, top: 106, width: 100, height: 30 }).png().toBuffer(),
    ).stats()
    return channels[0]?.min
  }
  assert.equal(await below('s'), 255)
  assert.equal(await below('ș'), 0)
  assert.equal(await below('ț'), 0)
})

test('lines fit, also words that do not; what is left out is told by an ellipsis; emoji are left out', () => {
  const long = `Petiție ${'foarte '.repeat(40)}${'x'.repeat(300)}`
  const lines = wrapped(long, 500, 40, 'bold', 4)
  assert.equal(lines.length, 4)
  for (const line of lines) assert.ok(widthOf(line, 40, 'bold') <= 520, line)
  assert.ok(lines[3]?.endsWith('…'))
  assert.deepEqual(wrapped('un pod', 500, 40, 'bold', 3), ['un pod'])
  assert.equal(drawable('a👍🏽b', 'bold'), 'ab')
})

test('the badge is an SVG that says of what, escaped, and may be shown anywhere', async () => {
  const reply = await app.get(`/petitions/${number}/badge.svg?lang=ro`)
  assert.equal(reply.headers['content-type'], 'image/svg+xml; charset=utf-8')
  assert.equal(reply.headers['cross-origin-resource-policy'], 'cross-origin')
  assert.match(reply.body, /1[.\u00a0\s]?234 de semnături/)
  assert.ok(reply.body.includes('&lt;/svg&gt;'))
  assert.equal(reply.body.match(/<\/svg>/g)?.length, 1)
  assert.equal((await sharp(reply.rawPayload).metadata()).height, 40)
})

test('the embedded page may be framed by anybody, has no script, and no other page may be framed', async () => {
  const reply = await app.get(`/ro/petitions/${number}/embed`)
  assert.equal(reply.statusCode, 200)
  assert.equal(reply.headers['x-frame-options'], undefined)
  assert.match(String(reply.headers['content-security-policy']), /frame-ancestors \*/)
  assert.match(String(reply.headers['content-security-policy']), /default-src 'none'/)
  assert.doesNotMatch(reply.body, /<script|style=/)
  assert.doesNotMatch(reply.body, /<b>&amp;<\/b>/)
  for (const path of ['', '/poster']) {
    const other = await app.get(`/ro/petitions/${number}${path}`)
    assert.match(
      String(
        (other.statusCode === 301 ? await app.get(String(other.headers.location)) : other).headers['x-frame-options'],
      ),
      /DENY/i,
    )
  }
})

test('the page offers what others can take along, and tells other sites its picture', async () => {
  const { headers } = await app.get(`/ro/petitions/${number}`)
  const { body } = await app.get(String(headers.location))
  assert.match(body, new RegExp(`property="og:image" content="${app.origin}/petitions/${number}/share.png\\?lang=ro"`))
  assert.match(body, /property="og:image:width" content="1200"/)
  const code = body.match(/<textarea[^>]*id="embed-frame"[^>]*>([\s\S]*?)<\/textarea>/)?.[1] ?? ''
  assert.ok(code.includes('&lt;iframe') && code.includes('&amp;lt;/svg&amp;gt;'), code)
})

test('the QR code leads to the short address, which leads to the page', async () => {
  const { body, headers } = await app.get(`/petitions/${number}/qr.svg?lang=ru`)
  assert.equal(headers['content-type'], 'image/svg+xml; charset=utf-8')
  assert.match(body, /^<svg/)
  const glance = (await app.get(`/api/v1/petitions/${number}/poster`, { 'accept-language': 'ru' })).json()
  assert.equal(glance.address, `${app.origin}/ru/petitions/${number}`)
  assert.equal((await app.get(`/ru/petitions/${number}`)).statusCode, 301)
})

test('pictures are drawn once a minute, however many ask', async () => {
  const other = (await listed(app, { title: 'O dată pe minut' })).number
  const badge = async () => (await app.get(`/petitions/${other}/badge.svg`)).body
  const first = await badge()
  await sql`INSERT INTO petitions.signature_delta (petition_id, unit_key, level, day, change)
    SELECT id, 'md-cu', 'email', '2026-11-22', 1 FROM petitions.petition WHERE number = ${other}`.execute(
    app.services.db,
  )
  await app.fold()
  assert.equal(await badge(), first)
  app.clock.advance(61)
  assert.notEqual(await badge(), first)
})

test('there is nothing to share of what is not published or was refused', async () => {
  for (const state of ['moderation', 'refused'] as const) {
    const hidden = (await listed(app, { title: 'Ascunsă', state })).number
    for (const path of [
      `/petitions/${hidden}/share.png`,
      `/petitions/${hidden}/badge.svg`,
      `/petitions/${hidden}/qr.svg`,
      `/ro/petitions/${hidden}/poster`,
      `/ro/petitions/${hidden}/embed`,
    ])
      assert.equal((await app.get(path)).statusCode, 404, path)
  }
  assert.equal((await app.get('/petitions/99999/share.png')).statusCode, 404)
  assert.equal((await app.get('/petitions/x/share.png')).statusCode, 404)
})

test('axe finds nothing on the poster, the embedded page and the list, and the poster is one sheet', async () => {
  const browser = await startBrowser(app.origin)
  try {
    for (const path of [
      `/ro/petitions/${number}/poster`,
      `/ru/petitions/${number}/embed`,
      '/en/petitions?topic=other&q=o',
    ]) {
      const { page, complaints, close } = await browser.openPages({ width: 360 })
      await page.goto(app.origin + path)
      assert.deepEqual(await violationsOf(page), [], path)
      assert.deepEqual(complaints, [], path)
      if (path.endsWith('poster')) {
        const pdf = await page.pdf({ preferCSSPageSize: true })
        assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1)
      }
      await close()
    }
  } finally {
    await browser.close()
  }
})
