import type { Permission } from '#commons/access/permit.ts'

/** Sees how the platform's own data is made, and has it made at once. */
export const makeOwnData: Permission = { name: 'open-data.make-own', role: 'administrator' }
