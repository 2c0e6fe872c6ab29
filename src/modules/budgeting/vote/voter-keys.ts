import { canonical } from '#commons/people/mailbox.ts'
import { personBehind } from '#commons/people/person-behind.ts'
import type { Process } from '#commons/processes/process.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { Services } from '#kernel/http/context.ts'

/** Who votes, as keyed hashes: one of the mailbox, and one of the person where an electronic identity told who that is. */
export interface VoterKeys {
  voterKey: Buffer
  personKey: Buffer | null
}

/** The keys that there are. */
export function keysIn({ voterKey, personKey }: VoterKeys): Buffer[] {
  return personKey ? [voterKey, personKey] : [voterKey]
}

/**
 * The keys of an account's person in one process; those of two processes have nothing in common. By the mailbox, not the account:
 * an account that is erased and made again is the same voter.
 */
export async function voterKeys(
  { secrets }: Pick<Services, 'secrets'>,
  db: Db | Tx,
  process: Pick<Process, 'id'>,
  accountId: string,
): Promise<VoterKeys> {
  const { address, personKey } = await personBehind(db, accountId)
  return keysOf(secrets.person, process.id, address, personKey)
}

export function keysOf(secret: Buffer, processId: string, address: string, personKey: Buffer | null): VoterKeys {
  return {
    voterKey: keyedHash(secret, 'budgeting.voter', processId, canonical(address)),
    personKey: personKey && keyedHash(secret, 'budgeting.voter-person', processId, personKey.toString('hex')),
  }
}
