import { createHash } from 'node:crypto'
import { canonicalJson } from '#commons/ledger/canonical-json.ts'
import { canonical } from '#commons/people/mailbox.ts'
import type { Process } from '#commons/processes/process.ts'
import { keyedHash, type Secrets } from '#kernel/config/secrets.ts'

/**
 * What the public log says of a token that was issued: SHA-256 over the text "punte-issued/v1\n", the salt (32 bytes) and the canonical JSON
 * {"mailbox":…,"process":…}. The person is shown the salt, whether a token was issued or not: so both the voter and who abstained can
 * look for themselves (docs/ledger.md).
 */
export function issuedCommitment(process: number, address: string, salt: Buffer): Buffer {
  return createHash('sha256')
    .update('punte-issued/v1\n')
    .update(salt)
    .update(canonicalJson({ mailbox: canonical(address), process }))
    .digest()
}

/** The same for a person at any time, and known to nobody else: kept nowhere. */
export function issuedSalt({ person }: Pick<Secrets, 'person'>, process: Pick<Process, 'id'>, address: string): Buffer {
  return keyedHash(person, 'budgeting.token-issued', process.id, canonical(address))
}
