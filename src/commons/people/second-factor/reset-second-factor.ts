import { sql } from 'kysely'
import { type Permission, permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import { NotFound } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { securityMail } from '../security-mail.ts'
import { endSessions } from '../sessions.ts'
import { endScopedTokens } from '../tokens/tokens.ts'

export const resetSecondFactorPermission: Permission = { name: 'people.reset-second-factor', role: 'administrator' }

/**
 * An administrator takes away an official's second factor (a lost phone): all sessions of the account end, and its tokens that act for an institution; its holder is told by mail
 * and sets up a new one after signing in. The administrator must know by other means that it is the holder who asks.
 *
 * @throws NotFound when the account has none
 */
export async function resetSecondFactor(ctx: WriteContext, accountId: string): Promise<void> {
  const by = permit(ctx, resetSecondFactorPermission)
  const { rows } =
    await sql`DELETE FROM people.second_factor WHERE account_id = ${accountId} RETURNING account_id`.execute(ctx.tx)
  if (rows.length === 0) throw new NotFound()
  await endSessions(ctx.tx, accountId, 'all', ctx.now)
  await endScopedTokens(ctx.tx, accountId, ctx.now)
  await queueMails(ctx.tx, [await securityMail(ctx, accountId, 'second-factor-reset')], ctx.now)
  await recordAct(ctx.tx, {
    by,
    act: 'people.reset-second-factor',
    subject: { kind: 'account', id: accountId },
    now: ctx.now,
  })
}
