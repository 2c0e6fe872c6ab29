import { Forbidden, Refusal, SignInNeeded } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'

export const roles = ['moderator', 'officer', 'administrator'] as const
export type RoleName = (typeof roles)[number]

export interface Role {
  name: RoleName
  /** Of a moderator: this place and everything under it. */
  placeKey: string | null
  /** Of an officer. */
  organisationId: string | null
}

declare module '#kernel/http/context.ts' {
  interface Viewer {
    /** Roles that hold now; empty for citizens and for nobody. */
    roles?: Role[]
    /** Whether this session has shown its second factor. */
    secondFactor?: boolean
    mailboxId?: string
    name?: string | null
    level?: 'email' | 'strong' | 'signed'
    sessionId?: string
    /** A program asks, in the account's name. `roles` is empty then: what it may do with the owner's is said by its scopes alone. */
    token?: Token
  }
}

/** What a program shows. */
export interface Token {
  id: string
  /** `<room>:<what>` */
  scopes: string[]
  /** Roles that its owner holds now. */
  roles: Role[]
}

/** Somebody signed in. */
export interface Person {
  accountId: string
  mailboxId: string
  name: string | null
  level: 'email' | 'strong' | 'signed'
  roles: Role[]
  /** Of the program that acts in this person's name. */
  tokenId?: string
}

/** What a permission is about: a place for moderators, an organisation for officers. */
export interface Subject {
  placeKey?: string
  organisationId?: string
}

/** Which role may do what; rooms list theirs in the manifest, from which the permission table of the documents is made. */
export interface Permission {
  /** `<room>.<verb>` */
  name: string
  role: RoleName
  /** A program may do it with a token of this scope; without one, only the person in a browser. `<room>:<what>`, said by `<room>.scope.<what>` */
  scope?: `${string}:${string}`
}

declare module '#kernel/module.ts' {
  interface Manifest {
    permissions?: Permission[]
  }
}

/** The person who asks. @throws SignInNeeded when nobody is signed in */
export function personOf(ctx: Context): Person {
  const { accountId, mailboxId, name = null, level = 'email', roles = [], token } = ctx.viewer
  if (!accountId || !mailboxId) throw new SignInNeeded()
  return { accountId, mailboxId, name, level, roles, ...(token && { tokenId: token.id }) }
}

/** Roles that the viewer may use for what a permission is about: of a token only those that its scopes lend it. */
export function rolesFor({ viewer: { roles = [], token } }: Context, { scope }: Permission): Role[] {
  if (!token) return roles
  return scope !== undefined && token.scopes.includes(scope) ? token.roles : []
}

/**
 * The first line of every act of an official: says who may.
 *
 * @returns the person and the role by which they may
 * @throws SignInNeeded, Refusal 401 access.second-factor-needed, 403 access.scope-needed, or Forbidden
 */
export function permit(ctx: Context, permission: Permission, subject: Subject = {}): { person: Person; role: Role } {
  const person = personOf(ctx)
  const role = rolesFor(ctx, permission).find((one) => one.name === permission.role && covers(ctx, one, subject))
  if (!role) throw lacksScope(ctx, permission) ? new Refusal(403, { key: 'access.scope-needed' }) : new Forbidden()
  if (!ctx.viewer.secondFactor) throw new Refusal(401, { key: 'access.second-factor-needed' })
  return { person, role }
}

/** Whether the viewer might be permitted, to show or hide a way in. Never a substitute for {@link permit}. */
export function may(ctx: Context, permission: Permission, subject: Subject = {}): boolean {
  return rolesFor(ctx, permission).some((one) => one.name === permission.role && covers(ctx, one, subject))
}

/** Keys of all places that the viewer answers for as a moderator, with everything under them: what their lists are cut to. */
export function moderatedPlaces(ctx: Context, permission: Permission): string[] {
  return rolesFor(ctx, permission).flatMap(({ name, placeKey }) =>
    name === permission.role && placeKey && ctx.places.find(placeKey) ? ctx.places.under(placeKey) : [],
  )
}

function lacksScope({ viewer: { token } }: Context, { role, scope }: Permission): boolean {
  return token?.roles.some(({ name }) => name === role) === true && !(scope && token.scopes.includes(scope))
}

function covers(ctx: Context, role: Role, subject: Subject): boolean {
  if (role.name === 'moderator')
    return subject.placeKey === undefined || ctx.places.path(subject.placeKey).some(({ key }) => key === role.placeKey)
  if (role.name === 'officer')
    return subject.organisationId === undefined || subject.organisationId === role.organisationId
  return true
}
