import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '#kernel/config/secrets.ts'

type Purpose = 'unsubscribe' | 'following'

/** An id with 128 bits of a keyed hash: nothing to store for a letter, and nothing to guess. It grants what its purpose says and nothing else. */
export function signedId(key: Buffer, purpose: Purpose, id: string): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  return Buffer.concat([bytes, keyedHash(key, purpose, id).subarray(0, 16)]).toString('base64url')
}

/** @returns the id, or null when the token is not ours */
export function readSignedId(key: Buffer, purpose: Purpose, token: string): string | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32) return null
  const hex = bytes.subarray(0, 16).toString('hex')
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  const expected = Buffer.from(signedId(key, purpose, id), 'base64url')
  return timingSafeEqual(expected, bytes) ? id : null
}
