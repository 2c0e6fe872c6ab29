import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { eraseRequestsOf, forgetPublisher, publicationsBy, requestsForExport } from './erasing-store.ts'

export const personalData: PersonalData[] = [
  {
    name: 'open-data.requests',
    what: 'open-data.requests.personal-data',
    why: 'open-data.requests.personal-data.why',
    kept: { key: 'open-data.requests.personal-data.kept' },
    erased: 'open-data.requests.personal-data.erased',
    export: (ctx, mailboxId) => requestsForExport(ctx.db, ctx.secrets.vault, mailboxId),
    erase: (tx, mailboxId, _accountId, now) => eraseRequestsOf(tx, mailboxId, now),
  },
  {
    name: 'open-data.request-publications',
    what: 'open-data.requests.personal-data.publications',
    why: 'open-data.requests.personal-data.publications.why',
    kept: { key: 'open-data.requests.personal-data.publications.kept' },
    erased: 'open-data.requests.personal-data.publications.erased',
    export: (ctx, _mailboxId, accountId) => publicationsBy(ctx.db, accountId),
    erase: (tx, _mailboxId, accountId) => forgetPublisher(tx, accountId),
  },
]
