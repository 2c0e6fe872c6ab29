import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { Refused } from './refused.ts'
import { fromBase64 } from './strict-text.ts'
import { type COSIGNATURE, ED25519, formatVkey, isKeyName, keyId, type VerifierKey } from './vkey.ts'

/** C2SP asks to accept 16; the bound keeps a hostile note from costing a verification a line for ever. */
export const MOST_SIGNATURES = 64
export const LONGEST_NOTE = 256 * 1024

export interface Note {
  /** With its final newline; what is signed. */
  text: string
  signatures: NoteSignature[]
}

export interface NoteSignature {
  name: string
  /** Eight hexadecimal digits. */
  id: string
  /** What follows the key ID. */
  bytes: Buffer
}

/** A signature that holds. */
export interface Verified {
  key: VerifierKey
  /** When a cosigner signed, in seconds since 1970; null for plain signatures. */
  signedAt: number | null
}

export interface Signer {
  name: string
  privateKey: KeyObject
}

/** @throws Refused note.… */
export function parseNote(note: Uint8Array): Note {
  const whole = wellFormed(note)
  const split = whole.lastIndexOf('\n\n')
  if (split < 0) throw new Refused('note.no-signatures')
  const text = whole.slice(0, split + 1)
  const lines = whole.slice(split + 2)
  if (lines === '') throw new Refused('note.no-signatures')
  if (!lines.endsWith('\n')) throw new Refused('note.no-final-newline')
  const signatures = lines.slice(0, -1).split('\n')
  if (signatures.length > MOST_SIGNATURES) throw new Refused('note.too-many-signatures')
  return { text, signatures: signatures.map(parseSignature) }
}

/**
 * The signatures by known keys. Others are ignored, also one that shares only the name or only the ID with a known key.
 *
 * @throws Refused note.bad-signature when one by a known key is wrong, note.no-known-signature when there is none
 */
export function verifyNote({ text, signatures }: Note, known: readonly VerifierKey[]): Verified[] {
  const verified = signatures.flatMap((signature) => {
    const key = known.find(({ name, id }) => name === signature.name && id === signature.id)
    if (!key) return []
    const signedAt = verifyOne(text, signature.bytes, key)
    if (signedAt === undefined) throw new Refused('note.bad-signature', signature.name)
    return [{ key, signedAt }]
  })
  if (verified.length === 0) throw new Refused('note.no-known-signature')
  return verified
}

/** The line of an Ed25519 signature, with its newline. @param text with its final newline */
export function signText(text: string, { name, privateKey }: Signer): string {
  return signatureLine(name, keyId(name, ED25519, rawPublicKey(privateKey)), sign(null, Buffer.from(text), privateKey))
}

export function formatNote(text: string, signatureLines: readonly string[]): string {
  return `${text}\n${signatureLines.join('')}`
}

export function signatureLine(name: string, id: string, bytes: Uint8Array): string {
  return `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), bytes]).toString('base64')}\n`
}

export function vkeyOf({ name, privateKey }: Signer, type: typeof ED25519 | typeof COSIGNATURE): string {
  return formatVkey(name, type, rawPublicKey(privateKey))
}

export function rawPublicKey(privateKey: KeyObject): Buffer {
  return Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x as string, 'base64url')
}

/** What a cosigner signs: cosignature/v1 of C2SP tlog-cosignature. @param at seconds since 1970 */
export function cosignedMessage(text: string, at: bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${at}\n${text}`)
}

function wellFormed(note: Uint8Array): string {
  if (note.length > LONGEST_NOTE) throw new Refused('note.too-long')
  let whole: string
  try {
    whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(note)
  } catch {
    throw new Refused('note.not-utf8')
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a note must not have.
  if (/[\u0000-\u0009\u000b-\u001f]/.test(whole)) throw new Refused('note.control-character')
  return whole
}

function parseSignature(line: string): NoteSignature {
  const [dash, name = '', base64 = '', ...more] = line.split(' ')
  if (dash !== '—' || base64 === '' || more.length > 0) throw new Refused('note.signature-line')
  if (!isKeyName(name)) throw new Refused('note.key-name')
  const bytes = fromBase64(base64)
  if (!bytes || bytes.length < 5) throw new Refused('note.signature-base64')
  return { name, id: bytes.toString('hex', 0, 4), bytes: bytes.subarray(4) }
}

/** @returns undefined for a wrong signature */
function verifyOne(text: string, bytes: Buffer, key: VerifierKey): number | null | undefined {
  if (key.type === ED25519) {
    return bytes.length === 64 && verify(null, Buffer.from(text), key.publicKey, bytes) ? null : undefined
  }
  if (bytes.length !== 72) return undefined
  const at = bytes.readBigUInt64BE()
  if (at > BigInt(Number.MAX_SAFE_INTEGER)) return undefined
  return verify(null, cosignedMessage(text, at), key.publicKey, bytes.subarray(8)) ? Number(at) : undefined
}
