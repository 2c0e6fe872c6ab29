import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { inclusionProof } from '#commons/ledger/merkle.ts'
import { formatNote, signText } from '#commons/ledger/signed-note.ts'
import { tileReader } from '#commons/ledger/tiles.ts'
import { formatProof } from '#commons/ledger/tlog-proof.ts'
import { root } from '#kernel/root.ts'
import { publicLog } from './public-log.ts'
import { confirmed } from './verifying.ts'

/** The verifier's own readers, which share no code with the site: loaded as they are, not bundled. */
const load = (file: string) => import(pathToFileURL(join(root, 'verifier', file)).href)
const { openCheckpoint, parsePolicy, parseVkey, Refused } = await load('checkpoint.mjs')
const { Tree, sha256 } = await load('log.mjs')
const { readReceipt, checkIncluded } = await load('receipt.mjs')

const log = publicLog()
const entries = Array.from({ length: 300 }, (_, n) => confirmed(1, n))
log.append(entries)
const key = parseVkey(log.vkey, 1)
const note = log.checkpoint()
const path = await inclusionProof(
  tileReader(300, async (name) => log.files.get(name) as Buffer),
  7,
  300,
)
const entry = Buffer.from('an entry of its own')
const open = (bytes: Uint8Array) => openCheckpoint(Buffer.from(bytes), [key], [])
const bundle = log.files.get('tile/entries/000') as Buffer
const seventh = nthEntry(7)
const receipt = formatProof({ index: 7, path, checkpoint: note, extra: seventh })
const check = (bytes: Uint8Array) => {
  const read = readReceipt(Buffer.from(bytes), 'it')
  const checkpoint = open(read.note)
  checkIncluded(read, checkpoint)
  return read
}

function nthEntry(n: number): Buffer {
  let at = 0
  for (let skipped = 0; skipped < n; skipped++) at += 2 + bundle.readUInt16BE(at)
  return bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at))
}

/** The code of its refusal; any other error is a fault of the program. */
function codeOf(act: () => unknown): string {
  try {
    act()
    return 'accepted'
  } catch (error) {
    assert.ok(error instanceof Refused, `not refused but ${error}`)
    return (error as { code: string }).code
  }
}

test('known answers: the key of C2SP, and the roots of RFC 6962', () => {
  const vkey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
  assert.equal(parseVkey(vkey, 1).id, '530d903a')
  assert.equal(
    codeOf(() => parseVkey(vkey.replace('530d903a', '530d903b'), 1)),
    'vkey',
  )
  // Its note is signed, and is no checkpoint.
  const message =
    'This is an example message.\n\n— example.com/foo ' +
    'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n'
  const ofKey = [parseVkey(vkey, 1)]
  assert.equal(
    codeOf(() => openCheckpoint(Buffer.from(message), ofKey, [])),
    'checkpoint',
  )
  assert.equal(
    codeOf(() => openCheckpoint(Buffer.from(message.replace('an example', 'no example')), ofKey, [])),
    'bad-signature',
  )
  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]
  const tree = new Tree()
  for (const [size, expected] of roots.entries()) {
    assert.equal(tree.root().toString('hex'), expected, `size ${size}`)
    if (size < leaves.length)
      tree.add(sha256(Buffer.concat([Buffer.of(0), Buffer.from(leaves[size] as string, 'hex')])))
  }
})

test('a checkpoint is read in one spelling only', () => {
  const { name } = log.signer
  const root = log.root.toString('base64')
  const signed = (text: string) => Buffer.from(formatNote(text, [signText(text, log.signer)]))
  assert.equal(open(note).size, 300)
  const wrong: [string, string, Uint8Array][] = [
    ['CRLF', 'note', Buffer.from(note.toString().replaceAll('\n', '\r\n'))],
    ['en dash', 'note', Buffer.from(note.toString().replace('—', '–'))],
    ['no UTF-8', 'note', Buffer.concat([Buffer.of(0xff), note])],
    ['a byte order mark', 'bad-signature', Buffer.concat([Buffer.from('\ufeff'), note])],
    ['a leading zero', 'checkpoint', signed(`${name}\n0300\n${root}\n`)],
    ['a sign', 'checkpoint', signed(`${name}\n+300\n${root}\n`)],
    ['another base', 'checkpoint', signed(`${name}\n3e2\n${root}\n`)],
    ['2^53', 'checkpoint', signed(`${name}\n9007199254740992\n${root}\n`)],
    ['base64url', 'checkpoint', signed(`${name}\n300\n${Buffer.alloc(32, 0xff).toString('base64url')}=\n`)],
    ['without padding', 'checkpoint', signed(`${name}\n300\n${root.slice(0, -1)}\n`)],
    ['a short root', 'checkpoint', signed(`${name}\n300\n${root.slice(4)}\n`)],
    ['an empty line more', 'checkpoint', signed(`${name}\n300\n${root}\n\nx\n`)],
    ['another origin', 'checkpoint', signed(`other.example\n300\n${root}\n`)],
    ['a foreign key', 'foreign-key', publicLog().checkpoint()],
  ]
  for (const [what, code, bytes] of wrong)
    assert.equal(
      codeOf(() => open(bytes)),
      code,
      what,
    )
})

test('a receipt proves its own entry, at its own place, and nothing else', () => {
  assert.deepEqual(check(receipt).entry, seventh)
  const again = (changes: object) => formatProof({ index: 7, path, checkpoint: note, extra: seventh, ...changes })
  const text = receipt.toString()
  const [first = Buffer.alloc(32), ...rest] = path
  const wrong: [string, string, Uint8Array | string][] = [
    ['another entry', 'not-included', again({ extra: entry })],
    ['another place', 'not-included', again({ index: 6 })],
    ['beyond the tree', 'not-included', again({ index: 300 })],
    ['a shorter path', 'not-included', again({ path: rest })],
    ['a longer path', 'not-included', again({ path: [...path, first] })],
    ['a leading zero', 'receipt', text.replace('index 7', 'index 07')],
    ['base64url', 'receipt', text.replace(first.toString('base64'), Buffer.alloc(32, 0xff).toString('base64url'))],
    ['a hash of 31 bytes', 'receipt', text.replace(first.toString('base64'), Buffer.alloc(31).toString('base64'))],
    ['CRLF', 'receipt', text.replaceAll('\n', '\r\n')],
    ['another version', 'receipt', text.replace('@v1', '@v2')],
    ['an en dash', 'note', text.replace('—', '–')],
    ['64 hashes', 'receipt', again({ path: Array(64).fill(first) })],
    ['without its checkpoint', 'note', text.slice(0, text.indexOf('\n\n') + 2)],
  ]
  for (const [what, code, bytes] of wrong)
    assert.equal(
      codeOf(() => check(Buffer.from(bytes as string))),
      code,
      what,
    )
})

const damage = fc.oneof(
  fc.record({ kind: fc.constant('flip'), at: fc.nat(), by: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ kind: fc.constant('cut'), at: fc.nat(), by: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('insert'), at: fc.nat(), by: fc.integer({ min: 0, max: 255 }) }),
)

function damaged(bytes: Buffer, { kind, at, by }: { kind: string; at: number; by: number }): Buffer {
  const place = at % bytes.length
  if (kind === 'cut') return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + by)])
  if (kind === 'insert') return Buffer.concat([bytes.subarray(0, place), Buffer.of(by), bytes.subarray(place)])
  const flipped = Buffer.from(bytes)
  flipped[place] = (flipped[place] as number) ^ (1 << by)
  return flipped
}

test('however they are damaged, checkpoints, receipts, keys and policies are refused with a reason', () => {
  const policy = Buffer.from(`log ${log.vkey}\nquorum none\n`)
  fc.assert(
    fc.property(damage, (how) => {
      assert.notEqual(
        codeOf(() => open(damaged(note, how))),
        'accepted',
      )
      assert.notEqual(
        codeOf(() => check(damaged(receipt, how))),
        'accepted',
        damaged(receipt, how).toString(),
      )
      codeOf(() => parsePolicy(damaged(policy, how).toString()))
      codeOf(() => parseVkey(damaged(Buffer.from(log.vkey), how).toString(), 1))
    }),
    { numRuns: 1_500 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      assert.notEqual(
        codeOf(() => open(bytes)),
        'accepted',
      )
      assert.notEqual(
        codeOf(() => check(bytes)),
        'accepted',
      )
    }),
  )
})
