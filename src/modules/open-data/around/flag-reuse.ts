import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import { NotFound, TooMany } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import { addFlag } from './queue-store.ts'
import type { FlagReason } from './reuse.ts'
import { lockReuse } from './store.ts'

const flagsPerSource = { name: 'open-data.reuse-flag', max: 10, seconds: 3600 }

/**
 * A reader reports a reuse; it stays until an official has looked. No account, and the source is kept only as a keyed hash of that day.
 *
 * @throws NotFound, TooMany
 */
export async function flagReuse(ctx: WriteContext, { number }: { number: number }, reason: FlagReason): Promise<void> {
  const wait = await countAgainst(ctx.db, flagsPerSource, ctx.source, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const reuse = await lockReuse(ctx.tx, number)
  if (reuse.state !== 'listed') throw new NotFound()
  const day = dayOf(ctx.now, ctx.timeZone)
  const source = keyedHash(ctx.secrets.person, 'reuse-flag', reuse.id, day, ctx.source)
  await addFlag(ctx.tx, { id: newId(ctx.now), reuseId: reuse.id, reason, source, day, now: ctx.now })
}
