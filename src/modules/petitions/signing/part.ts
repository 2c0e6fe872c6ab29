import { houseSettings } from '#commons/settings/house-settings.ts'
import type { Part } from '#kernel/module.ts'
import { accountEndpoints } from './account-endpoints.ts'
import { closeDuePetitions } from './close-petitions.ts'
import { foldCounts } from './fold-counts.ts'
import { forgetNames } from './forget-names.ts'
import { forgetRequests } from './forget-requests.ts'
import { mailEndpoints } from './mail-endpoints.ts'
import { organisationEndpoints } from './organisation-endpoints.ts'
import { receiptMailEndpoints } from './receipt-mail-endpoints.ts'
import { removingOrganisations } from './remove-organisation.ts'
import { namesDays } from './settings.ts'

export const signing: Part = {
  endpoints: [...mailEndpoints, ...accountEndpoints, ...receiptMailEndpoints, ...organisationEndpoints],
  timers: [
    { name: 'petitions.fold-counts', everySeconds: 2, run: foldCounts },
    { name: 'petitions.forget-requests', everySeconds: 3600, run: forgetRequests },
  ],
  // Every hour: local midnight is another hour of UTC in summer, and an hour that was missed is made up by the next.
  jobs: [
    {
      name: 'petitions.close-due',
      schedule: '1 * * * *',
      repeat: 'closes only what is still open',
      run: (services) => closeDuePetitions(services),
    },
    {
      name: 'petitions.forget-names',
      schedule: '31 * * * *',
      repeat: 'goes on where it stopped',
      run: (services) => forgetNames(services),
    },
  ],
  settings: [namesDays, ...houseSettings],
  permissions: [removingOrganisations],
  workspace: [
    {
      path: '/work/supporting-organisations',
      label: 'petitions.signing.to-check.title',
      about: 'petitions.signing.to-check.lead',
      permission: removingOrganisations,
    },
  ],
}
