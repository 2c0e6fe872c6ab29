import type { Permission } from '#commons/access/permit.ts'

/** Reads ideas of a place and everything under it, and hides what breaks the rules. */
export const moderateIdeas: Permission = { name: 'budgeting.moderate', role: 'moderator' }
