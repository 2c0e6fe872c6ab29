import Type from 'typebox'
import { administer } from '#commons/work/permission.ts'
import { form } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import type { Part } from '#kernel/module.ts'
import { askCheck, checkCountsJob } from './ask-check.ts'
import { RecountPage } from './pages/recount-page.tsx'
import { recountNew } from './recount-log.ts'
import { RecountView } from './replies.ts'
import { countDifferences, recountAlarms, showRecount } from './show-recount.ts'

const showRecountPage = page({
  name: 'showRecount',
  path: '/work/recount',
  audience: 'personal',
  reply: RecountView,
  load: showRecount,
  html: (reply, view) => RecountPage({ reply, view }),
  unlisted: true,
})

const postCheck = action({
  name: 'checkCounts',
  path: '/work/recount/checks',
  audience: 'personal',
  body: form({}),
  status: 202,
  reply: Type.Object({ asked: Type.Literal(true) }),
  run: (ctx) => askCheck(ctx),
  form: showRecountPage,
  done: () => '/work/recount',
})

export const recounting: Part = {
  endpoints: [showRecountPage, postCheck],
  // The mark beside a count is at most so much behind it.
  timers: [{ name: 'petitions.recount', everySeconds: 5, run: recountNew }],
  jobs: [checkCountsJob as never],
  workspace: [
    {
      path: '/work/recount',
      label: 'petitions.recount.title',
      about: 'petitions.recount.lead',
      permission: administer,
      waiting: async ({ db }) => ({ count: await countDifferences(db) }),
    },
  ],
  gauges: [
    {
      name: 'punte_petitions_recount_differences',
      help: 'Tables of petitions whose numbers do not agree with the public log.',
      about: 'petitions.recount.gauge',
      read: ({ db }) => countDifferences(db),
    },
  ],
  alarms: [recountAlarms],
}
