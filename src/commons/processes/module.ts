import type {} from '#commons/access/permit.ts'
import type {} from '#commons/ledger/entry-kinds.ts'
import type {} from '#commons/work/workspace.ts'
import { defineModule } from '#kernel/module.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { runProcesses } from './permissions.ts'
import { turnPhases } from './turn-phases.ts'

export default defineModule({
  name: 'processes',
  permissions: [runProcesses],
  timers: [{ name: 'processes.turn-phases', everySeconds: 20, run: turnPhases }],
  ledgerEntries,
})
