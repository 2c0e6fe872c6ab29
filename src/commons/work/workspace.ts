import type { Permission } from '#commons/access/permit.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

/** What waits in a workspace for one official. */
export interface Waiting {
  /** Everything that waits, also what is late. */
  count: number
  /** How much of it is past its last day; 0 where nothing has one. */
  overdue?: number
  /** The nearest last day that has not passed. */
  dueOn?: PlainDay | null
}

/** A place where officials work, offered at /work to those who have the permission. */
export interface Workspace {
  path: string
  label: MessageKey
  /** One sentence: what one does there. */
  about: MessageKey
  permission: Permission
  /** What waits there for this viewer; null when nothing there can wait for them. */
  waiting?(ctx: Context): Promise<Waiting | null>
  /** Its room writes to officials of what waits there itself: digests leave it out. */
  ownLetters?: true
}

declare module '#kernel/module.ts' {
  interface Manifest {
    workspace?: Workspace[]
  }
}
