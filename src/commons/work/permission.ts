import type { Permission } from '#commons/access/permit.ts'

/** See how the house runs, and who may do what in it. */
export const administer: Permission = { name: 'work.administer', role: 'administrator' }
/** Give roles and end them. */
export const grantRoles: Permission = { name: 'work.grant-roles', role: 'administrator' }
