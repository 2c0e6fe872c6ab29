import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { forgetAuthor, proposedBy } from './author-store.ts'

/** What somebody proposed as a reuse. Deleted with its author, also what is listed. */
export const personalData: PersonalData[] = [
  {
    name: 'open-data.reuses',
    what: 'open-data.around.personal-data',
    why: 'open-data.around.personal-data.why',
    kept: { key: 'open-data.around.personal-data.kept' },
    erased: 'open-data.around.personal-data.erased',
    export: (ctx, mailboxId) => proposedBy(ctx.db, mailboxId),
    erase: (tx, mailboxId) => forgetAuthor(tx, mailboxId),
  },
]
