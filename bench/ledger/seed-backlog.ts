import { randomBytes } from 'node:crypto'
import { appendEntries } from '#commons/ledger/append-entry.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import { transact } from '#kernel/database/transact.ts'
import type { Services } from '#kernel/http/context.ts'
import { newId } from '#kernel/ids.ts'
import { signatureConfirmed } from '#modules/petitions/ledger-entries.ts'

const BATCH = 5_000

/** Entries of signatures that were acknowledged and wait to be published, as acts append them. */
export async function seedBacklog({ db, clock }: Services, amount: number, day: PlainDay): Promise<void> {
  for (let from = 0; from < amount; from += BATCH)
    await transact(db, async (tx) => {
      const now = clock.now()
      const entries = Array.from({ length: Math.min(BATCH, amount - from) }, () =>
        signatureConfirmed({ number: 1, id: newId(now), unitKey: 'md-cu', level: 'email' }, randomBytes(32), day),
      )
      appendEntries(tx, entries, now)
    })
}
