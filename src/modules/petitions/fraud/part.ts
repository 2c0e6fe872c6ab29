import type { Part } from '#kernel/module.ts'
import { moderatePetitions } from '../moderation/permissions.ts'
import { endpoints } from './endpoints.ts'
import { forgetTraces } from './forget-traces.ts'
import { tracesData } from './personal-data.ts'
import { lapseHolds } from './release-hold.ts'
import { restoreJob, setAsideJob } from './run-invalidation.ts'
import { heldOverDomain, heldOverSource, holdDays, largeProviders } from './settings.ts'
import { holdsWaiting } from './show-desk.ts'
import { TELL_HELD_SECONDS, tellHeld } from './tell-held.ts'
import { watchSources } from './watch-sources.ts'

export const fraud: Part = {
  endpoints,
  jobs: [
    setAsideJob as never,
    restoreJob as never,
    {
      name: 'petitions.watch-sources',
      schedule: '3 * * * *',
      repeat: 'an hour is written once',
      run: (services) => watchSources(services),
    },
    {
      name: 'petitions.lapse-holds',
      schedule: '17 * * * *',
      repeat: 'closes only what is still open',
      run: (services) => lapseHolds(services),
    },
    {
      name: 'petitions.forget-traces',
      schedule: '41 1 * * *',
      repeat: 'goes on where it stopped',
      run: (services) => forgetTraces(services),
    },
  ],
  timers: [{ name: 'petitions.tell-held', everySeconds: TELL_HELD_SECONDS, run: tellHeld }],
  settings: [heldOverSource, heldOverDomain, holdDays, largeProviders],
  workspace: [
    {
      path: '/work/fraud',
      label: 'petitions.fraud.title',
      about: 'petitions.fraud.lead',
      permission: moderatePetitions,
      waiting: holdsWaiting,
    },
  ],
  personalData: [tracesData],
}
