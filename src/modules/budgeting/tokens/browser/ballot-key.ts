import type { Json } from '#commons/ledger/canonical-json.ts'
import { castMessage, joined } from '../token-message.ts'
import { type Bytes, fromBase64, textBytes } from './bytes.ts'

/** The key of a ballot: it stands in public beside the ballot, and signs its choices. */
export interface BallotKey {
  pk: Bytes
  sign(process: number, seq: number, picks: Json): Promise<Bytes>
}

/** What stands before the 32 bytes of a private key for Ed25519 in PKCS #8 (RFC 8410). */
const PKCS8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20)

/** Whether the browser knows what a token needs. */
export async function browserKnowsKeys(): Promise<boolean> {
  try {
    await ballotKey(new Uint8Array(16), 0)
    return true
  } catch {
    return false
  }
}

/** The key that a code gives in a process: another one in each. */
export async function ballotKey(code: Bytes, process: number): Promise<BallotKey> {
  const seed = await derive(code, `ed25519\n${process}`, 32)
  const key = await crypto.subtle.importKey('pkcs8', joined(PKCS8, seed), 'Ed25519', true, ['sign'])
  const { x } = await crypto.subtle.exportKey('jwk', key)
  return {
    pk: fromBase64(x as string),
    sign: async (of, seq, picks) =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', key, castMessage(of, seq, picks))),
  }
}

/** HKDF-SHA-256 of the code, under the salt "punte-token/v1". */
export async function derive(code: Bytes, info: string, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', code, 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: textBytes('punte-token/v1'), info: textBytes(info) }
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, length * 8))
}
