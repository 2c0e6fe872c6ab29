import { defineModule } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { changeSettings } from './permission.ts'

export default defineModule({
  name: 'settings',
  endpoints,
  permissions: [changeSettings],
  workspace: [
    { path: '/work/settings', label: 'settings.desk.title', about: 'settings.desk.lead', permission: changeSettings },
  ],
})
