import { may, type Permission, permit } from '#commons/access/permit.ts'
import type { Context } from '#kernel/http/context.ts'
import { moderatePetitions } from '../moderation/permissions.ts'

/** An officer of an addressee records sheets that the authority received, and counts what a colleague recorded. */
export const recordPaper: Permission = { name: 'petitions.record-paper', role: 'officer' }

/** Who works on paper anywhere: said before anything is looked up, so that others do not learn what is there. */
export function permitAnywhere(ctx: Context) {
  return permit(ctx, may(ctx, recordPaper) ? recordPaper : moderatePetitions)
}

/** Whether the viewer might see a batch, to show or hide the way to it. */
export function maySee(ctx: Context, batch: { organisationId: string; placeKey: string }): boolean {
  return (
    may(ctx, recordPaper, { organisationId: batch.organisationId }) ||
    may(ctx, moderatePetitions, { placeKey: batch.placeKey })
  )
}

/** Who may see a batch and its scans: officers of its authority, and moderators of the petition's place. */
export function permitToSee(ctx: Context, batch: { organisationId: string; placeKey: string }) {
  const own = { organisationId: batch.organisationId }
  return may(ctx, recordPaper, own) ? permit(ctx, recordPaper, own) : permit(ctx, moderatePetitions, batch)
}
