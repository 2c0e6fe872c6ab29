import type {} from '#commons/access/permit.ts'
import type {} from '#commons/ledger/entry-kinds.ts'
import type {} from '#commons/work/workspace.ts'
import { defineModule } from '#kernel/module.ts'
import { commentNews } from './comment-news.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { answerComments, moderateComments } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { countQueue } from './show-queue.ts'

export default defineModule({
  name: 'discussion',
  endpoints,
  workspace: [
    {
      path: '/work/comments',
      label: 'discussion.queue',
      about: 'discussion.queue.about',
      permission: moderateComments,
      waiting: async (ctx) => ({ count: await countQueue(ctx) }),
    },
  ],
  permissions: [moderateComments, answerComments],
  personalData,
  ledgerEntries,
  news: [commentNews],
})
