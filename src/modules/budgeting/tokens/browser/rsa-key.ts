import { type Bytes, fromBase64, toNumber } from './bytes.ts'

export interface RsaKey {
  n: bigint
  e: bigint
  bits: number
  bytes: number
}

/** @param spki SubjectPublicKeyInfo, DER. @throws where it is no key for RSA */
export async function readRsaKey(spki: Bytes): Promise<RsaKey> {
  const key = await crypto.subtle.importKey('spki', spki, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify'])
  const { n, e } = await crypto.subtle.exportKey('jwk', key)
  return rsaKey(toNumber(fromBase64(n as string)), toNumber(fromBase64(e as string)))
}

export function rsaKey(n: bigint, e: bigint): RsaKey {
  const bits = n.toString(2).length
  return { n, e, bits, bytes: Math.ceil(bits / 8) }
}
