import { defineModule } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { changeAuthorities } from './permission.ts'

export default defineModule({
  name: 'organisations',
  endpoints,
  permissions: [changeAuthorities],
  workspace: [
    {
      path: '/work/authorities',
      label: 'organisations.desk.title',
      about: 'organisations.desk.lead',
      permission: changeAuthorities,
    },
  ],
})
