import { sql } from 'kysely'
import type { Db, Tx } from '#kernel/database/database.ts'
import { InvalidInput, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { unseal } from './sealed-secret.ts'
import { stepOfCode } from './totp.ts'

interface Row {
  secret: Buffer
  confirmed_at: Date | null
  last_step: number
  tries: number
  tried_at: Date | null
}

/** After this many wrong codes one waits; after four times as many only an administrator helps. */
const TRIES = 5
const WAIT_SECONDS = 900
const TRIES_IN_ALL = 20

export async function secondFactorOf(
  db: Db | Tx,
  accountId: string,
): Promise<{ secret: Buffer; confirmed: boolean } | null> {
  const { rows } =
    await sql<Row>`SELECT secret, confirmed_at FROM people.second_factor WHERE account_id = ${accountId}`.execute(db)
  return rows[0] ? { secret: rows[0].secret, confirmed: rows[0].confirmed_at !== null } : null
}

/**
 * Takes a code of the account's authenticator: right once, and never again. The row is locked, so parallel tries stand in a line.
 *
 * @throws RuleBroken people.second-factor.none | people.second-factor.blocked, TooMany, InvalidInput people.totp.wrong (the try is kept)
 */
export async function takeTotp(
  ctx: WriteContext,
  accountId: string,
  code: string,
  state: 'confirmed' | 'new',
): Promise<void> {
  const { rows } = await sql<Row>`
    SELECT secret, confirmed_at, last_step::integer AS last_step, tries, tried_at FROM people.second_factor
    WHERE account_id = ${accountId} FOR UPDATE`.execute(ctx.tx)
  const held = rows[0]
  if (!held || (held.confirmed_at !== null) !== (state === 'confirmed'))
    throw new RuleBroken('people.second-factor.none')
  refuseTooManyTries(held, ctx.now)
  const step = stepOfCode(unseal(ctx.secrets.vault, accountId, held.secret), code, ctx.now)
  if (step === null || step <= held.last_step) {
    await sql`UPDATE people.second_factor SET tries = tries + 1, tried_at = ${ctx.now} WHERE account_id = ${accountId}`.execute(
      ctx.tx,
    )
    throw wrongTotp()
  }
  await sql`
    UPDATE people.second_factor SET last_step = ${step}, tries = 0, tried_at = NULL, confirmed_at = coalesce(confirmed_at, ${ctx.now})
    WHERE account_id = ${accountId}`.execute(ctx.tx)
}

function refuseTooManyTries({ tries, tried_at }: Row, now: Date): void {
  if (tries >= TRIES_IN_ALL) throw new RuleBroken('people.second-factor.blocked')
  const since = tried_at ? (now.getTime() - tried_at.getTime()) / 1000 : WAIT_SECONDS
  if (tries > 0 && tries % TRIES === 0 && since < WAIT_SECONDS) throw new TooMany(Math.ceil(WAIT_SECONDS - since))
}

function wrongTotp(): InvalidInput {
  const wrong = new InvalidInput([{ field: 'code', text: { key: 'people.totp.wrong' } }])
  wrong.commits = true
  return wrong
}

/** The secret in clear, while it is being set up. */
export function openSecret(ctx: Pick<Context, 'secrets'>, accountId: string, sealed: Buffer): Buffer {
  return unseal(ctx.secrets.vault, accountId, sealed)
}
