import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { Refused } from './refused.ts'
import { fromBase64 } from './strict-text.ts'

/** Signature types of C2SP signed-note that this log uses. */
export const ED25519 = 1
export const COSIGNATURE = 4

/** Who may have signed a note: name and key ID together tell the key. */
export interface VerifierKey {
  name: string
  /** Eight hexadecimal digits. */
  id: string
  type: typeof ED25519 | typeof COSIGNATURE
  /** 32 bytes. */
  raw: Buffer
  publicKey: KeyObject
}

/** Non-empty, no Unicode space, no plus sign. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && !/[\p{White_Space}\p{Cc}+]/u.test(name)
}

export function keyId(name: string, type: number, raw: Uint8Array): string {
  return createHash('sha256').update(`${name}\n`).update(Buffer.of(type)).update(raw).digest('hex').slice(0, 8)
}

export function formatVkey(name: string, type: number, raw: Uint8Array): string {
  return `${name}+${keyId(name, type, raw)}+${Buffer.concat([Buffer.of(type), raw]).toString('base64')}`
}

/** `<name>+<8 hex key ID>+base64(type || public key)`. @throws Refused vkey.… */
export function parseVkey(text: string): VerifierKey {
  const [name = '', id = '', ...rest] = text.split('+')
  // The base64 may hold plus signs itself.
  const bytes = fromBase64(rest.join('+'))
  if (rest.length === 0 || !bytes || !/^[0-9a-f]{8}$/.test(id)) throw new Refused('vkey.form')
  if (!isKeyName(name)) throw new Refused('vkey.key-name')
  const [type] = bytes
  const raw = bytes.subarray(1)
  if ((type !== ED25519 && type !== COSIGNATURE) || raw.length !== 32) throw new Refused('vkey.type')
  if (keyId(name, type, raw) !== id) throw new Refused('vkey.key-id')
  return { name, id, type, raw, publicKey: publicKeyOf(raw) }
}

function publicKeyOf(raw: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' })
}
