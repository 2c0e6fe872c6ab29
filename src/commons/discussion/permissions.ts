import type { Permission } from '#commons/access/permit.ts'

/** Looks at what readers reported and what was held, of a place and everything under it, and decides. */
export const moderateComments: Permission = { name: 'discussion.moderate', role: 'moderator' }

/** Answers in the name of the authority that the subject belongs to. */
export const answerComments: Permission = { name: 'discussion.answer', role: 'officer' }
