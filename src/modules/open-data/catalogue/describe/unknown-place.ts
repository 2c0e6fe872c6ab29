import { InvalidInput } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'

/** @throws InvalidInput on `place` */
export function refuseUnknownPlace(ctx: Context, placeKey: string | null): void {
  if (placeKey !== null && !ctx.places.find(placeKey))
    throw new InvalidInput([{ field: 'place', text: { key: 'places.unknown' } }])
}
