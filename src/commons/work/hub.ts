import Type from 'typebox'
import { personOf, type RoleName, roles } from '#commons/access/permit.ts'
import { dayOf, daysBetween } from '#commons/lifecycle/plain-day.ts'
import { authoritiesById } from '#commons/organisations/authorities.ts'
import { Forbidden, Refusal } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { sayIfKnown } from '#kernel/i18n/translator.ts'
import { enterable } from './enterable.ts'
import type { Workspace } from './workspace.ts'

const WorkspaceView = Type.Object({
  path: Type.String(),
  label: Type.String(),
  about: Type.String({ description: 'What one does there' }),
  waiting: nullable(
    Type.Object(
      {
        count: Type.Integer({ description: 'Everything that waits, also what is late' }),
        overdue: Type.Integer(),
        dueOn: nullable(Type.String({ description: 'The nearest last day that has not passed, YYYY-MM-DD' })),
        daysLeft: nullable(Type.Integer({ description: 'Calendar days until then' })),
      },
      { description: 'Null where nothing can wait' },
    ),
  ),
})
type WorkspaceView = Type.Static<typeof WorkspaceView>

export const HubView = Type.Object({
  waiting: Type.Integer({ description: 'In all workspaces together' }),
  overdue: Type.Integer(),
  roles: Type.Array(
    Type.Object({
      role: Type.Enum([...roles]),
      of: Type.Array(Type.String(), { description: 'Names of the places or authorities' }),
      workspaces: Type.Array(WorkspaceView, { description: 'What is late first, then by the nearest last day' }),
    }),
  ),
})
export type HubView = Type.Static<typeof HubView>

/**
 * The workspaces that this viewer may enter, a role at a time: what is late first, then by the nearest last day.
 *
 * @throws SignInNeeded, Forbidden for citizens, 401 without second factor
 */
export async function showHub(ctx: Context): Promise<HubView> {
  const held = personOf(ctx).roles
  if (held.length === 0) throw new Forbidden()
  if (!ctx.viewer.secondFactor) throw new Refusal(401, { key: 'access.second-factor-needed' })
  const offered = enterable(ctx)
  const shown = await Promise.all(
    roles
      .filter((role) => held.some(({ name }) => name === role))
      .map(async (role) => {
        const own = offered.filter(({ permission }) => permission.role === role)
        const workspaces = await Promise.all(own.map((one) => workspaceView(ctx, one)))
        return { role, of: await namesOf(ctx, role), workspaces: workspaces.toSorted(byUrgency) }
      }),
  )
  const all = shown.flatMap(({ workspaces }) => workspaces.flatMap(({ waiting }) => waiting ?? []))
  return {
    waiting: all.reduce((sum, { count }) => sum + count, 0),
    overdue: all.reduce((sum, { overdue }) => sum + overdue, 0),
    roles: shown
      .filter(({ workspaces }) => workspaces.length > 0)
      .toSorted((a, b) => byUrgency(a.workspaces[0] as WorkspaceView, b.workspaces[0] as WorkspaceView)),
  }
}

async function workspaceView(ctx: Context, { path, label, about, waiting }: Workspace): Promise<WorkspaceView> {
  const t = ctx.translate(ctx.lang)
  const found = (await waiting?.(ctx)) ?? null
  const dueOn = found?.dueOn ?? null
  return {
    path,
    label: sayIfKnown(t, label) ?? path,
    about: sayIfKnown(t, about) ?? '',
    waiting: found && {
      count: found.count,
      overdue: found.overdue ?? 0,
      dueOn,
      daysLeft: dueOn === null ? null : daysBetween(dayOf(ctx.now, ctx.timeZone), dueOn),
    },
  }
}

/** Late before due, the nearest day before a later one, what waits before what is empty; else as the manifests have it. */
function byUrgency({ waiting: a }: WorkspaceView, { waiting: b }: WorkspaceView): number {
  return (
    Number((b?.overdue ?? 0) > 0) - Number((a?.overdue ?? 0) > 0) ||
    (a?.daysLeft ?? NO_TERM) - (b?.daysLeft ?? NO_TERM) ||
    Number((b?.count ?? 0) > 0) - Number((a?.count ?? 0) > 0)
  )
}
const NO_TERM = 1_000_000

async function namesOf(ctx: Context, role: RoleName): Promise<string[]> {
  const held = personOf(ctx).roles.filter(({ name }) => name === role)
  const places = held.flatMap(({ placeKey }) =>
    placeKey && ctx.places.find(placeKey) ? [ctx.places.name(placeKey, ctx.lang)] : [],
  )
  const authorities = await authoritiesById(
    ctx.db,
    held.flatMap(({ organisationId }) => organisationId ?? []),
  )
  return [...places, ...authorities.map(({ name }) => inLang(name, ctx.lang))]
}
