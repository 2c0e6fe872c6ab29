import { checkbox, choice, form, optional, text } from '#kernel/forms/fields.ts'
import { idInPath, numberInPath } from '#kernel/forms/path-fields.ts'
import { flagReasons, hidingReasons, stances } from './comment.ts'

const kind = text({ max: 40, pattern: /^[a-z]+(-[a-z]+)*$/, wrong: 'kernel.not-found' })
const words = text({ max: 2_000, min: 2, lines: true, missing: 'discussion.text.missing' })

export const bySubject = form({ kind, number: numberInPath() })
export const byComment = form({ kind, number: numberInPath(), comment: idInPath() })
export const byId = form({ comment: idInPath() })

export const sorts = ['useful', 'new'] as const
export type Sort = (typeof sorts)[number]

export const listQuery = form({
  sort: optional(choice(sorts)),
  stance: optional(choice(stances)),
  after: optional(text({ max: 200 })),
})
export const afterQuery = form({ after: optional(text({ max: 200 })) })

export const commentForm = form({
  stance: choice(stances, 'discussion.stance.missing'),
  text: words,
  showName: checkbox(),
  tellAuthority: checkbox(),
})
export const answerForm = form({
  text: words,
  showName: checkbox(),
  asAuthority: checkbox(),
  tellAuthority: checkbox(),
})
export const textForm = form({ text: words })
export const flagForm = form({ reason: choice(flagReasons) })
export const appealForm = form({ text: text({ max: 1_000, min: 10, lines: true, missing: 'discussion.text.missing' }) })
export const appealDecisionForm = form({ decision: choice(['uphold', 'restore']) })
export const hidingForm = form({ reason: choice(hidingReasons) })
