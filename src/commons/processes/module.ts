import type {} from '#commons/access/permit.ts'
import type {} from '#commons/audit/act-subjects.ts'
import type {} from '#commons/home/offer.ts'
import type {} from '#commons/ledger/entry-kinds.ts'
import type {} from '#commons/work/workspace.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import { defineModule } from '#kernel/module.ts'
import { processSubject } from './act-subject.ts'
import { endpoints } from './endpoints.ts'
import { processesToFollow, processNews } from './following.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { openNow } from './open-now.ts'
import { runProcesses } from './permissions.ts'
import { makeRehearsalJob, tendRequests } from './rehearsal/make-rehearsal.ts'
import { rehearsalVeil } from './rehearsal/veil.ts'
import { endpoints as rollEndpoints } from './roll/endpoints.ts'
import { forgetRolls } from './roll/forget-rolls.ts'
import { ledgerEntries as rollEntries } from './roll/ledger-entries.ts'
import { personalData } from './roll/personal-data.ts'
import { turnPhases } from './turn-phases.ts'

export default defineModule({
  name: 'processes',
  nav: [{ path: '/processes', label: 'processes.nav' }],
  endpoints: [...endpoints, ...rollEndpoints],
  veils: [rehearsalVeil],
  workspace: [
    { path: '/work/processes', label: 'processes.desk.title', about: 'processes.desk.about', permission: runProcesses },
  ],
  permissions: [runProcesses],
  timers: [
    { name: 'processes.turn-phases', everySeconds: 20, run: turnPhases },
    { name: 'processes.tend-rehearsals', everySeconds: 60, run: tendRequests },
  ],
  ledgerEntries: [...ledgerEntries, ...rollEntries],
  personalData,
  jobs: [
    makeRehearsalJob as Job<never>,
    {
      name: 'processes.forget-rolls',
      schedule: '30 2 * * *',
      repeat: 'takes only what is still there',
      run: forgetRolls,
    },
  ],
  actSubjects: [processSubject],
  home: [openNow],
  followable: [processesToFollow],
  news: [processNews],
})
