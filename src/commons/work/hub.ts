import Type from 'typebox'
import { may, personOf } from '#commons/access/permit.ts'
import { Forbidden, Refusal } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { sayIfKnown } from '#kernel/i18n/translator.ts'
import type { Manifest } from '#kernel/module.ts'
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
  const t = ctx.translate(ctx.lang)
  return {
    rooms: await Promise.all(
      groups(ctx).map(async ({ room, title, workspaces }) => ({
        room,
        title,
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

/** Rooms that people visit stand for themselves, first; what runs the house stands together. */
function groups(ctx: Context): { room: string; title: string; workspaces: Workspace[] }[] {
  const t = ctx.translate(ctx.lang)
  const [rooms, house] = [true, false].map((visited) =>
    ctx.manifests.filter((manifest) => (manifest.nav !== undefined) === visited),
  ) as [Manifest[], Manifest[]]
  const enterableIn = (manifests: Manifest[]) =>
    enterable(
      ctx,
      manifests.flatMap((manifest) => manifest.workspace ?? []),
    )
  return [
    ...rooms.map((manifest) => ({
      room: manifest.name,
      title: roomTitle(t, manifest),
      workspaces: enterableIn([manifest]),
    })),
    { room: 'work', title: t('work.room-title'), workspaces: enterableIn(house) },
  ].filter(({ workspaces }) => workspaces.length > 0)
}

/** One entry a path: two roles may lead to the same workspace. */
function enterable(ctx: Context, workspaces: Workspace[]): Workspace[] {
  const entered = workspaces.filter(({ permission }) => may(ctx, permission))
  return entered.filter(({ path }, at) => entered.findIndex((other) => other.path === path) === at)
}
