import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { keyedHash } from '#kernel/config/secrets.ts'
import { NotFound, TooMany } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import type { FlagReason } from './comment.ts'
import { type At, subjectAt } from './discussable.ts'
import { lockComment } from './store.ts'

/** Reports that one source can send: enough for an honest reader, too few to bury the moderators. */
const flagsPerSource = { name: 'discussion.flag', max: 10, seconds: 3600 }

/**
 * A reader reports a comment; it stays readable until a moderator has looked. The same reason from the same source on one day counts
 * once, and does not bring back what was decided. No account, and the source is kept only as a keyed hash of that day.
 *
 * @throws NotFound, TooMany
 */
export async function flagComment(ctx: WriteContext, at: At & { comment: string }, reason: FlagReason): Promise<void> {
  const subject = await subjectAt(ctx, ctx.tx, at)
  const wait = await countAgainst(ctx.db, flagsPerSource, ctx.source, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const comment = await lockComment(ctx.tx, at.comment)
  if (comment.subjectId !== subject.id || comment.state !== 'shown') throw new NotFound()
  const day = dayOf(ctx.now, ctx.timeZone)
  const source = keyedHash(ctx.secrets.person, 'comment-flag', comment.id, day, ctx.source)
  const { rows } = await sql`
    INSERT INTO discussion.flag (id, comment_id, reason, source_hash, flagged_on, flagged_at)
    VALUES (${newId(ctx.now)}, ${comment.id}, ${reason}, ${source}, ${day}, ${ctx.now})
    ON CONFLICT ON CONSTRAINT flag_once_a_source_and_day DO NOTHING RETURNING id`.execute(ctx.tx)
  if (rows.length > 0)
    await sql`
      UPDATE discussion.comment SET flagged = true, waiting_since = coalesce(waiting_since, ${ctx.now}) WHERE id = ${comment.id}`.execute(
      ctx.tx,
    )
}
