import type { Permission } from '#commons/access/permit.ts'

/** Adds votes of elsewhere from their files, and takes one's own away. */
export const importVotes: Permission = { name: 'budgeting.import', role: 'officer' }

/** Takes away what others imported. */
export const withdrawAnyImport: Permission = { name: 'budgeting.withdraw-import', role: 'administrator' }
