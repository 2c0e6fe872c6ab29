import { endRole } from '#commons/access/end-role.ts'
import { heldRoles } from '#commons/access/held-roles.ts'
import { permit, type Role, type RoleName } from '#commons/access/permit.ts'
import { grantRole } from '#commons/access/roles.ts'
import { recordAct } from '#commons/audit/record.ts'
import { findAuthority } from '#commons/organisations/authorities.ts'
import { findAccount } from '#commons/people/find-account.ts'
import { resetSecondFactor } from '#commons/people/second-factor/reset-second-factor.ts'
import { InvalidInput, NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import { grantRoles } from '../permission.ts'

export interface GrantForm {
  email: string
  role: RoleName
  /** Of a moderator. */
  place: string | null
  /** Slug, of an officer. */
  authority: string | null
}

/** Gives somebody who has signed in before a role; it works once they have set up their second factor. */
export async function grant(ctx: WriteContext, form: GrantForm) {
  const by = permit(ctx, grantRoles)
  const role = await roleOf(ctx, form)
  const accountId = await findAccount({ db: ctx.tx, secrets: ctx.secrets }, form.email)
  if (!accountId) throw wrong('email', 'work.roles.no-account')
  const granted = await grantRole(ctx.tx, { accountId, role, grantedBy: by.person.accountId, now: ctx.now })
  if (!granted) throw new RuleBroken('work.roles.held-already')
  await recordAct(ctx.tx, {
    by,
    act: 'work.grant-role',
    subject: { kind: 'account', id: accountId },
    data: {
      role: role.name,
      ...(form.place && { place: form.place }),
      ...(form.authority && { authority: form.authority }),
    },
    now: ctx.now,
  })
  return { accountId, role: role.name }
}

/** @throws RuleBroken access.last-administrator */
export async function end(ctx: WriteContext, { id }: { id: string }, { reason }: { reason: string }) {
  const by = permit(ctx, grantRoles)
  const ended = await endRole(ctx.tx, { roleId: id, endedBy: by.person.accountId, now: ctx.now })
  await recordAct(ctx.tx, {
    by,
    act: 'work.end-role',
    subject: { kind: 'account', id: ended.accountId },
    data: { role: ended.role, reason },
    now: ctx.now,
  })
  return { id }
}

/** For an official who lost their phone. @throws NotFound when nothing is set up */
export async function resetFactor(ctx: WriteContext, { id }: { id: string }) {
  permit(ctx, grantRoles)
  const [held] = await heldRoles(ctx.tx, { id, role: null, ended: false, after: null, limit: 1 })
  if (!held) throw new NotFound()
  await resetSecondFactor(ctx, held.accountId)
  return { id }
}

/** What the role is about: a moderator has a place, an officer an authority, an administrator the house. */
async function roleOf(ctx: WriteContext, form: GrantForm): Promise<Role> {
  const { role: name, place, authority } = form
  if (name === 'moderator') {
    if (place === null) throw wrong('place', 'places.choose')
    if (!ctx.places.isInCountry(place)) throw wrong('place', 'places.unknown')
    return { name, placeKey: place, organisationId: null }
  }
  if (name === 'officer') {
    const found = authority === null ? undefined : await findAuthority(ctx.tx, authority)
    if (!found || found.endedAt) throw wrong('authority', 'work.roles.choose-authority')
    return { name, placeKey: null, organisationId: found.id }
  }
  return { name, placeKey: null, organisationId: null }
}

function wrong(field: string, key: MessageKey): InvalidInput {
  return new InvalidInput([{ field, text: { key } }])
}
