import { personOf } from '#commons/access/permit.ts'
import { homeChoices } from '#commons/places/choices.ts'
import { placeLabel } from '#commons/places/label.ts'
import type { Context } from '#kernel/http/context.ts'
import { accountOf } from '../accounts.ts'
import { ownSession, sessionsOf } from '../sessions.ts'
import type { AccountView, ProfileView, SessionsView } from './replies.ts'
import { rolesInWords } from './role-in-words.ts'

export async function findAccountView(ctx: Context): Promise<AccountView> {
  const { accountId, roles, level } = personOf(ctx)
  const { address, name, lang, placeKey, identified, createdAt } = await accountOf(ctx.db, accountId)
  return {
    address,
    name,
    lang,
    place: placeKey === null ? null : { key: placeKey, name: placeLabel(ctx, placeKey) },
    level,
    identified,
    since: createdAt.toISOString(),
    roles: await rolesInWords(ctx, roles),
  }
}

export async function findProfile(ctx: Context): Promise<ProfileView> {
  const { accountId } = ownSession(ctx)
  const { name, lang, placeKey } = await accountOf(ctx.db, accountId)
  return { name, lang, place: placeKey, places: homeChoices(ctx, { chosen: placeKey }) }
}

export async function findSessions(ctx: Context): Promise<SessionsView> {
  const { accountId, sessionId } = ownSession(ctx)
  const items = await sessionsOf(ctx.db, accountId, ctx.now)
  return {
    items: items.map(({ id, device, createdAt, seenAt }) => ({
      id,
      device,
      here: id === sessionId,
      createdAt: createdAt.toISOString(),
      seenAt: seenAt.toISOString(),
    })),
  }
}
