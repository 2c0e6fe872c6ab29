import { sql } from 'kysely'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { thresholdNames } from '../petition.ts'
import { thresholdSettings } from './settings.ts'

/**
 * Whom a petition asks, the first one first, with what each of them promises on this day: that holds for this petition, whatever an
 * authority promises later. Of a petition that is not public whoever was asked before is asked no more.
 */
export async function setAddressees(ctx: WriteContext, petitionId: string, organisationIds: string[]): Promise<void> {
  await sql`DELETE FROM petitions.threshold WHERE petition_id = ${petitionId}`.execute(ctx.tx)
  await sql`DELETE FROM petitions.addressee WHERE petition_id = ${petitionId}`.execute(ctx.tx)
  await sql`
    INSERT INTO petitions.addressee (petition_id, organisation_id, position)
    SELECT ${petitionId}, organisation_id, position - 1 FROM unnest(${organisationIds}::uuid[]) WITH ORDINALITY AS row (organisation_id, position)`.execute(
    ctx.tx,
  )
  for (const organisationId of organisationIds) await copyThresholds(ctx, petitionId, organisationId)
}

async function copyThresholds(ctx: WriteContext, petitionId: string, organisationId: string): Promise<void> {
  const today = dayOf(ctx.now, ctx.timeZone)
  for (const name of thresholdNames) {
    const signatures = await ctx.settings.valueOn(thresholdSettings[name].signatures, today, organisationId)
    const level = await ctx.settings.valueOn(thresholdSettings[name].level, today, organisationId)
    await sql`
      INSERT INTO petitions.threshold (petition_id, name, signatures, level, organisation_id)
      VALUES (${petitionId}, ${name}, ${signatures}, ${level}, ${organisationId})`.execute(ctx.tx)
  }
}
