import type { ActSubject } from '#commons/audit/act-subjects.ts'
import type { PersonalData } from '#commons/people/data/personal-data.ts'
import type { Job } from '#kernel/jobs/jobs.ts'
import type { Part } from '#kernel/module.ts'
import { addressesOf, forgetAsker, harvestsBy } from './asker-store.ts'
import { endpoints } from './endpoints.ts'
import { harvestAnyData, harvestData } from './permissions.ts'
import { forgetOld, queueDue } from './queue-due.ts'
import { harvestJob } from './run-harvest.ts'
import { allSourcesWaiting, sourcesWaiting } from './show-sources.ts'

/** Who added a source and asked for a reading. Both stay; that it was this person is not told any more. */
const personalData: PersonalData = {
  name: 'open-data.harvests',
  what: 'open-data.harvest.personal-data',
  why: 'open-data.harvest.personal-data.why',
  kept: { key: 'open-data.harvest.personal-data.kept' },
  erased: 'open-data.harvest.personal-data.erased',
  export: (ctx, _mailboxId, accountId) => harvestsBy(ctx.db, accountId),
  erase: (tx, _mailboxId, accountId) => forgetAsker(tx, accountId),
}

const sourceSubject: ActSubject = {
  kind: 'open-data.harvest-source',
  label: 'open-data.harvest.act-subject',
  async find(ctx, ids) {
    const found = await addressesOf(ctx.db, ids)
    return new Map(found.map(({ id, address }) => [id, { name: address, path: `/work/data-sources/${id}` }]))
  },
}

/** Catalogues of others, read from time to time. */
export const harvest: Part = {
  endpoints,
  permissions: [harvestData, harvestAnyData],
  personalData: [personalData],
  actSubjects: [sourceSubject],
  jobs: [harvestJob as Job<never>],
  timers: [
    { name: 'open-data.harvest-due', everySeconds: 15, run: queueDue },
    { name: 'open-data.forget-harvests', everySeconds: 3_600, run: forgetOld },
  ],
  workspace: [
    {
      path: '/work/data-sources',
      label: 'open-data.harvest.desk',
      about: 'open-data.harvest.desk.lead',
      permission: harvestData,
      waiting: sourcesWaiting,
    },
    {
      path: '/work/data-sources',
      label: 'open-data.harvest.desk.all',
      about: 'open-data.harvest.desk.all.lead',
      permission: harvestAnyData,
      waiting: allSourcesWaiting,
    },
  ],
}
