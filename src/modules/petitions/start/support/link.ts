import { derivedKey, keyedHash, type Secrets } from '#kernel/config/secrets.ts'
import { tokenHash } from '#kernel/ids.ts'

/**
 * The token of a petition's private link, 128 bits. It is made anew from the installation's key whenever the starter asks
 * for it; the database knows its hash only, so who reads the database cannot open the link; only the
 * starter's mails carry it, until the outbox forgets them.
 */
export function supportToken(secrets: Secrets, petitionId: string): string {
  return keyedHash(derivedKey(secrets.vault, 'petition support link'), petitionId).subarray(0, 16).toString('base64url')
}

/** What the database keeps of the link. */
export function supportHash(secrets: Secrets, petitionId: string): Buffer {
  return tokenHash(supportToken(secrets, petitionId))
}
