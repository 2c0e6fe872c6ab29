import { sql } from 'kysely'
import { after } from '#kernel/clock.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import { TooMany } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst, type Limit } from '#kernel/http/limits.ts'
import { newCode, newId, newToken, tokenHash } from '#kernel/ids.ts'
import { queueMails } from '#kernel/mail/mail.ts'
import { addressKey } from '../mailbox.ts'
import { SIGN_IN_COOKIE } from '../session-terms.ts'
import { codeMail } from './code-mail.ts'

/** A code works this long. */
export const CODE_MINUTES = 10

// The first two are told, for they count only what this source did. The last two count what anybody did to a mailbox, and are silent:
// they bound how often its owner is disturbed and how many guesses strangers have (40 codes × 5 tries a day: 1 in 5,000).
const perSource: Limit = { name: 'people.codes-of-source', max: 60, seconds: 3600 }
const perMailboxAndSource: Limit = { name: 'people.codes-of-mailbox-and-source', max: 5, seconds: 3600 }
const perMailboxHour: Limit = { name: 'people.codes-of-mailbox-hour', max: 12, seconds: 3600 }
const perMailboxDay: Limit = { name: 'people.codes-of-mailbox-day', max: 40, seconds: 86_400 }

/**
 * Mails a code to an address. Whether it has an account is not looked up: answer and work are the same, so nobody learns who is here.
 *
 * @throws TooMany
 */
export async function askCode(ctx: WriteContext, form: { email: string; next: string }): Promise<{ next: string }> {
  const key = addressKey(ctx.secrets.person, form.email)
  const mailbox = key.toString('base64')
  // Counted outside the act's transaction: refused requests count too, and the rows are not held until commit.
  const wait =
    (await countAgainst(ctx.db, perSource, ctx.source, ctx.now)) ??
    (await countAgainst(ctx.db, perMailboxAndSource, `${mailbox} ${ctx.source}`, ctx.now))
  if (wait !== null) throw new TooMany(wait)
  const flooded =
    (await countAgainst(ctx.db, perMailboxHour, mailbox, ctx.now)) ??
    (await countAgainst(ctx.db, perMailboxDay, mailbox, ctx.now))

  const [id, browser, code] = [newId(ctx.now), newToken(), newCode()]
  await sql`
    INSERT INTO people.sign_in (id, browser_hash, address, address_key, code_hash, lang, asked_at, expires_at)
    VALUES (${id}, ${tokenHash(browser)}, ${form.email}, ${key}, ${codeHash(ctx.secrets.session, id, code)}, ${ctx.lang}, ${ctx.now},
      ${after(ctx.now, CODE_MINUTES * 60)})`.execute(ctx.tx)
  if (flooded === null)
    await queueMails(ctx.tx, [codeMail(ctx, { to: form.email, code, minutes: CODE_MINUTES })], ctx.now)
  ctx.cookies.set(SIGN_IN_COOKIE, browser, CODE_MINUTES * 60)
  return { next: form.next }
}

/** A code has only a million values: without the key its hash would tell it. */
export function codeHash(sessionKey: Buffer, id: string, code: string): Buffer {
  return keyedHash(sessionKey, 'sign-in-code', id, code)
}
