import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import { NotFound, TooMany } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import { publicStates } from '../petition.ts'
import { openItem } from './open-item.ts'
import type { FlagReason } from './reasons.ts'
import { lockModerated } from './store.ts'

/** Reports that one source can send: enough for an honest reader, too few to bury the moderators. */
const flagsPerSource = { name: 'petitions.flag', max: 10, seconds: 3600 }

export interface FlagForm {
  reason: FlagReason
  text: string | null
}

/**
 * A reader reports a public petition; moderators get one item with all reports about it. The same reason from the same source on
 * one day counts once, and the answer is the same. No account, and the source is kept only as a keyed hash of that day.
 *
 * @throws TooMany
 */
export async function flagPetition(
  ctx: WriteContext,
  number: number,
  form: FlagForm,
): Promise<{ petition: { number: number; slug: string } }> {
  const petition = await lockModerated(ctx.tx, number)
  if (!petition || !(publicStates as readonly string[]).includes(petition.state)) throw new NotFound()
  const wait = await countAgainst(ctx.db, flagsPerSource, ctx.source, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const day = dayOf(ctx.now, ctx.timeZone)
  const source = keyedHash(ctx.secrets.person, 'flag', petition.id, day, ctx.source)
  // Asked before an item is opened: a repeated report must not bring back what was decided today. The petition's row is held.
  const { rows: same } = await sql`
    SELECT 1 FROM petitions.flag WHERE petition_id = ${petition.id} AND reason = ${form.reason} AND source_hash = ${source}
      AND flagged_on = ${day}`.execute(ctx.tx)
  if (same.length > 0) return { petition: { number, slug: petition.slug } }
  const item = await openItem(ctx, petition, { kind: 'flags' })
  await sql`
    INSERT INTO petitions.flag (id, petition_id, item_id, reason, text, source_hash, flagged_on, flagged_at)
    VALUES (${newId(ctx.now)}, ${petition.id}, ${item}, ${form.reason}, ${form.text}, ${source}, ${day}, ${ctx.now})`.execute(
    ctx.tx,
  )
  return { petition: { number, slug: petition.slug } }
}
