import type { Part } from '#kernel/module.ts'
import { uploadData } from '../ingest/permissions.ts'
import { endpoints } from './endpoints.ts'
import { fetchDue } from './fetch-due.ts'
import { personalData } from './personal-data.ts'
import { publishUnsent } from './publish-unsent.ts'
import { addressesWaiting } from './show-address.ts'

/** Files that are fetched from an address, once or again and again. */
export const fromAddress: Part = {
  endpoints,
  personalData,
  workspace: [
    {
      path: '/work/data-addresses',
      label: 'open-data.from-address.desk',
      about: 'open-data.from-address.desk.lead',
      permission: uploadData,
      waiting: addressesWaiting,
    },
  ],
  timers: [
    { name: 'open-data.fetch-addresses', everySeconds: 20, run: (services, stopping) => fetchDue(services, stopping) },
    { name: 'open-data.publish-unsent', everySeconds: 5, run: publishUnsent },
  ],
}
