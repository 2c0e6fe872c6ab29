import type {} from '#commons/audit/act-subjects.ts'
import type {} from '#commons/datasets/dataset.ts'
import type {} from '#commons/demo/tour/step.ts'
import type {} from '#commons/notices/notices.ts'
import type {} from '#commons/work/workspace.ts'
import type {} from '#kernel/health.ts'
import type {} from '#kernel/metrics/metrics.ts'
import type { Manifest } from '#kernel/module.ts'

/** What one part of the room brings to its manifest. */
export type Part = Pick<
  Manifest,
  | 'endpoints'
  | 'jobs'
  | 'timers'
  | 'settings'
  | 'permissions'
  | 'publicDatasets'
  | 'personalData'
  | 'seed'
  | 'tour'
  | 'workspace'
  | 'notices'
  | 'gauges'
  | 'actSubjects'
  | 'alarms'
>
