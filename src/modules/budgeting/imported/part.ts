import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { importedBeside } from './in-list.ts'
import { importVotes, withdrawAnyImport } from './permissions.ts'

/** Votes of elsewhere, from files of Pabulib. */
export const imported: Part = {
  endpoints,
  permissions: [importVotes, withdrawAnyImport],
  besideProcesses: [importedBeside],
  workspace: [
    {
      path: '/work/imported-votes',
      label: 'budgeting.imported.desk',
      about: 'budgeting.imported.desk.lead',
      permission: importVotes,
    },
    {
      path: '/work/all-imported-votes',
      label: 'budgeting.imported.every',
      about: 'budgeting.imported.every.lead',
      permission: withdrawAnyImport,
    },
  ],
}
