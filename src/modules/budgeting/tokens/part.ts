import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { tendIssuers } from './issuer.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { personalData } from './personal-data.ts'
import { watchScripts } from './tell-scripts.ts'

export const tokens: Part = {
  endpoints,
  ledgerEntries,
  personalData,
  timers: [
    { name: 'budgeting.tend-issuers', everySeconds: 60, run: tendIssuers },
    { name: 'budgeting.watch-ballot-scripts', everySeconds: 20, run: watchScripts },
  ],
}
