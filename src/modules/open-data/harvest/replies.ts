import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { logCodes } from './log-store.ts'
import { jobStates, schedules, sourceKinds } from './source.ts'

const Instant = Type.String({ description: 'Instant, RFC 3339' })
const JobState = Type.Enum([...jobStates])

const ofSource = {
  id: Type.String(),
  kind: Type.Enum([...sourceKinds]),
  address: Type.String(),
  institution: Type.String(),
  datasets: Type.Integer({ description: 'That stand here now' }),
  stoppedFor: nullable(Type.Enum(['lost', 'failing'], { description: 'Why it is not read until somebody has looked' })),
  schedule: Type.Enum([...schedules]),
  nextAt: nullable(Instant),
}

export const SourceList = Type.Object({
  everywhere: Type.Boolean({ description: 'Of all institutions' }),
  items: Type.Array(Type.Object({ ...ofSource, lastState: nullable(JobState), lastAt: nullable(Instant) })),
  next: nullable(Type.String()),
})
export type SourceList = Type.Static<typeof SourceList>

export const NewSourceView = Type.Object({
  institutions: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
})
export type NewSourceView = Type.Static<typeof NewSourceView>

const Counts = Type.Object({
  new: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  withdrawn: Type.Integer(),
  refused: Type.Integer(),
})

const JobView = Type.Object({
  run: Type.Integer(),
  state: JobState,
  /** In words. */
  failure: nullable(Type.String()),
  counts: Counts,
  whole: Type.Boolean(),
  bySchedule: Type.Boolean(),
  askedAt: Instant,
  startedAt: nullable(Instant),
  endedAt: nullable(Instant),
  cancelAsked: Type.Boolean(),
})
export type JobView = Type.Static<typeof JobView>

export const SourceView = Type.Object({
  ...ofSource,
  licence: nullable(Type.String()),
  lang: Type.Enum([...langs]),
  addedAt: Instant,
  ended: Type.Boolean(),
  active: nullable(Type.Integer({ description: 'The reading that waits or runs' })),
  jobs: Type.Array(JobView),
  next: nullable(Type.Integer({ description: 'For `before`' })),
})
export type SourceView = Type.Static<typeof SourceView>

export const JobPageView = Type.Object({
  source: Type.Object({ id: Type.String(), address: Type.String(), institution: Type.String() }),
  job: JobView,
  lines: Type.Array(
    Type.Object({
      at: Instant,
      code: Type.Enum([...logCodes]),
      text: Type.String({ description: 'In the reader’s language' }),
      dataset: nullable(Type.String({ description: 'Name of the dataset here' })),
    }),
  ),
  next: nullable(Type.Integer({ description: 'For `after`' })),
})
export type JobPageView = Type.Static<typeof JobPageView>

export const SourceAddress = Type.Object({ source: Type.String() })
export const JobAddress = Type.Object({ source: Type.String(), run: Type.Integer() })
