import { sql } from 'kysely'
import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import type { Tx } from '#kernel/database/database.ts'
import { RuleBroken, TooMany } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { supportedMail, supportLinkMail } from '../mails.ts'
import { ownPetitionHeld } from '../mine/own-petition.ts'
import { supportDays } from '../settings.ts'
import { starterMailbox } from '../starter-mailbox.ts'
import { supportToken } from './link.ts'
import { takesSupport } from './takes-support.ts'

/** Mails with the link that a starter can ask for. */
const mailsPerPetition = { name: 'petitions.support-link-mail', max: 3, seconds: 3600 }

interface About {
  number: number
  title: string
  needed: number
  createdAt: Date
  starterMailboxId: string | null
}

/** Sends the starter the private link, to have it at hand and to hand it on. */
export async function mailSupportLink(ctx: WriteContext, petitionId: string): Promise<void> {
  const petition = await about(ctx.tx, petitionId)
  const starter = await starterMailbox(ctx.tx, petition.starterMailboxId)
  if (!starter) return
  const started = dayOf(petition.createdAt, ctx.timeZone)
  const until = addDays(started, await ctx.settings.valueOn(supportDays, dayOf(ctx.now, ctx.timeZone)))
  const letter = { ...petition, until, token: supportToken(ctx.secrets, petitionId) }
  await queueMails(ctx.tx, [supportLinkMail(ctx, starter, letter)], ctx.now)
}

/**
 * The starter asks for that mail again.
 *
 * @throws NotFound for others, RuleBroken petitions.start.takes-no-support, TooMany after three in an hour
 */
export async function resendSupportLink(ctx: WriteContext, number: number): Promise<void> {
  const { id, state } = await ownPetitionHeld(ctx, number)
  if (!takesSupport(state)) throw new RuleBroken('petitions.start.takes-no-support')
  const wait = await countAgainst(ctx.db, mailsPerPetition, id, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  await mailSupportLink(ctx, id)
}

/** Tells the starter that the last supporter needed has come, and until when the moderators decide. */
export async function mailSupported(ctx: WriteContext, petitionId: string): Promise<void> {
  const petition = await about(ctx.tx, petitionId)
  const starter = await starterMailbox(ctx.tx, petition.starterMailboxId)
  const { rows } = await sql<{ until: string }>`
    SELECT due_on AS until FROM petitions.moderation_item
    WHERE petition_id = ${petitionId} AND kind = 'petition' AND closed_at IS NULL`.execute(ctx.tx)
  if (!starter || !rows[0]) return
  await queueMails(ctx.tx, [supportedMail(ctx, starter, { ...petition, ...rows[0] })], ctx.now)
}

async function about(tx: Tx, petitionId: string): Promise<About> {
  const { rows } = await sql<About>`
    SELECT number, title, supporters_needed AS needed, created_at AS "createdAt", starter_mailbox_id AS "starterMailboxId"
    FROM petitions.petition WHERE id = ${petitionId}`.execute(tx)
  return rows[0] as About
}
