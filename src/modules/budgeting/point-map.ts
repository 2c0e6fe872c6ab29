import Type from 'typebox'
import type { Process } from '#commons/processes/process.ts'
import type { Context } from '#kernel/http/context.ts'
import { nullable } from '#kernel/http/nullable.ts'
import { groundAround } from '#ui/components/ground-around.ts'
import { pointsOfPlace } from './point-store.ts'

const Degrees = Type.Number({ description: 'Degrees' })

/** The ground of a place, on which a point can be set. */
export const PointMapView = nullable(
  Type.Object({
    ground: Type.Object({ south: Degrees, west: Degrees, north: Degrees, east: Degrees }),
    spots: Type.Array(Type.Object({ latitude: Degrees, longitude: Degrees, place: Type.String() }), {
      description: 'Points of ideas and needs that are there already',
    }),
  }),
)
export type PointMapView = Type.Static<typeof PointMapView>

/** More than these say no more about where the place is. */
const MOST = 150

/** Drawn from the points that people set in the place so far; null before the first one. */
export async function pointMapOf(ctx: Context, process: Process): Promise<PointMapView> {
  const points = await pointsOfPlace(ctx.db, process.placeKey, MOST)
  const ground = groundAround(points)
  if (!ground) return null
  return {
    ground,
    spots: points.map(({ placeKey, latitude, longitude }) => ({
      latitude,
      longitude,
      place: ctx.places.name(placeKey, ctx.lang),
    })),
  }
}
