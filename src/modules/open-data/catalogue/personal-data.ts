import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { changesBy, forgetChanger } from './changer-store.ts'

/** Which descriptions an officer wrote or changed. They stay; that it was this officer is not told any more. */
export const personalData: PersonalData[] = [
  {
    name: 'open-data.descriptions',
    what: 'open-data.catalogue.personal-data',
    why: 'open-data.catalogue.personal-data.why',
    kept: { key: 'open-data.catalogue.personal-data.kept' },
    erased: 'open-data.catalogue.personal-data.erased',
    export: (ctx, _mailboxId, accountId) => changesBy(ctx.db, accountId),
    erase: (tx, _mailboxId, accountId) => forgetChanger(tx, accountId),
  },
]
