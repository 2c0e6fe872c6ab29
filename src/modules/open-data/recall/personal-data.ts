import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { actsOf, forgetActor } from './actor-store.ts'

/** What an officer took down, corrected and answered for. The acts stay; that it was this officer is not told any more. */
export const personalData: PersonalData[] = [
  {
    name: 'open-data.recalls',
    what: 'open-data.recall.personal-data',
    why: 'open-data.recall.personal-data.why',
    kept: { key: 'open-data.recall.personal-data.kept' },
    erased: 'open-data.recall.personal-data.erased',
    export: (ctx, _mailboxId, accountId) => actsOf(ctx.db, accountId),
    erase: (tx, _mailboxId, accountId) => forgetActor(tx, accountId),
  },
]
