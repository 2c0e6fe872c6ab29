import { sql } from 'kysely'
import { NotFound, RuleBroken } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { findSupportReceipt, holdPetition } from './store.ts'

/** Takes a support back before the petition is public: nothing of it stays. Afterwards it is a signature with its own way. */
export async function withdrawSupport(ctx: WriteContext, token: string): Promise<void> {
  const receipt = await findSupportReceipt(ctx.tx, token)
  if (!receipt) throw new NotFound()
  const petition = await holdPetition(ctx.tx, receipt.petitionId)
  if (petition?.publishedAt) throw new RuleBroken('petitions.start.is-signature')
  if (!receipt.supporterId) return
  await sql`
    UPDATE petitions.support_link SET supporter_id = NULL, outcome = 'withdrawn'
    WHERE petition_id = ${receipt.petitionId} AND supporter_id = ${receipt.supporterId}`.execute(ctx.tx)
  await sql`
    DELETE FROM petitions.supporter WHERE petition_id = ${receipt.petitionId} AND id = ${receipt.supporterId}`.execute(
    ctx.tx,
  )
}
