import { type Permission, permit, type Role } from '#commons/access/permit.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { sayIfKnown, type Translate } from '#kernel/i18n/translator.ts'

/** What a program may do for an institution. */
export interface Scope {
  /** `<room>:<what>` */
  name: string
  permissions: Permission[]
}

/** Scopes that this person may lend a token: one of their roles may do something of each. */
export function scopesOf({ manifests, viewer: { roles = [] } }: Context): Scope[] {
  const lendable = manifests
    .flatMap(({ permissions = [] }) => permissions)
    .filter(({ scope, role }) => scope && roles.some(({ name }) => name === role))
  return [...Map.groupBy(lendable, ({ scope }) => scope as string)]
    .map(([name, permissions]) => ({ name, permissions }))
    .toSorted((a, b) => (a.name < b.name ? 1 : -1))
}

/**
 * The role by which somebody lends scopes to a token, after the second factor.
 *
 * @returns null for a scope that is none of theirs
 * @throws Refusal 401 access.second-factor-needed
 */
export function roleToLend(ctx: Context, names: string[]): Role | null {
  if (!ctx.viewer.secondFactor) throw new Refusal(401, { key: 'access.second-factor-needed' })
  const own = scopesOf(ctx)
  const lent = names.map((name) => own.find((scope) => scope.name === name)?.permissions[0])
  const [first] = lent
  return first && lent.every(Boolean) ? permit(ctx, first).role : null
}

/** The messages `<room>.scope.<what>` and `<room>.scope.<what>.hint`. */
export function scopeInWords(t: Translate, name: string): { label: string; hint: string | null } {
  const key = name.replace(':', '.scope.')
  return { label: sayIfKnown(t, key) ?? name, hint: sayIfKnown(t, `${key}.hint`) }
}
