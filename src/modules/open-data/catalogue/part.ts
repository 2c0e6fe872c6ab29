import type { Part } from '#kernel/module.ts'
import { datasetSubject } from './act-subject.ts'
import { endpoints as describe } from './describe/endpoints.ts'
import { publishDue } from './describe/publish-due.ts'
import { allDatasetsWaiting, datasetsWaiting } from './describe/show-desk.ts'
import { endpoints as find } from './find/endpoints.ts'
import { freshIndex } from './find/fresh-index.ts'
import { newestData } from './home.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { describeData, overseeData, publishData } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { secondPerson } from './settings.ts'
import { endpoints as show } from './show/endpoints.ts'

/** Datasets and institutions, found, shown and described. */
export const catalogue: Part = {
  endpoints: [...find, ...show, ...describe],
  permissions: [describeData, publishData, overseeData],
  settings: [secondPerson],
  ledgerEntries,
  personalData,
  actSubjects: [datasetSubject],
  nav: [{ path: '/data', label: 'open-data.room' }],
  home: [newestData],
  workspace: [
    {
      path: '/work/data',
      label: 'open-data.catalogue.describe.desk',
      about: 'open-data.catalogue.describe.desk.lead',
      permission: describeData,
      waiting: datasetsWaiting,
    },
    {
      path: '/work/data-to-publish',
      label: 'open-data.catalogue.describe.waiting',
      about: 'open-data.catalogue.describe.waiting.lead',
      permission: overseeData,
      waiting: allDatasetsWaiting,
    },
  ],
  // Seconds for tens of thousands of datasets.
  warm: [({ db }) => freshIndex(db)],
  timers: [{ name: 'open-data.publish-due', everySeconds: 30, run: publishDue }],
}
