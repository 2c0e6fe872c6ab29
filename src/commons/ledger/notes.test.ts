import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { cosign } from './cosignature.ts'
import { inclusionProof, leafHash } from './merkle.ts'
import { Refused } from './refused.ts'
import { formatNote, parseNote, type Signer, signText, verifyNote, vkeyOf } from './signed-note.ts'
import { emptyEdge, growTree, tileReader } from './tiles.ts'
import { formatProof, parseProof, verifyProof } from './tlog-proof.ts'
import { COSIGNATURE, ED25519, formatVkey, parseVkey } from './vkey.ts'

const signer = (name: string): Signer => ({ name, privateKey: generateKeyPairSync('ed25519').privateKey })
const log = signer('example.org/log')
const witness = signer('witness.example/w1')
const logKey = parseVkey(vkeyOf(log, ED25519))
const witnessKey = parseVkey(vkeyOf(witness, COSIGNATURE))
const at = new Date('2026-11-22T10:00:00.900Z')

const entries = Array.from({ length: 300 }, (_, n) => Buffer.from(`{"n":${n}}`))
const grown = growTree(emptyEdge, entries)
const text = formatCheckpoint({ origin: log.name, size: entries.length, root: grown.root })
const checkpoint = Buffer.from(formatNote(text, [signText(text, log), cosign(text, witness, at)]))
const files = new Map(grown.files.map(({ path, bytes }) => [path, bytes]))
const path = await inclusionProof(
  tileReader(entries.length, async (name) => files.get(name) as Buffer),
  7,
  entries.length,
)
const proof = formatProof({ index: 7, path, checkpoint, extra: entries[7] as Buffer })

const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    assert.ok(error instanceof Refused, `not a Refused but ${error}`)
    return error.code
  }
  return 'accepted'
}
const open = (note: string | Uint8Array) => openCheckpoint(Buffer.from(note as string), logKey, [witnessKey])
const replaced = (note: Buffer, from: string | RegExp, to: string) => note.toString().replace(from, to)

const vector = {
  vkey: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  note:
    'This is an example message.\n\n— example.com/foo ' +
    'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
}

test('the known note of C2SP holds', () => {
  const key = parseVkey(vector.vkey)
  assert.deepEqual(verifyNote(parseNote(Buffer.from(vector.note)), [key]), [{ key, signedAt: null }])
  assert.equal(formatVkey(key.name, key.type, key.raw), vector.vkey)
  assert.equal(
    codeOf(() => verifyNote(parseNote(Buffer.from(vector.note.replace('an example', 'no example'))), [key])),
    'note.bad-signature',
  )
})

test('a checkpoint with its cosignature opens', () => {
  assert.deepEqual(open(checkpoint), {
    checkpoint: { origin: log.name, size: 300, root: grown.root },
    text,
    cosignatures: [{ key: witnessKey, signedAt: Math.floor(at.getTime() / 1000) }],
  })
})

test('the text ends at the last empty line', () => {
  const note = formatNote('a\n\nb\n', [signText('a\n\nb\n', log)])
  assert.equal(parseNote(Buffer.from(note)).text, 'a\n\nb\n')
})

test('unknown keys are ignored, also one that shares the name or the ID; a wrong signature of a known key refuses all', () => {
  const stranger = signer(log.name)
  const lines = [signText(text, stranger), signText(text, log)]
  assert.equal(open(formatNote(text, lines)).checkpoint.size, 300)
  assert.equal(
    codeOf(() => open(formatNote(text, [signText(text, stranger)]))),
    'note.no-known-signature',
  )
  assert.equal(
    codeOf(() => open(formatNote(text, [cosign(text, witness, at)]))),
    'note.no-known-signature',
  )
  assert.equal(
    codeOf(() => open(formatNote(text, [signText(text, log), cosign(`${text}x\n`, witness, at)]))),
    'note.bad-signature',
  )
  assert.equal(
    codeOf(() => open(formatNote(text, [signText(text, log), signText(`${text}x\n`, log)]))),
    'note.bad-signature',
  )
})

test('16 signatures are read, and not without end', () => {
  const others = (many: number) => Array.from({ length: many }, (_, n) => signText(text, signer(`other${n}.example`)))
  assert.equal(open(formatNote(text, [...others(15), signText(text, log)])).checkpoint.size, 300)
  assert.equal(
    codeOf(() => open(formatNote(text, [...Array(64).fill(others(1)[0]), signText(text, log)]))),
    'note.too-many-signatures',
  )
  assert.equal(
    codeOf(() => open(Buffer.alloc(300_000, 'a'))),
    'note.too-long',
  )
})

test('notes that look nearly right are refused, each with its reason', () => {
  const wrong: [string, string | Uint8Array][] = [
    ['note.control-character', replaced(checkpoint, /\n/g, '\r\n')],
    ['note.control-character', replaced(checkpoint, '300', '30\t0')],
    ['note.signature-line', replaced(checkpoint, '—', '–')],
    ['note.signature-line', replaced(checkpoint, '—', '-')],
    ['note.signature-line', replaced(checkpoint, '— ', '—\u00a0')],
    ['note.signature-line', replaced(checkpoint, '— ', '—  ')],
    ['note.key-name', replaced(checkpoint, '— example.org', '— example\u00a0.org')],
    ['note.key-name', replaced(checkpoint, '— example.org', '— example+org')],
    ['note.signature-base64', `${checkpoint.toString().slice(0, -2)}\n`],
    ['note.signature-base64', `${checkpoint}— other.example ${Buffer.alloc(69, 0xff).toString('base64url')}\n`],
    ['note.no-final-newline', checkpoint.subarray(0, -1)],
    ['note.no-signatures', text],
    ['note.no-signatures', `${text}\n`],
    ['note.no-signatures', ''],
    ['note.not-utf8', Buffer.concat([Buffer.of(0xff), checkpoint])],
    ['note.bad-signature', replaced(checkpoint, '300', '301')],
    ['note.bad-signature', Buffer.concat([Buffer.from('\ufeff'), checkpoint])],
  ]
  for (const [code, note] of wrong)
    assert.equal(
      codeOf(() => open(note)),
      code,
      JSON.stringify(String(note)).slice(0, 90),
    )
})

test('signed, but no checkpoint', () => {
  const root = grown.root.toString('base64')
  const wrong: [string, string][] = [
    ['checkpoint.size', `${log.name}\n0300\n${root}\n`],
    ['checkpoint.size', `${log.name}\n-1\n${root}\n`],
    ['checkpoint.size', `${log.name}\n3e2\n${root}\n`],
    ['checkpoint.size', `${log.name}\n9007199254740992\n${root}\n`],
    ['checkpoint.size', `${log.name}\n${'9'.repeat(400)}\n${root}\n`],
    ['checkpoint.size', `${log.name}\n٣٠٠\n${root}\n`],
    ['checkpoint.root', `${log.name}\n300\n${root.slice(0, -1)}\n`],
    ['checkpoint.root', `${log.name}\n300\n${root.slice(4)}\n`],
    ['checkpoint.root', `${log.name}\n300\n${Buffer.alloc(32, 0xff).toString('base64url')}=\n`],
    ['checkpoint.root', `${log.name}\n300\n ${root}\n`],
    ['checkpoint.origin', `\n300\n${root}\n`],
    ['checkpoint.lines', `${log.name}\n300\n`],
    ['checkpoint.lines', `${log.name}\n300\n${root}\nextension\n\nextension\n`],
    ['checkpoint.other-origin', `example.org/other\n300\n${root}\n`],
  ]
  for (const [code, text] of wrong)
    assert.equal(
      codeOf(() => open(formatNote(text, [signText(text, log)]))),
      code,
      text,
    )
  assert.equal(parseCheckpoint(`${log.name}\n0\n${root}\nextension\n`).size, 0)
})

test('keys that look nearly right are refused', () => {
  const vkey = vkeyOf(log, ED25519)
  const [name = '', id = ''] = vkey.split('+')
  const wrong: [string, string][] = [
    ['vkey.form', `${name}+${id.toUpperCase().replace(/^\d/, 'A')}+${vkey.slice(name.length + 10)}`],
    ['vkey.form', `${name}+${id}`],
    ['vkey.form', `${vkey}\n`],
    ['vkey.key-name', vkey.replace('example', 'exa\u2003mple')],
    ['vkey.key-id', vkey.replace('example', 'sample')],
    ['vkey.type', formatVkey(name, 2, logKey.raw)],
    ['vkey.type', formatVkey(name, ED25519, logKey.raw.subarray(1))],
  ]
  for (const [code, text] of wrong)
    assert.equal(
      codeOf(() => parseVkey(text)),
      code,
      text,
    )
})

test('a receipt proves its entry and no other', () => {
  const parsed = parseProof(proof)
  assert.deepEqual(parsed, { index: 7, path, checkpoint, extra: entries[7] })
  assert.equal(verifyProof(parsed, entries[7] as Buffer, logKey, [witnessKey]).cosignatures.length, 1)
  assert.equal(
    codeOf(() => verifyProof(parsed, entries[8] as Buffer, logKey)),
    'proof.wrong',
  )
  assert.equal(
    codeOf(() => verifyProof({ ...parsed, index: 6 }, entries[7] as Buffer, logKey)),
    'proof.wrong',
  )
  assert.deepEqual(parseProof(formatProof({ ...parsed, extra: null })).extra, null)
})

test('receipts that look nearly right are refused, each with its reason', () => {
  const [first = ''] = path.map((hash) => hash.toString('base64'))
  const wrong: [string, string | Uint8Array][] = [
    ['proof.header', replaced(proof, '@v1', '@v2')],
    ['proof.header', replaced(proof, /\n/g, '\r\n')],
    ['proof.header', ''],
    ['proof.extra', replaced(proof, 'extra ', 'extra  ')],
    ['proof.extra', replaced(proof, 'extra ', 'extra -')],
    ['proof.index', replaced(proof, 'index 7', 'index 07')],
    ['proof.index', replaced(proof, 'index 7', 'index 7 ')],
    ['proof.index', replaced(proof, 'index 7', 'index +7')],
    ['proof.index', replaced(proof, 'index 7', `index ${2 ** 53}`)],
    ['proof.index', replaced(proof, 'index 7\n', '')],
    ['proof.hash', replaced(proof, first, first.slice(0, -1))],
    ['proof.hash', replaced(proof, first, `${first}\u00a0`)],
    ['proof.hash', replaced(proof, first, first.slice(4))],
    ['proof.too-many-hashes', replaced(proof, first, Array(64).fill(first).join('\n'))],
    ['proof.no-checkpoint', proof.subarray(0, proof.indexOf('\n\n') + 1)],
    ['note.no-signatures', proof.subarray(0, proof.indexOf('\n\n') + 2)],
    ['proof.too-long', Buffer.concat([proof, Buffer.alloc(500_000)])],
  ]
  for (const [code, bytes] of wrong) {
    const read = () => verifyProof(parseProof(Buffer.from(bytes as string)), entries[7] as Buffer, logKey, [witnessKey])
    assert.equal(codeOf(read), code, JSON.stringify(String(bytes)).slice(0, 120))
  }
})

test('flipped bits, cuts and insertions never pass, and never end in anything but a reason', () => {
  const damage = fc.oneof(
    fc.record({ kind: fc.constant('flip'), at: fc.nat(), by: fc.integer({ min: 0, max: 7 }) }),
    fc.record({ kind: fc.constant('cut'), at: fc.nat(), by: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constant('insert'), at: fc.nat(), by: fc.integer({ min: 0, max: 255 }) }),
  )
  const damaged = (bytes: Buffer, { kind, at, by }: { kind: string; at: number; by: number }) => {
    const place = at % bytes.length
    if (kind === 'cut') return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + by)])
    if (kind === 'insert') return Buffer.concat([bytes.subarray(0, place), Buffer.of(by), bytes.subarray(place)])
    const flipped = Buffer.from(bytes)
    flipped[place] = (flipped[place] as number) ^ (1 << by)
    return flipped
  }
  fc.assert(
    fc.property(damage, (how) => {
      const note = damaged(checkpoint, how)
      const seen = codeOf(() => open(note))
      // The one harmless damage: what makes the witness a stranger, whose line is ignored.
      if (seen === 'accepted') assert.deepEqual(open(note).cosignatures, [], JSON.stringify(note.toString()))
      if (seen === 'accepted') assert.equal(open(note).text, text)
      const receipt = damaged(proof, how)
      const read = () => verifyProof(parseProof(receipt), entries[7] as Buffer, logKey, [witnessKey])
      // What is not authenticated may change: the extra data, and whose line is ignored.
      if (codeOf(read) === 'accepted')
        assert.ok(!receipt.includes(proof.subarray(proof.indexOf('extra'))), JSON.stringify(receipt.toString()))
    }),
    { numRuns: 800 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      assert.notEqual(
        codeOf(() => open(bytes)),
        'accepted',
      )
      assert.notEqual(
        codeOf(() => parseProof(bytes)),
        'accepted',
      )
    }),
  )
})

test('a cosignature is about its time', () => {
  const later = Buffer.from(formatNote(text, [signText(text, log), cosign(text, witness, at)]))
  const line = later.toString().split('\n').at(-2) as string
  const bytes = Buffer.from(line.split(' ')[2] as string, 'base64')
  bytes[11] = (bytes[11] as number) ^ 1
  const moved = later.toString().replace(line, `— ${witness.name} ${bytes.toString('base64')}`)
  assert.equal(
    codeOf(() => open(moved)),
    'note.bad-signature',
  )
  assert.equal(leafHash(Buffer.alloc(0)).length, 32)
})
