import type { Permission } from '#commons/access/permit.ts'

/** Answers quick ideas for the own authority. */
export const answerIdeas: Permission = { name: 'budgeting.answer', role: 'officer' }
