import { canonical } from '#commons/people/mailbox.ts'
import { nameKey } from '#commons/search/fold.ts'
import { keyedHash } from '#kernel/config/secrets.ts'

/** Who signs, as far as a mailbox and a name tell: the same for all spellings of both, another one for each petition. */
export function signerKey(secret: Buffer, petitionId: string, address: string, name: string): Buffer {
  return keyedHash(secret, 'signer', petitionId, canonical(address), nameKey(name))
}

/** The mailbox, whose places on a petition are two. */
export function signerMailboxKey(secret: Buffer, petitionId: string, address: string): Buffer {
  return keyedHash(secret, 'signer mailbox', petitionId, canonical(address))
}

/** The person whom an electronic identity knows, whatever account or mailbox. @param personKey of the account */
export function signerPersonKey(secret: Buffer, petitionId: string, personKey: Buffer): Buffer {
  return keyedHash(secret, 'signer person', petitionId, personKey.toString('base64'))
}
