import { ownDatasets as placesOwn } from '#commons/places/own-dataset.ts'
import { defineModule } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { ownDatasets } from './own-dataset.ts'
import { changeAuthorities } from './permission.ts'

export default defineModule({
  name: 'organisations',
  endpoints,
  permissions: [changeAuthorities],
  // Places have no pages and so no manifest of their own.
  ownDatasets: [...ownDatasets, ...placesOwn],
  workspace: [
    {
      path: '/work/authorities',
      label: 'organisations.desk.title',
      about: 'organisations.desk.lead',
      permission: changeAuthorities,
    },
  ],
})
