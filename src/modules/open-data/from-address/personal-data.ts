import type { PersonalData } from '#commons/people/data/personal-data.ts'
import { forgetSetter, setBy } from './setter-store.ts'

/** Which addresses an officer gave for files. They stay the institution's; who gave them is no longer said. */
export const personalData: PersonalData[] = [
  {
    name: 'open-data.file-addresses',
    what: 'open-data.from-address.personal-data',
    why: 'open-data.from-address.personal-data.why',
    kept: { key: 'open-data.from-address.personal-data.kept' },
    erased: 'open-data.from-address.personal-data.erased',
    export: (ctx, _mailboxId, accountId) => setBy(ctx.db, accountId),
    erase: (tx, _mailboxId, accountId) => forgetSetter(tx, accountId),
  },
]
