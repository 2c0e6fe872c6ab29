import { defineModule } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { readAudit } from './permission.ts'

export default defineModule({
  name: 'audit',
  endpoints,
  permissions: [readAudit],
  workspace: [{ path: '/work/audit', label: 'audit.title', about: 'audit.lead', permission: readAudit }],
})
