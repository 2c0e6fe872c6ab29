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

/** The keys that there are, each once. @param rollKey the line of the roll, where the process has one */
export function keysIn({ voterKey, personKey }: VoterKeys, rollKey: Buffer | null = null): Buffer[] {
  const keys = [voterKey, ...(personKey ? [personKey] : [])]
  return rollKey && !keys.some((key) => key.equals(rollKey)) ? [...keys, rollKey] : keys
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

/** The key of a person whom an electronic identity, or a document at a counter, told. */
export function personKeyIn(secret: Buffer, processId: string, personKey: Buffer): Buffer {
  return keyedHash(secret, 'budgeting.voter-person', processId, personKey.toString('hex'))
}

export function keysOf(secret: Buffer, processId: string, address: string, personKey: Buffer | null): VoterKeys {
  return {
    voterKey: keyedHash(secret, 'budgeting.voter', processId, canonical(address)),
    personKey: personKey && personKeyIn(secret, processId, personKey),
  }
}
