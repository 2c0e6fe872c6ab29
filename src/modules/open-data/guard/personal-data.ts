import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { basesOf, forgetOfficial } from './store.ts'

/** Which legal bases an official named or confirmed. They stay with the file; whose they were is not told any more. */
export const personalData: PersonalData[] = [
  {
    name: 'open-data.legal-bases',
    what: 'open-data.guard.personal-data',
    why: 'open-data.guard.personal-data.why',
    kept: { key: 'open-data.guard.personal-data.kept' },
    erased: 'open-data.guard.personal-data.erased',
    export: (ctx, _mailboxId, accountId) => basesOf(ctx.db, accountId),
    erase: (tx, _mailboxId, accountId) => forgetOfficial(tx, accountId),
  },
]
