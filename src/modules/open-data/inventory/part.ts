import type { Part } from '#kernel/module.ts'
import { holdingSubject } from './act-subject.ts'
import { endpoints } from './endpoints.ts'
import { keepInventory } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { holdingsOverdue } from './show-desk.ts'

/** What institutions hold, and when it is open or why not. */
export const inventory: Part = {
  endpoints,
  permissions: [keepInventory],
  personalData,
  actSubjects: [holdingSubject],
  workspace: [
    {
      path: '/work/data-inventory',
      label: 'open-data.inventory.desk',
      about: 'open-data.inventory.desk.lead',
      permission: keepInventory,
      waiting: holdingsOverdue,
    },
  ],
}
