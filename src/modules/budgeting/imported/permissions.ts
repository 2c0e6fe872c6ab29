import type { Permission } from '#commons/access/permit.ts'

/** Adds votes of elsewhere from their files. */
export const importVotes: Permission = { name: 'budgeting.import', role: 'officer' }
