import type { Permission, Person } from '#commons/access/permit.ts'
import type { Context } from '#kernel/http/context.ts'

/** Reads the queue of a place and everything under it, and decides. */
export const moderatePetitions: Permission = { name: 'petitions.moderate', role: 'moderator' }

/** Keys of all places that a moderator answers for, by whichever of their roles. */
export function placesModerated(ctx: Context, person: Person): string[] {
  return person.roles.flatMap(({ name, placeKey }) =>
    name === moderatePetitions.role && placeKey ? placesUnder(ctx, placeKey) : [],
  )
}

export function placesUnder(ctx: Context, key: string): string[] {
  return ctx.places.find(key) ? ctx.places.under(key) : []
}
