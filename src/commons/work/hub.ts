import Type from 'typebox'
import { may, personOf } from '#commons/access/permit.ts'
import { Forbidden, Refusal } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { sayIfKnown } from '#kernel/i18n/translator.ts'
import { roomTitle } from './room-title.ts'
import type { Workspace } from './workspace.ts'

export const HubView = Type.Object({
  rooms: Type.Array(
    Type.Object({
      room: Type.String(),
      title: Type.String(),
      workspaces: Type.Array(
        Type.Object({
          path: Type.String(),
          label: Type.String(),
          waiting: Type.Union([Type.Integer(), Type.Null()], {
            description: 'Things that wait; null where nothing does',
          }),
        }),
      ),
    }),
  ),
})
export type HubView = Type.Static<typeof HubView>

/** The workspaces this viewer may enter. @throws SignInNeeded, Forbidden for citizens, 401 without second factor */
export async function showHub(ctx: Context): Promise<HubView> {
  if (personOf(ctx).roles.length === 0) throw new Forbidden()
  if (!ctx.viewer.secondFactor) throw new Refusal(401, { key: 'access.second-factor-needed' })
  const rooms = ctx.manifests.map((manifest) => ({ manifest, workspaces: enterable(ctx, manifest.workspace ?? []) }))
  const t = ctx.translate(ctx.lang)
  return {
    rooms: await Promise.all(
      rooms
        .filter(({ workspaces }) => workspaces.length > 0)
        .map(async ({ manifest, workspaces }) => ({
          room: manifest.name,
          title: roomTitle(t, manifest),
          workspaces: await Promise.all(
            workspaces.map(async ({ path, label, waiting }) => ({
              path,
              label: sayIfKnown(t, label) ?? path,
              waiting: (await waiting?.(ctx)) ?? null,
            })),
          ),
        })),
    ),
  }
}

/** One entry a path: two roles may lead to the same workspace. */
function enterable(ctx: Context, workspaces: Workspace[]): Workspace[] {
  const entered = workspaces.filter(({ permission }) => may(ctx, permission))
  return entered.filter(({ path }, at) => entered.findIndex((other) => other.path === path) === at)
}
