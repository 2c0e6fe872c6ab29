import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { answersBy, forgetAnswerer, forgetWisher, wishesOf } from './store.ts'

export const personalData: PersonalData[] = [
  {
    name: 'open-data.wishes',
    what: 'open-data.wishes.personal-data',
    why: 'open-data.wishes.personal-data.why',
    kept: { key: 'open-data.wishes.personal-data.kept' },
    erased: 'open-data.wishes.personal-data.erased',
    export: (ctx, mailboxId) => wishesOf(ctx.db, mailboxId),
    erase: (tx, mailboxId) => forgetWisher(tx, mailboxId),
  },
  {
    name: 'open-data.wish-answers',
    what: 'open-data.wishes.personal-data.answers',
    why: 'open-data.wishes.personal-data.answers.why',
    kept: { key: 'open-data.wishes.personal-data.answers.kept' },
    erased: 'open-data.wishes.personal-data.answers.erased',
    export: (ctx, _mailboxId, accountId) => answersBy(ctx.db, accountId),
    erase: (tx, _mailboxId, accountId) => forgetAnswerer(tx, accountId),
  },
]
