import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { forgetKeeper, writtenBy } from './keeper-store.ts'

/** What an officer wrote into an inventory. It stays; that it was this officer is not told any more. */
export const personalData: PersonalData[] = [
  {
    name: 'open-data.inventory',
    what: 'open-data.inventory.personal-data',
    why: 'open-data.inventory.personal-data.why',
    kept: { key: 'open-data.inventory.personal-data.kept' },
    erased: 'open-data.inventory.personal-data.erased',
    export: (ctx, _mailboxId, accountId) => writtenBy(ctx.db, accountId),
    erase: (tx, _mailboxId, accountId) => forgetKeeper(tx, accountId),
  },
]
