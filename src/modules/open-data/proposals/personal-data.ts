import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { answersBy, deleteProposalsOf, forgetAnswerer, proposalsBy } from './store.ts'

export const personalData: PersonalData[] = [
  {
    name: 'open-data.proposals',
    what: 'open-data.proposals.personal-data',
    why: 'open-data.proposals.personal-data.why',
    kept: { key: 'open-data.proposals.personal-data.kept' },
    erased: 'open-data.proposals.personal-data.erased',
    async export(ctx, mailboxId) {
      const own = await proposalsBy(ctx.db, mailboxId)
      return own.map(({ title, problem, lang, datasets, proposedAt, answeredAt, refusedReason, refusedLang }) => ({
        ...{ title, problem, lang, datasets, proposedAt, answeredAt, refusedReason, refusedLang },
      }))
    },
    erase: (tx, mailboxId) => deleteProposalsOf(tx, mailboxId),
  },
  {
    name: 'open-data.proposal-answers',
    what: 'open-data.proposals.personal-data.answers',
    why: 'open-data.proposals.personal-data.answers.why',
    kept: { key: 'open-data.proposals.personal-data.kept' },
    erased: 'open-data.proposals.personal-data.answers.erased',
    export: (ctx, _mailboxId, accountId) => answersBy(ctx.db, accountId),
    erase: (tx, _mailboxId, accountId) => forgetAnswerer(tx, accountId),
  },
]
