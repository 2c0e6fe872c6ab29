import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { ChangeFeed } from '#kernel/changes/change-feed.ts'
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

/** A feed that has been read at 0, and goes on being read as often as the test says. */
async function feedOf() {
  const at = { ms: 0 }
  let upTo = 1n
  let topics: string[] = []
  const read = async () => ({ upTo: ++upTo, told: topics.map((topic) => ({ id: `${upTo} ${topic}`, topic })) })
  const feed = new ChangeFeed(read, () => at.ms)
  const tell = (ms: number, ...told: string[]) => {
    at.ms = ms
    topics = told
    return feed.readOnce()
  }
  await tell(0)
  return { feed, tell }
}

test('a reply that says what it depends on is kept until that changes, or the day or ten minutes are over', async () => {
  const { feed, tell } = await feedOf()
  let tomorrow = 3_600_000
  const cache = new PublicCache(2, { feed, untilTomorrow: () => tomorrow })
  let made = 0
  const make = async () =>
    render({ status: 200, contentType: 'text/plain', body: `reply ${++made}`, while: { topics: ['a'] } })
  const at = async (ms: number) => text(await cache.get('a', ms, make))
  assert.equal(await at(0), 'reply 1')
  await tell(60_000, 'b')
  assert.equal(await at(60_000), 'reply 1')
  await tell(61_000, 'a')
  assert.equal(await at(61_500), 'reply 1', 'shown once more while the next is made')
  await new Promise(setImmediate)
  assert.equal(await at(62_500), 'reply 2')
  await tell(600_000)
  assert.equal(await at(600_000), 'reply 2')
  await tell(663_000)
  assert.equal(await at(663_000), 'reply 3', 'ten minutes')
  tomorrow = 30_000
  await tell(700_000, 'a')
  assert.equal(await at(705_000), 'reply 4')
  await tell(740_000)
  assert.equal(await at(740_000), 'reply 5', 'another day')
})

test('when nothing is heard of changes, copies live two seconds as all others', async () => {
  const { feed } = await feedOf()
  const cache = new PublicCache(2, { feed })
  let made = 0
  const make = async () =>
    render({ status: 200, contentType: 'text/plain', body: `reply ${++made}`, while: { topics: ['a'] } })
  const at = async (ms: number) => text(await cache.get('a', ms, make))
  assert.equal(await at(0), 'reply 1')
  assert.equal(await at(2_900), 'reply 1')
  assert.equal(await at(4_100), 'reply 2')
  assert.equal(await at(6_000), 'reply 2')
  assert.equal(await at(7_200), 'reply 3')
})

test('an answer is remembered as long as its copy is good, and goes with it', async () => {
  const cache = new PublicCache(2, { maxBytes: 10_000 })
  const answer = { headers: [], body: Buffer.from('a'), etag: '"a"', route: '/a' }
  const rendered = await cache.get('a', 0, () => of('a'))
  cache.remember('a', rendered, '/a', answer)
  cache.remember('a', await of('another'), '/b', answer)
  assert.equal(cache.answerAt('/a', 1_999), answer)
  assert.equal(cache.answerAt('/b', 1_999), undefined, 'not of the copy that is kept')
  assert.equal(cache.answerAt('/a', 2_000), undefined)
  for (const key of 'bcdefghijklmno') await cache.get(key, 1_000, () => of(key))
  assert.equal(cache.answerAt('/a', 1_999), undefined, 'twice as many others as there is room for')
})

test('while the next copy is made, an answer goes out again for a moment, and the next is ready in its encoding', async () => {
  const cache = new PublicCache(2)
  const answer = { headers: [], body: Buffer.from('long'), etag: '', route: '/a' }
  const first = await cache.get('a', 0, () => of('long'.repeat(200)))
  await encode(first, 'br')
  cache.remember('a', first, '/a', answer)
  assert.equal(cache.answerAt('/a', 2_000), undefined, 'somebody has to ask for the next')
  let letGo = (_: Rendered) => {}
  await cache.get('a', 2_000, () => new Promise<Rendered>((resolve) => (letGo = resolve)))
  assert.equal(cache.answerAt('/a', 2_999), answer)
  assert.equal(cache.answerAt('/a', 3_000), undefined, 'no older than a copy may be')
  letGo(await of('next'.repeat(200)))
  const next = await cache.get('a', 3_100, () => Promise.reject(new Error('it is on its way')))
  assert.deepEqual([...next.encoded.keys()], ['br'])
  assert.equal(cache.answerAt('/a', 3_100), undefined, 'it was of the copy before')
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
