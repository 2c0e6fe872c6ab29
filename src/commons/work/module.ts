import { nextIndex } from '#commons/ledger/next-index.ts'
import { defineModule } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { waitedData } from './letters/personal-data.ts'
import { waitingInDigests } from './letters/setting.ts'
import { waitingNews } from './letters/waiting-news.ts'
import { waitingToFollow } from './letters/waiting-to-follow.ts'
import { administer, grantRoles } from './permission.ts'

export default defineModule({
  name: 'work',
  endpoints,
  permissions: [grantRoles, administer],
  settings: [waitingInDigests],
  personalData: [waitedData],
  followable: [waitingToFollow],
  news: [waitingNews],
  workspace: [
    { path: '/work/roles', label: 'work.roles.title', about: 'work.roles.lead', permission: grantRoles },
    {
      path: '/work/permissions',
      label: 'work.permissions.title',
      about: 'work.permissions.lead',
      permission: administer,
    },
    {
      path: '/work/health',
      label: 'work.health.title',
      about: 'work.health.lead',
      permission: administer,
      waiting: async (ctx) => {
        const { failedMails, failedJobs, alarms } = await ctx.health()
        return { count: failedMails + failedJobs + alarms.length }
      },
    },
  ],
  gauges: [
    {
      name: 'punte_ledger_next_index',
      help: 'Entries of the public log.',
      about: 'work.gauge.entries',
      read: ({ db }) => nextIndex(db),
    },
  ],
})
