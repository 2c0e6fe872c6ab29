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
  }
}

/** Somebody signed in. */
export interface Person {
  accountId: string
  mailboxId: string
  name: string | null
  level: 'email' | 'strong' | 'signed'
  roles: Role[]
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
}

declare module '#kernel/module.ts' {
  interface Manifest {
    permissions?: Permission[]
  }
}

/** The person who asks. @throws SignInNeeded when nobody is signed in */
export function personOf(ctx: Context): Person {
  const { accountId, mailboxId, name = null, level = 'email', roles = [] } = ctx.viewer
  if (!accountId || !mailboxId) throw new SignInNeeded()
  return { accountId, mailboxId, name, level, roles }
}

/**
 * The first line of every act of an official: says who may.
 *
 * @returns the person and the role by which they may
 * @throws SignInNeeded, Refusal 401 access.second-factor-needed, or Forbidden
 */
export function permit(ctx: Context, permission: Permission, subject: Subject = {}): { person: Person; role: Role } {
  const person = personOf(ctx)
  const role = person.roles.find((one) => one.name === permission.role && covers(ctx, one, subject))
  if (!role) throw new Forbidden()
  if (!ctx.viewer.secondFactor) throw new Refusal(401, { key: 'access.second-factor-needed' })
  return { person, role }
}

/** Whether the viewer might be permitted, to show or hide a way in. Never a substitute for {@link permit}. */
export function may(ctx: Context, permission: Permission, subject: Subject = {}): boolean {
  return (ctx.viewer.roles ?? []).some((one) => one.name === permission.role && covers(ctx, one, subject))
}

function covers(ctx: Context, role: Role, subject: Subject): boolean {
  if (role.name === 'moderator')
    return subject.placeKey === undefined || ctx.places.path(subject.placeKey).some(({ key }) => key === role.placeKey)
  if (role.name === 'officer')
    return subject.organisationId === undefined || subject.organisationId === role.organisationId
  return true
}
