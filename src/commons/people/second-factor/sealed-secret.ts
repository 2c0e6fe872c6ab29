import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { derivedKey } from '#kernel/config/secrets.ts'

const IV = 12
const TAG = 16

/** AES-256-GCM under a key of its own, tied to the account: a secret copied to another row does not open. Layout: iv, tag, text. */
export function seal(vaultKey: Buffer, accountId: string, secret: Buffer): Buffer {
  const iv = randomBytes(IV)
  const cipher = createCipheriv('aes-256-gcm', keyOf(vaultKey), iv).setAAD(Buffer.from(accountId))
  const text = Buffer.concat([cipher.update(secret), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), text])
}

/** @throws Error when it was sealed with another key or for another account */
export function unseal(vaultKey: Buffer, accountId: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(vaultKey), sealed.subarray(0, IV))
    .setAAD(Buffer.from(accountId))
    .setAuthTag(sealed.subarray(IV, IV + TAG))
  return Buffer.concat([decipher.update(sealed.subarray(IV + TAG)), decipher.final()])
}

function keyOf(vaultKey: Buffer): Buffer {
  return derivedKey(vaultKey, 'people second factor')
}
