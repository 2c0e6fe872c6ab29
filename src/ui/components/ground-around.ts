import type { Ground, Spot } from './ground.ts'

export const METRES_A_DEGREE = 111_320

export const metresEast = (latitude: number) => METRES_A_DEGREE * Math.max(0.01, Math.cos((latitude * Math.PI) / 180))

/** Less is never shown, so that one point has some ground around it. In metres. */
const LEAST = 2_000
/** How much wider than the points the ground is, so that new ones have room beside them. */
const ROOM = 1.4
/** Of many points so large a share is left out at each edge: one that was typed wrong must not make the ground a continent. */
const STRAY = 0.05

/** The ground around some points; null where there is none. */
export function groundAround(spots: readonly Spot[]): Ground | null {
  if (spots.length === 0) return null
  const [south, north] = edges(spots.map(({ latitude }) => latitude))
  const [west, east] = edges(spots.map(({ longitude }) => longitude))
  const latitude = (south + north) / 2
  const longitude = (west + east) / 2
  const across = Math.max((north - south) * METRES_A_DEGREE, (east - west) * metresEast(latitude), LEAST / ROOM) * ROOM
  const up = across / METRES_A_DEGREE / 2
  const aside = across / metresEast(latitude) / 2
  return { south: latitude - up, west: longitude - aside, north: latitude + up, east: longitude + aside }
}

function edges(degrees: number[]): [number, number] {
  const sorted = degrees.toSorted((a, b) => a - b)
  const stray = Math.floor(sorted.length * STRAY)
  return [sorted[stray] as number, sorted[sorted.length - 1 - stray] as number]
}

/** In metres, from edge to edge. */
export const widthOf = ({ south, north }: Ground) => (north - south) * METRES_A_DEGREE
