import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { InvalidInput, RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import { tokenHash } from '#kernel/ids.ts'
import { holdsRoles, keepAccount } from '../accounts.ts'
import { withNext } from '../next-path.ts'
import { SIGN_IN_COOKIE } from '../session-terms.ts'
import { openSession } from '../sessions.ts'
import { codeHash } from './ask-code.ts'

/** Wrong tries after which a code is dead. */
const TRIES = 5

/**
 * Signs in with the code that was mailed. The first time makes the account.
 *
 * @returns where to go: for officials the second factor comes first
 * @throws RuleBroken people.code.dead when it is used, old, tried too often or of another browser
 * @throws InvalidInput people.code.wrong; the try is kept
 */
export async function useCode(ctx: WriteContext, form: { code: string; next: string }): Promise<{ next: string }> {
  const browser = ctx.cookies.get(SIGN_IN_COOKIE)
  if (!browser) throw new RuleBroken('people.code.dead')
  // Taking a try and looking are one statement: the row's lock puts parallel tries into a line.
  const { rows } = await sql<{ id: string; address: string; lang: Lang; tries: number; code_hash: Buffer }>`
    UPDATE people.sign_in SET tries = tries + 1
    WHERE browser_hash = ${tokenHash(browser)} AND used_at IS NULL AND expires_at > ${ctx.now} AND tries < ${TRIES}
    RETURNING id, address, lang, tries, code_hash`.execute(ctx.tx)
  const asked = rows[0]
  if (!asked) throw new RuleBroken('people.code.dead')
  if (!timingSafeEqual(asked.code_hash, codeHash(ctx.secrets.session, asked.id, form.code)))
    throw wrongCode(TRIES - asked.tries)
  // The address has done its work here; the account keeps it from now on.
  await sql`UPDATE people.sign_in SET used_at = ${ctx.now}, address = '' WHERE id = ${asked.id}`.execute(ctx.tx)
  const { accountId } = await keepAccount(ctx.tx, ctx.secrets.person, asked, ctx.now)
  await openSession(ctx, accountId)
  ctx.cookies.clear(SIGN_IN_COOKIE)
  return { next: (await holdsRoles(ctx.tx, accountId)) ? withNext('/sign-in/second-factor', form.next) : form.next }
}

/** The address that this browser typed, shown back to it alone; null when it has asked for no code. */
export async function addressAsked(ctx: Context): Promise<string | null> {
  const { signInBrowser } = ctx.viewer
  if (!signInBrowser) return null
  const { rows } = await sql<{ address: string }>`
    SELECT address FROM people.sign_in
    WHERE browser_hash = ${tokenHash(signInBrowser)} AND used_at IS NULL AND expires_at > ${ctx.now} AND tries < ${TRIES}`.execute(
    ctx.db,
  )
  return rows[0]?.address ?? null
}

function wrongCode(left: number): InvalidInput {
  const wrong = new InvalidInput([{ field: 'code', text: { key: 'people.code.wrong', args: { left } } }])
  wrong.commits = true
  return wrong
}
