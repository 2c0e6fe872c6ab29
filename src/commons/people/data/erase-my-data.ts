import { RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { SESSION_COOKIE } from '../session-terms.ts'
import { ownSession } from '../sessions.ts'

/**
 * Erases everything that manifests name, in one transaction: the rooms first, people last, because rooms find what is theirs by the
 * address.
 *
 * @throws RuleBroken people.erasure.has-roles: an official's account is part of the record of public acts until the roles end
 */
export async function eraseMyData(ctx: WriteContext): Promise<void> {
  const { mailboxId, accountId, roles } = ownSession(ctx)
  if (roles.length > 0) throw new RuleBroken('people.erasure.has-roles')
  const rooms = ctx.personalData.filter(({ name }) => name !== 'people.account')
  const people = ctx.personalData.filter(({ name }) => name === 'people.account')
  for (const kind of [...rooms, ...people]) await kind.erase(ctx.tx, mailboxId, accountId, ctx.now)
  ctx.cookies.clear(SESSION_COOKIE)
}
