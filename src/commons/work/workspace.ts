import type { Permission } from '#commons/access/permit.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

export interface Workspace {
  path: string
  label: MessageKey
  permission: Permission
}

declare module '#kernel/module.ts' {
  interface Manifest {
    workspace?: Workspace[]
  }
}
