import type { Permission } from '#commons/access/permit.ts'
import type { Context } from '#kernel/http/context.ts'

/** Reads the queue of a place and everything under it, and decides. */
export const moderatePetitions: Permission = { name: 'petitions.moderate', role: 'moderator' }

export function placesUnder(ctx: Context, key: string): string[] {
  return ctx.places.find(key) ? ctx.places.under(key) : []
}
