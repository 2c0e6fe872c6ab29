import { may } from '#commons/access/permit.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Workspace } from './workspace.ts'

/** The workspaces that this viewer may enter. One entry a path: two roles may lead to the same workspace. */
export function enterable(ctx: Context): Workspace[] {
  const entered = ctx.manifests
    .flatMap((manifest) => manifest.workspace ?? [])
    .filter(({ permission }) => may(ctx, permission))
  return entered.filter(({ path }, at) => entered.findIndex((other) => other.path === path) === at)
}
