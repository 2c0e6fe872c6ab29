import { defineModule } from '#kernel/module.ts'
import { blueprints } from './blueprints.ts'
import { demo } from './demo/part.ts'
import { ideas } from './ideas/part.ts'
import { ideasDiscussion } from './ideas-discussion.ts'
import { methods } from './methods.ts'
import { money } from './money/part.ts'
import type { Part } from './part.ts'
import { result } from './result/part.ts'
import { review } from './review/part.ts'
import { vote } from './vote/part.ts'

const parts: Part[] = [money, ideas, review, vote, result, demo]

export default defineModule({
  name: 'budgeting',
  methods,
  blueprints,
  discussable: [ideasDiscussion],
  endpoints: parts.flatMap((part) => part.endpoints ?? []),
  jobs: parts.flatMap((part) => part.jobs ?? []),
  timers: parts.flatMap((part) => part.timers ?? []),
  settings: parts.flatMap((part) => part.settings ?? []),
  permissions: parts.flatMap((part) => part.permissions ?? []),
  publicDatasets: parts.flatMap((part) => part.publicDatasets ?? []),
  workspace: parts.flatMap((part) => part.workspace ?? []),
  notices: parts.flatMap((part) => part.notices ?? []),
  personalData: parts.flatMap((part) => part.personalData ?? []),
  gauges: parts.flatMap((part) => part.gauges ?? []),
  alarms: parts.flatMap((part) => part.alarms ?? []),
  actSubjects: parts.flatMap((part) => part.actSubjects ?? []),
  ledgerEntries: parts.flatMap((part) => part.ledgerEntries ?? []),
  seed: parts.flatMap((part) => part.seed ?? []),
  tour: parts.flatMap((part) => part.tour ?? []),
})
