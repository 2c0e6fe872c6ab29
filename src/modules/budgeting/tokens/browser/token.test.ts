import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  verify,
} from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import fc from 'fast-check'
import { blind, finalize } from './blind.ts'
import { type Bytes, fromNumber, toNumber } from './bytes.ts'
import { newCode, readCode, writeCode } from './recovery-code.ts'
import { vector } from './rfc-9474-vector.ts'
import { readRsaKey, rsaKey } from './rsa-key.ts'
import { requestToken } from './token.ts'

const own = (bytes: Uint8Array): Bytes => new Uint8Array(bytes)
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
const spki = own(publicKey.export({ type: 'spki', format: 'der' }))
const sign = (blinded: Bytes) => own(privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, blinded))

test('what the library blinds we finish, and what we blind the library verifies', async () => {
  const suite = RSABSSA.SHA384.PSS.Randomized()
  const theirs = await crypto.subtle.importKey('spki', spki, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify'])
  const request = await requestToken(newCode(), 7, spki)
  const signature = await request.finish(sign(request.blinded))
  assert.equal(await suite.verify(theirs, signature, request.prepared), true)
  const key = await readRsaKey(spki)
  const prepared = own(suite.prepare(randomBytes(40)))
  const { message, unblind } = await blind(key, prepared, own(randomBytes(48)), toNumber(randomBytes(383)))
  const undone = await suite.finalize(theirs, prepared, sign(message), fromNumber(unblind, key.bytes))
  assert.equal(await suite.verify(theirs, undone, prepared), true)
})

test('Node and openssl take the token for a plain PSS signature', async () => {
  const { prepared, blinded, finish } = await requestToken(newCode(), 7, spki)
  const signature = await finish(sign(blinded))
  const pss = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
  assert.equal(verify('sha384', prepared, pss, signature), true)
  assert.equal(verify('sha384', Buffer.concat([prepared, Buffer.of(0)]), pss, signature), false)
  const folder = mkdtempSync(path.join(tmpdir(), 'punte-token-'))
  try {
    const file = (name: string, content: Uint8Array | string) => {
      writeFileSync(path.join(folder, name), content)
      return path.join(folder, name)
    }
    const words = ['dgst', '-sha384', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:48']
    const pem = file('key.pem', publicKey.export({ type: 'spki', format: 'pem' }) as string)
    const files = ['-verify', pem, '-signature', file('sig', signature), file('prepared', prepared)]
    assert.match(execFileSync('openssl', [...words, ...files]).toString(), /Verified OK/)
  } catch (error) {
    // A machine without openssl has Node's verdict above.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the same code gives the same request again; another code, process or issuer another one', async () => {
  const code = newCode()
  const first = await requestToken(code, 7, spki)
  assert.deepEqual((await requestToken(code, 7, spki)).blinded, first.blinded)
  assert.notDeepEqual((await requestToken(code, 8, spki)).key.pk, first.key.pk)
  assert.notDeepEqual((await requestToken(newCode(), 7, spki)).blinded, first.blinded)
  const other = generateKeyPairSync('rsa', { modulusLength: 3072 }).publicKey.export({ type: 'spki', format: 'der' })
  const elsewhere = await requestToken(code, 7, own(other))
  assert.deepEqual(elsewhere.key.pk, first.key.pk)
  assert.notDeepEqual(elsewhere.prepared, first.prepared)
})

test('a signature that the issuer did not make is refused', async () => {
  const { blinded, finish } = await requestToken(newCode(), 7, spki)
  const signature = sign(blinded)
  signature[100] = (signature[100] as number) ^ 1
  await assert.rejects(finish(signature), /not a signature of the issuer/)
  await assert.rejects(finish(signature.slice(1)), /another length/)
  const key = await readRsaKey(spki)
  await assert.rejects(finalize(key, own(randomBytes(9)), own(randomBytes(48)), sign(blinded), 1n), /not a signature/)
})

test('a code is read as it was written, also as people write', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const code = own(bytes)
      const written = writeCode(code)
      assert.match(written, /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
      assert.deepEqual(readCode(written), code)
      assert.deepEqual(readCode(` ${written.toLowerCase().replaceAll('-', ' ')} `), code)
      assert.deepEqual(readCode(written.replaceAll('0', 'o').replaceAll('1', 'l')), code)
    }),
  )
})

test('one wrong letter, two swapped ones or a missing one are noticed', () => {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const written = writeCode(own(randomBytes(16))).replaceAll('-', '')
  for (let at = 0; at < written.length; at += 1) {
    for (const letter of letters) {
      if (letter === written[at]) continue
      assert.equal(readCode(written.slice(0, at) + letter + written.slice(at + 1)), null)
    }
    const [one, two] = [written[at], written[at + 1]]
    if (two && one !== two) assert.equal(readCode(written.slice(0, at) + two + one + written.slice(at + 2)), null)
    assert.equal(readCode(written.slice(0, at) + written.slice(at + 1)), null)
  }
  for (const no of ['', 'x', 'U'.repeat(28), 'Z'.repeat(28)]) assert.equal(readCode(no), null)
})

test('the vector of RFC 9474 comes out', async () => {
  const key = rsaKey(vector.n, vector.e)
  const [message, salt] = [vector.message, vector.salt].map((hex) => own(Buffer.from(hex, 'hex'))) as [Bytes, Bytes]
  const blindSignature = fromNumber(vector.blindSignature, key.bytes)
  const signature = await finalize(key, message, salt, blindSignature, vector.inverse)
  assert.equal(toNumber(signature), vector.signature)
  // What the issuer signed is what we blind: the factor is the inverse of the vector's inverse.
  const inverted = await blind(key, message, salt, vector.inverse)
  const blinded = await blind(key, message, salt, inverted.unblind)
  assert.equal(blinded.unblind, vector.inverse)
  const signed = createPublicKey({ key: jwkOf(vector), format: 'jwk' })
  const opened = publicEncrypt({ key: signed, padding: constants.RSA_NO_PADDING }, blindSignature)
  assert.deepEqual(own(opened), blinded.message)
})

function jwkOf({ n, e }: { n: bigint; e: bigint }) {
  const text = (value: bigint, length: number) => Buffer.from(fromNumber(value, length)).toString('base64url')
  return { kty: 'RSA', n: text(n, 512), e: text(e, 3) }
}
