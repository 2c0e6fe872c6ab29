import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { encode, PublicCache, type Rendered, render } from './public-cache.ts'

const of = async (body: string) => render({ status: 200, contentType: 'text/plain', body })
const text = (rendered: Rendered) => rendered.body.toString()

test('a crowd on one address makes one reply, and a moment later another', async () => {
  const cache = new PublicCache(2)
  let made = 0
  const make = () => of(`reply ${++made}`)
  const crowd = await Promise.all(Array.from({ length: 100 }, () => cache.get('a', 1_000, make)))
  assert.deepEqual([...new Set(crowd.map(text))], ['reply 1'])
  assert.equal(text(await cache.get('a', 2_999, make)), 'reply 1')
  assert.equal(text(await cache.get('b', 2_999, make)), 'reply 2')
  assert.equal(text(await cache.get('a', 3_000, make)), 'reply 3')
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
  const cache = new PublicCache(60, noise().length * 1.5 * 4.5)
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
