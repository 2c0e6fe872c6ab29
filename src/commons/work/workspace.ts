import type { Permission } from '#commons/access/permit.ts'
import type { Context } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

/** A place where officials work, offered at /work to those who have the permission. */
export interface Workspace {
  path: string
  label: MessageKey
  permission: Permission
  /** How many things wait there for this viewer. */
  waiting?(ctx: Context): Promise<number>
}

declare module '#kernel/module.ts' {
  interface Manifest {
    workspace?: Workspace[]
  }
}
