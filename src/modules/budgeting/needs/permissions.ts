import type { Permission } from '#commons/access/permit.ts'

/** Enters needs from meetings of the own authority's processes, and groups needs under titles. */
export const gatherNeeds: Permission = { name: 'budgeting.needs', role: 'officer' }
