import type { Lang } from '#kernel/i18n/lang.ts'

export const stances = ['for', 'against', 'question'] as const
export type Stance = (typeof stances)[number]

export type CommentState = 'shown' | 'held' | 'hidden' | 'removed'

/** What readers report. */
export const flagReasons = ['personal-data', 'insult', 'threat', 'child', 'advertising', 'off-topic', 'other'] as const
export type FlagReason = (typeof flagReasons)[number]

/** Why a comment is hidden: a closed list, public in the comment's place. */
export const hidingReasons = ['personal-data', 'insult', 'threat', 'child', 'advertising', 'off-topic'] as const
export type HidingReason = (typeof hidingReasons)[number]

export interface Comment {
  id: string
  subjectKind: string
  subjectId: string
  subjectNumber: number
  placeKey: string
  parentId: string | null
  stance: Stance | null
  state: CommentState
  lang: Lang
  markdown: string | null
  html: string | null
  salt: Buffer | null
  authorMailboxId: string | null
  authorName: string | null
  authorityId: string | null
  answers: number
  useful: number
  flagged: boolean
  waitingSince: Date | null
  hiddenReason: HidingReason | null
  /** Account of the moderator who hid it. */
  hiddenBy: string | null
  appealText: string | null
  appealedAt: Date | null
  appealDecidedAt: Date | null
  /** Its author asked that the authority be told of it. */
  tellsAuthority: boolean
  createdAt: Date
  editedAt: Date | null
}

/** Its author changes a comment until somebody answered or reported it: nobody finds other words than those they answered. */
export function mayEdit({ state, answers, flagged }: Pick<Comment, 'state' | 'answers' | 'flagged'>): boolean {
  return (state === 'shown' || state === 'held') && answers === 0 && !flagged
}
