import { countHeldRoles, type HeldRole, heldRoles } from '#commons/access/held-roles.ts'
import { permit, type RoleName } from '#commons/access/permit.ts'
import { currentAuthorities } from '#commons/organisations/authorities.ts'
import { whoHasSecondFactor } from '#commons/people/who-has-second-factor.ts'
import { allPlaceChoices } from '#commons/places/choices.ts'
import { placeLabel } from '#commons/places/label.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { grantRoles } from '../permission.ts'
import type { EndRoleView, GrantView, RoleList, RoleView } from './replies.ts'

const PAGE = 50

/** Who acts in whose name. */
export async function showRoles(
  ctx: Context,
  query: { role: RoleName | null; ended: boolean; after: string | null },
): Promise<RoleList> {
  permit(ctx, grantRoles)
  const after = query.after === null ? null : readCursor(query.after)
  const [rows, total] = await Promise.all([
    heldRoles(ctx.db, { ...query, after, limit: PAGE + 1 }),
    countHeldRoles(ctx.db),
  ])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    items: await roleViews(ctx, shown),
    total,
    next: rows.length > PAGE && last ? writeCursor(last) : null,
    ...query,
  }
}

export async function showGrant(ctx: Context): Promise<GrantView> {
  permit(ctx, grantRoles)
  const authorities = await currentAuthorities(ctx.db)
  return {
    places: allPlaceChoices(ctx),
    authorities: authorities.map(({ slug, name }) => ({ slug, name: inLang(name, ctx.lang) })),
  }
}

/** One role, to be ended. */
export async function showRole(ctx: Context, { id }: { id: string }): Promise<EndRoleView> {
  permit(ctx, grantRoles)
  const [row] = await heldRoles(ctx.db, { id, role: null, ended: null, after: null, limit: 1 })
  if (!row) throw new NotFound()
  const [role] = await roleViews(ctx, [row])
  return { role: role as RoleView }
}

async function roleViews(ctx: Context, rows: HeldRole[]): Promise<RoleView[]> {
  const confirmed = await whoHasSecondFactor(
    ctx.db,
    rows.map(({ accountId }) => accountId),
  )
  return rows.map((row) => ({
    id: row.id,
    accountId: row.accountId,
    name: row.name,
    address: shortened(row.address),
    role: row.role,
    place:
      row.placeKey && ctx.places.find(row.placeKey) ? { key: row.placeKey, name: placeLabel(ctx, row.placeKey) } : null,
    authority: row.slug && row.authority ? { slug: row.slug, name: inLang(row.authority, ctx.lang) } : null,
    grantedAt: row.at.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    secondFactor: confirmed.has(row.accountId),
  }))
}

/** 'ion.rusu@primaria.md' → 'i…@primaria.md'. */
function shortened(address: string | null): string {
  if (address === null) return ''
  const at = address.lastIndexOf('@')
  return `${[...address][0]}…${address.slice(at)}`
}
