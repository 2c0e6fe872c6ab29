import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { derivedKey } from './secrets.ts'

/**
 * Encrypts what only its owner and the law may read: AES-256-GCM under a key derived for one purpose.
 *
 * @param about what the bytes belong to (an id): sealed bytes moved to another row do not open
 */
export function seal(vault: Buffer, purpose: string, about: string, plain: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', derivedKey(vault, purpose), nonce).setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** @throws Error when the bytes were changed, belong to something else or were sealed with another key */
export function unseal(vault: Buffer, purpose: string, about: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', derivedKey(vault, purpose), sealed.subarray(0, 12))
    .setAAD(Buffer.from(about))
    .setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}
