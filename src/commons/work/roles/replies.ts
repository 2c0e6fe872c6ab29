import Type from 'typebox'
import { roles } from '#commons/access/permit.ts'
import { nullable } from '#kernel/http/nullable.ts'

export const RoleView = Type.Object({
  id: Type.String(),
  accountId: Type.String(),
  name: nullable(Type.String()),
  address: Type.String({ description: 'Shortened: enough to tell two people of one name apart' }),
  role: Type.Enum([...roles]),
  place: nullable(Type.Object({ key: Type.String(), name: Type.String() })),
  authority: nullable(Type.Object({ slug: Type.String(), name: Type.String() })),
  grantedAt: Type.String(),
  endedAt: nullable(Type.String()),
  secondFactor: Type.Boolean({ description: 'Has set up the second factor without which no role works' }),
})
export type RoleView = Type.Static<typeof RoleView>

export const RoleList = Type.Object({
  items: Type.Array(RoleView),
  total: Type.Integer({ description: 'Roles that hold' }),
  next: nullable(Type.String()),
  role: nullable(Type.Enum([...roles])),
  ended: Type.Boolean(),
  after: nullable(Type.String()),
})
export type RoleList = Type.Static<typeof RoleList>

export const GrantView = Type.Object({
  places: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })),
  authorities: Type.Array(Type.Object({ slug: Type.String(), name: Type.String() })),
})
export type GrantView = Type.Static<typeof GrantView>

export const EndRoleView = Type.Object({ role: RoleView })
export type EndRoleView = Type.Static<typeof EndRoleView>

export const RoleGranted = Type.Object({ accountId: Type.String(), role: Type.Enum([...roles]) })
export const RoleEnded = Type.Object({ id: Type.String() })
