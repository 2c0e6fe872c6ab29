import { sql } from 'kysely'
import type { Role } from '#commons/access/permit.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang, type Localised } from '#kernel/i18n/lang.ts'

/** Roles as people say them: "Moderator: Chișinău", "Officer of an authority: Bălți City Hall". */
export async function rolesInWords(ctx: Context, roles: Role[]): Promise<string[]> {
  const t = ctx.translate(ctx.lang)
  const names = await organisationNames(ctx, roles)
  return roles.map((role) => {
    const of = role.placeKey
      ? ctx.places.name(role.placeKey, ctx.lang)
      : role.organisationId && names.get(role.organisationId)
    const word = t(`access.role.${role.name}`)
    return of ? t('people.role-of', { role: word, of }) : word
  })
}

async function organisationNames(ctx: Context, roles: Role[]): Promise<Map<string, string>> {
  const ids = roles.flatMap(({ organisationId }) => organisationId ?? [])
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: Localised }>`
    SELECT id, name FROM organisations.organisation WHERE id = ANY(${ids}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ id, name }) => [id, inLang(name, ctx.lang)]))
}
