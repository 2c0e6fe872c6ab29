import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { drawLot } from './lot.ts'

const seed = { dice: '31415262143645123456', checkpoint: 'ab'.repeat(32) }
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const inBrowser = async (bytes: Uint8Array) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))

test('the lot is the same wherever it is drawn, whatever order the ids come in', async () => {
  const ids = ['7', 'park', '12', 'școală', '3']
  const drawn = await drawLot(ids, seed, sha256)
  assert.deepEqual(await drawLot(ids.toReversed(), seed, inBrowser), drawn)
  assert.deepEqual([...drawn].sort(), [...ids].sort())
})

test('it is the shuffle that its description says', async () => {
  // Two ids need one number, the first of block 0: most significant byte first, an odd one keeps the order.
  const block = createHash('sha256').update(`punte-lot-v1\n${seed.dice}\n${seed.checkpoint}\n0`).digest()
  const expected = block.readUInt32BE(0) % 2 === 1 ? ['a', 'b'] : ['b', 'a']
  assert.deepEqual(await drawLot(['b', 'a'], seed, sha256), expected)
})

test('another throw of one die draws another lot', async () => {
  const ids = Array.from({ length: 40 }, (_, at) => String(at))
  const other = { ...seed, dice: `${seed.dice.slice(0, -1)}1` }
  assert.notDeepEqual(await drawLot(ids, other, sha256), await drawLot(ids, seed, sha256))
})

test('every place is about as likely', async () => {
  const first = new Map<string, number>()
  for (let n = 0; n < 3000; n++) {
    const checkpoint = n.toString(16).padStart(64, '0')
    const [winner = ''] = await drawLot(['a', 'b', 'c'], { ...seed, checkpoint }, sha256)
    first.set(winner, (first.get(winner) ?? 0) + 1)
  }
  for (const many of first.values()) assert.ok(many > 900 && many < 1100, String(many))
})

test('a number above the fair ones is thrown away', async () => {
  let blocks = 0
  const chosen = () => {
    const bytes = new Uint8Array(32).fill(0xff)
    // 2^32 - 1 is not below floor(2^32 / 3) · 3; the next number is 1, then 0.
    bytes.set([0, 0, 0, 1, 0, 0, 0, 0], 4)
    blocks++
    return bytes
  }
  assert.deepEqual(await drawLot(['a', 'b', 'c'], seed, chosen), ['c', 'a', 'b'])
  assert.equal(blocks, 1)
})

test('a seed of another form is refused', async () => {
  await assert.rejects(drawLot(['a'], { ...seed, dice: '123' }, sha256), /at least 20/)
  await assert.rejects(drawLot(['a'], { ...seed, dice: `${seed.dice}7` }, sha256), /1 to 6/)
  await assert.rejects(drawLot(['a'], { ...seed, checkpoint: 'AB'.repeat(32) }, sha256), /64/)
})
