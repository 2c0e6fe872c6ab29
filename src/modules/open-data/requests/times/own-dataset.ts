import { column, ownDataset } from '#commons/datasets/dataset.ts'
import { type ResponseTimes, responseTimes } from './response-times.ts'

/** What is guarded already: numbers of quarters that are over and of enough people, which never change. */
export const requestTimes = ownDataset<ResponseTimes>('data-request-times', {
  title: 'open-data.requests.times.own',
  about: 'open-data.requests.times.own.about',
  keywords: 'open-data.requests.times.own.keywords',
  themes: ['GOVE'],
  key: ['quarter', 'kind', 'institution'],
  columns: [
    column('quarter', 'code', 'open-data.requests.times.column.quarter', ({ quarter }) => quarter),
    column('kind', 'code', 'open-data.requests.times.column.kind', ({ kind }) => kind),
    column('institution', 'code', 'open-data.requests.times.column.institution', ({ institution }) =>
      institution === null ? 'all' : institution.slug,
    ),
    column('answered', 'integer', 'open-data.requests.times.column.answered', ({ answered }) => answered),
    column('median_days', 'integer', 'open-data.requests.times.column.median', ({ medianDays }) => medianDays),
    column(
      'in_time_at_least',
      'integer',
      'open-data.requests.times.column.in-time',
      ({ inTimeAtLeast }) => inTimeAtLeast,
    ),
  ],
  async *rows(ctx) {
    const { rows } = await responseTimes(ctx)
    // The oldest first, so that a new quarter is added at the end.
    yield* rows.toReversed()
  },
})
