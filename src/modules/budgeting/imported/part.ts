import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { importedBeside } from './in-list.ts'
import { importVotes } from './permissions.ts'

/** Votes of elsewhere, from files of Pabulib. */
export const imported: Part = {
  endpoints,
  permissions: [importVotes],
  besideProcesses: [importedBeside],
  workspace: [
    {
      path: '/work/imported-votes',
      label: 'budgeting.imported.desk',
      about: 'budgeting.imported.desk.lead',
      permission: importVotes,
    },
  ],
}
