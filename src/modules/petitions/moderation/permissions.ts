import type { Permission } from '#commons/access/permit.ts'

/** Reads the queue of a place and everything under it, and decides. */
export const moderatePetitions: Permission = { name: 'petitions.moderate', role: 'moderator' }
