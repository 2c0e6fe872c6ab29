import { authoritiesById } from '#commons/organisations/authorities.ts'
import type { PlaceChoice } from '#commons/places/choices.ts'
import { placeChoices } from '#commons/places/choices.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import { InvalidInput } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'

/** Keys of the places for which authorities answer: their own, and all under them. */
async function placesOf(
  { places }: Pick<Context, 'places'>,
  db: Db | Tx,
  organisationIds: string[],
): Promise<Set<string>> {
  const authorities = await authoritiesById(db, organisationIds)
  return new Set(authorities.flatMap(({ placeKey }) => (places.find(placeKey) ? places.under(placeKey) : [])))
}

/** A process is held where its authority answers. @throws InvalidInput places.unknown, processes.place.not-own */
export async function refuseForeignPlace(
  ctx: Pick<Context, 'places'>,
  tx: Tx,
  organisationId: string,
  placeKey: string,
): Promise<void> {
  if (!ctx.places.find(placeKey)) throw new InvalidInput([{ field: 'place', text: { key: 'places.unknown' } }])
  if (!(await placesOf(ctx, tx, [organisationId])).has(placeKey))
    throw new InvalidInput([{ field: 'place', text: { key: 'processes.place.not-own' } }])
}

/** The places that a form offers for processes of these authorities. */
export async function ownPlaceChoices(
  ctx: Context,
  organisationIds: string[],
  chosen?: string,
): Promise<PlaceChoice[]> {
  return placeChoices(ctx, { chosen }, await placesOf(ctx, ctx.db, organisationIds))
}
