import type { Part } from '#kernel/module.ts'
import { describeData } from '../catalogue/permissions.ts'
import { seriesSubject } from './act-subject.ts'
import { endpoints } from './endpoints.ts'

/** Datasets that belong together, in their order. */
export const series: Part = {
  endpoints,
  actSubjects: [seriesSubject],
  workspace: [
    {
      path: '/work/data-series',
      label: 'open-data.series.desk',
      about: 'open-data.series.desk.lead',
      permission: describeData,
    },
  ],
}
