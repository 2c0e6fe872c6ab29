import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { forgetSender, uploadsOf } from './sender-store.ts'

/** Which files an officer sent. The files are the institution's; who sent them is no longer said. */
export const personalData: PersonalData[] = [
  {
    name: 'open-data.uploads',
    what: 'open-data.ingest.personal-data.uploads',
    why: 'open-data.ingest.personal-data.uploads.why',
    kept: { key: 'open-data.ingest.personal-data.uploads.long' },
    erased: 'open-data.ingest.personal-data.uploads.erased',
    export: (ctx, _mailboxId, accountId) => uploadsOf(ctx.db, accountId),
    erase: (tx, _mailboxId, accountId) => forgetSender(tx, accountId),
  },
]
