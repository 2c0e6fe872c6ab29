import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Refusal } from '#kernel/errors.ts'
import { pressureOf } from './pressure.ts'
import { PublicCache } from './public-cache.ts'
import { bodyOf, encode, type Rendered, render } from './rendered.ts'

const of = async (body: string) => render({ status: 200, contentType: 'text/plain', body })
const text = (rendered: Rendered) => bodyOf(rendered).toString()

test('a crowd on one address makes one reply, and a moment later another, for which nobody waits', async () => {
  const cache = new PublicCache(2)
  let made = 0
  const make = () => of(`reply ${++made}`)
  const crowd = await Promise.all(Array.from({ length: 100 }, () => cache.get('a', 1_000, make)))
  assert.deepEqual([...new Set(crowd.map(text))], ['reply 1'])
  assert.equal(text(await cache.get('a', 2_999, make)), 'reply 1')
  assert.equal(text(await cache.get('b', 2_999, make)), 'reply 2')
  assert.equal(text(await cache.get('a', 3_000, make)), 'reply 1')
  assert.equal(text(await cache.get('a', 3_001, make)), 'reply 3')
  await new Promise(setImmediate)
  // Half its time beyond, and no more: with counts folded every 2 s a page is at most 5 s behind.
  assert.equal(text(await cache.get('a', 5_999, make)), 'reply 3')
  await new Promise(setImmediate)
  assert.equal(text(await cache.get('a', 9_500, make)), 'reply 5')
})

test('an old copy is shown, and says so, where a new one cannot be made or there is no time for it', async () => {
  const cache = new PublicCache(2)
  let made = 0
  await cache.get('a', 0, () => of(`reply ${++made}`))
  const away = () => Promise.reject(new Refusal(503, { key: 'kernel.busy' }))
  const old = await cache.get('a', 60_000, away)
  assert.deepEqual([text(old), old.old], ['reply 1', true])
  let letGo = (_: Rendered) => {}
  const slow = () => new Promise<Rendered>((resolve) => (letGo = resolve))
  const pressed = await cache.get('a', 61_000, slow, 'much')
  assert.deepEqual([text(pressed), pressed.old], ['reply 1', true])
  letGo(await of('reply 2'))
  await new Promise(setImmediate)
  assert.equal((await cache.get('a', 61_500, slow, 'much')).old, undefined)
  await assert.rejects(cache.get('a', 20 * 60_000, away), 'nobody is told of what was so twenty minutes ago')
  const gone = () => Promise.reject(new Refusal(404, { key: 'kernel.not-found' }))
  await cache.get('b', 0, () => of('was here'))
  await assert.rejects(cache.get('b', 60_000, gone))
  await assert.rejects(cache.get('b', 60_001, away), 'what is gone does not come back as an old copy')
})

test('how late timers are says how pressed a process is', () => {
  assert.deepEqual([Number.NaN, 0, 59, 60, 199, 200, 5_000].map(pressureOf), [
    'none',
    'none',
    'none',
    'some',
    'some',
    'much',
    'much',
  ])
})

test('a failure reaches all who waited and is not kept', async () => {
  const cache = new PublicCache(2)
  const fail = () => Promise.reject(new Error('away'))
  const outcomes = await Promise.allSettled([cache.get('a', 0, fail), cache.get('a', 0, fail)])
  assert.deepEqual(
    outcomes.map((one) => one.status),
    ['rejected', 'rejected'],
  )
  assert.equal(text(await cache.get('a', 0, () => of('back'))), 'back')
})

test('only whole replies are kept, and with 0 seconds nothing is', async () => {
  let made = 0
  const cache = new PublicCache(2)
  const moved = async () => render({ status: 301, contentType: 'text/plain', body: String(++made) })
  await cache.get('a', 0, moved)
  await cache.get('a', 0, moved)
  assert.equal(made, 2)
  const none = new PublicCache(0)
  const make = () => of(String(++made))
  await none.get('a', 0, make)
  await none.get('a', 0, make)
  assert.equal(made, 4)
})

test('bytes are bounded: what was asked for least recently goes first, a giant is not kept at all', async () => {
  const noise = () => randomBytes(8_000).toString('hex')
  const cache = new PublicCache(60, { maxBytes: (noise().length + 1_500) * 4.5 })
  const made: string[] = []
  const ask = (key: string, body = noise()) =>
    cache.get(key, 0, () => {
      made.push(key)
      return of(body)
    })
  for (const key of ['a', 'b', 'c', 'd']) await ask(key)
  await ask('a')
  await ask('e')
  await ask('giant', noise().repeat(20))
  await ask('a')
  await ask('giant', noise().repeat(20))
  assert.deepEqual(made, ['a', 'b', 'c', 'd', 'e', 'giant', 'giant'])
  await ask('b')
  assert.equal(made.at(-1), 'b')
})

test('every encoding gives the same bytes, and a refused one is not sent', async () => {
  const body = 'ș'.repeat(2_000)
  const rendered = await of(body)
  assert.equal(brotliDecompressSync((await encode(rendered, 'br')).body).toString(), body)
  assert.equal(gunzipSync((await encode(rendered, 'gzip')).body).toString(), body)
  const table: [string | undefined, string | null][] = [
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br; q=0.0, gzip ;q=0', null],
    ['brotli', null],
    ['identity', null],
    ['', null],
    [undefined, null],
  ]
  for (const [header, encoding] of table)
    assert.equal((await encode(rendered, header)).encoding, encoding, String(header))
  assert.equal((await encode(await of('short'), 'br')).encoding, null)
})

test('a crowd that takes one encoding waits for one compression', async () => {
  const rendered = await of('ș'.repeat(2_000))
  const sent = await Promise.all(Array.from({ length: 20 }, () => encode(rendered, 'br')))
  assert.equal(new Set(sent.map(({ body }) => body)).size, 1)
  assert.deepEqual([...rendered.encoded.keys()], ['br'])
})
