import { personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import { NotFound, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { addFlag, findWish, lockWish, setSupport, type Wish } from './store.ts'
import type { FlagReason } from './wish.ts'

/** Whether support still says something: what is there, or taken back, needs none. */
export const takesSupport = ({ state, hiddenReason }: Wish) =>
  hiddenReason === null && state !== 'available' && state !== 'withdrawn'

/**
 * Supports a wish, once a mailbox; again changes nothing. Who supports is told what the institution answers.
 *
 * @throws SignInNeeded, NotFound, RuleBroken open-data.wishes.no-support-now
 */
export async function supportWish(ctx: WriteContext, number: number): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  const wish = await lockWish(ctx.tx, number)
  if (!takesSupport(wish)) throw new RuleBroken('open-data.wishes.no-support-now')
  await setSupport(ctx.tx, wish, mailboxId, true, ctx.now)
  return { number }
}

/** Takes one's support back, at any time. @throws SignInNeeded, NotFound */
export async function withdrawSupport(ctx: WriteContext, number: number): Promise<{ number: number }> {
  const { mailboxId } = personOf(ctx)
  await setSupport(ctx.tx, await lockWish(ctx.tx, number), mailboxId, false, ctx.now)
  return { number }
}

/** Reports that one account can send: enough for an honest reader, too few to bury the moderators. */
const flagsPerHour = { name: 'open-data.wish-flag', max: 10, seconds: 3600 }

/** Somebody reports a wish; it stays readable until a moderator has looked. @throws SignInNeeded, NotFound, TooMany */
export async function flagWish(ctx: WriteContext, number: number, reason: FlagReason): Promise<{ number: number }> {
  const { accountId } = personOf(ctx)
  const wait = await countAgainst(ctx.db, flagsPerHour, accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const wish = await findWish(ctx.tx, number)
  if (wish.hiddenReason !== null) throw new NotFound()
  const day = dayOf(ctx.now, ctx.timeZone)
  // Who reported is kept only as a hash of that day: enough to count once.
  const source = keyedHash(ctx.secrets.person, 'wish-flag', wish.id, day, accountId)
  await addFlag(ctx.tx, wish.id, { reason, source, day, now: ctx.now })
  return { number }
}
