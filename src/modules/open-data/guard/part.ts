import type { Part } from '#kernel/module.ts'
import { overseeData } from '../catalogue/permissions.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { confirmBasis, nameBasis } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { allBasesWaiting, basesWaiting } from './show-findings.ts'

/** Personal data in files: searched, judged, and kept from being published. */
export const guard: Part = {
  endpoints,
  ledgerEntries,
  permissions: [confirmBasis, nameBasis],
  personalData,
  workspace: [
    {
      path: '/work/data-to-confirm',
      label: 'open-data.guard.to-confirm',
      about: 'open-data.guard.to-confirm.lead',
      permission: confirmBasis,
      waiting: basesWaiting,
    },
    {
      path: '/work/all-data-to-confirm',
      label: 'open-data.guard.to-confirm',
      about: 'open-data.guard.to-confirm.all',
      permission: overseeData,
      waiting: allBasesWaiting,
    },
  ],
}
