import type { Permission } from '#commons/access/permit.ts'

/** Answers wishes for data of the own institution, and those that name none. */
export const answerWishes: Permission = { name: 'open-data.answer-wishes', role: 'officer' }
/** Hides wishes that break the rules, of a place and everything under it. */
export const moderateWishes: Permission = { name: 'open-data.moderate-wishes', role: 'moderator' }
