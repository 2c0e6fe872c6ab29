import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { challengesBy, forgetCreator, forgetMember, membershipsOf } from './team-store.ts'

export const personalData: PersonalData[] = [
  {
    name: 'open-data.teams',
    what: 'open-data.challenges.personal-data',
    why: 'open-data.challenges.personal-data.why',
    kept: { key: 'open-data.challenges.personal-data.kept' },
    erased: 'open-data.challenges.personal-data.erased',
    export: (ctx, mailboxId) => membershipsOf(ctx.db, mailboxId),
    erase: (tx, mailboxId, _accountId, now) => forgetMember(tx, mailboxId, now),
  },
  {
    name: 'open-data.challenges',
    what: 'open-data.challenges.personal-data.run',
    why: 'open-data.challenges.personal-data.run.why',
    kept: { key: 'open-data.challenges.personal-data.run.kept' },
    erased: 'open-data.challenges.personal-data.run.erased',
    export: (ctx, _mailboxId, accountId) => challengesBy(ctx.db, accountId),
    erase: (tx, _mailboxId, accountId) => forgetCreator(tx, accountId),
  },
]
