import { may, type Permission, type Person, permit, type Role } from '#commons/access/permit.ts'
import { Forbidden } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'

/** Looks at what others made of the own institution's data, before everybody sees it. */
export const reviewReuses: Permission = { name: 'open-data.review-reuses', role: 'officer' }
/** The same for data of institutions of a place and everything under it. */
export const moderateReuses: Permission = { name: 'open-data.moderate-reuses', role: 'moderator' }

/** An institution whose data is used. */
export interface Owner {
  organisationId: string
  placeKey: string
}

/** Whoever may look at reuses at all. @throws SignInNeeded, Forbidden */
export function permitReviewing(ctx: Context): Person {
  return permit(ctx, may(ctx, reviewReuses) ? reviewReuses : moderateReuses).person
}

/**
 * By which role the viewer looks at a reuse of data of these institutions: it is enough that one of them is theirs.
 *
 * @throws SignInNeeded, Forbidden
 */
export function permitReview(ctx: Context, owners: Owner[]): { person: Person; role: Role } {
  permitReviewing(ctx)
  for (const { organisationId, placeKey } of owners) {
    if (may(ctx, reviewReuses, { organisationId })) return permit(ctx, reviewReuses, { organisationId })
    if (may(ctx, moderateReuses, { placeKey })) return permit(ctx, moderateReuses, { placeKey })
  }
  throw new Forbidden()
}
