import type { Part } from '#kernel/module.ts'
import { ownDataSubject } from './act-subject.ts'
import { ownDatasets } from './datasets.ts'
import { endpoints } from './endpoints.ts'
import { makeOwn } from './make-own.ts'
import { makeOwnData } from './permission.ts'
import { publishMade } from './publish-made.ts'
import { withoutConditions } from './settings.ts'
import { refusedNow } from './show-own-data.ts'

/** The platform's own data: declared by rooms, made once a day, published like any other. */
export const ownData: Part = {
  endpoints,
  ownDatasets,
  actSubjects: [ownDataSubject],
  permissions: [makeOwnData],
  settings: [withoutConditions],
  timers: [
    { name: 'open-data.make-own', everySeconds: 20, run: makeOwn },
    { name: 'open-data.publish-made', everySeconds: 5, run: publishMade },
  ],
  workspace: [
    {
      path: '/work/own-data',
      label: 'open-data.own-data.desk',
      about: 'open-data.own-data.desk.lead',
      permission: makeOwnData,
      waiting: refusedNow,
    },
  ],
}
