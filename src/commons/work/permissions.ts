import Type from 'typebox'
import { permit, type RoleName, roles } from '#commons/access/permit.ts'
import type { Context } from '#kernel/http/context.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { sayIfKnown, type Translate } from '#kernel/i18n/translator.ts'
import type { Manifest } from '#kernel/module.ts'
import { administer } from './permission.ts'
import { roomTitle } from './room-title.ts'

export const PermissionTable = Type.Object({
  rooms: Type.Array(
    Type.Object({
      room: Type.String(),
      title: Type.String(),
      permissions: Type.Array(
        Type.Object({
          name: Type.String(),
          words: Type.String(),
          roles: Type.Array(Type.Enum([...roles])),
          scope: nullable(Type.String({ description: 'Of tokens with which a program may do it' })),
        }),
      ),
    }),
  ),
})
export type PermissionTable = Type.Static<typeof PermissionTable>

export async function showPermissions(ctx: Context): Promise<PermissionTable> {
  permit(ctx, administer)
  return permissionTable(ctx.manifests, ctx.translate(ctx.lang))
}

/** Which role may do what, as the manifests say. */
export function permissionTable(manifests: readonly Manifest[], t: Translate): PermissionTable {
  const rooms = manifests.filter(({ permissions = [] }) => permissions.length > 0)
  return {
    rooms: rooms.map((manifest) => ({
      room: manifest.name,
      title: roomTitle(t, manifest),
      permissions: [...Map.groupBy(manifest.permissions ?? [], ({ name }) => name)].map(([name, given]) => ({
        name,
        words: permissionInWords(t, name) ?? name,
        roles: roles.filter((role): role is RoleName => given.some((one) => one.role === role)),
        scope: given.find(({ scope }) => scope)?.scope ?? null,
      })),
    })),
  }
}

/** What a permission lets one do: the message `<room>.permission.<verb>`, or `<room>.<part>.permission.<verb>`. */
export function permissionInWords(t: Translate, name: string): string | null {
  const names = name.split('.')
  const places = names
    .slice(1)
    .map((_, at) => [...names.slice(0, at + 1), 'permission', ...names.slice(at + 1)].join('.'))
  return places.map((place) => sayIfKnown(t, place)).find((words) => words !== null) ?? null
}
