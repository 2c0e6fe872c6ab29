/** A point, in degrees. */
export interface Spot {
  latitude: number
  longitude: number
}

/** A square piece of ground: the degrees of its edges. Small enough for degrees to be straight. */
export interface Ground {
  south: number
  west: number
  north: number
  east: number
}

/**
 * How far from the left and from the top a point lies, in shares of the ground; null outside of it. A browser runs this and what follows, and
 * the oldest ones take nothing apart in a declaration.
 */
export function shareAt(ground: Ground, spot: Spot): [number, number] | null {
  const across = (spot.longitude - ground.west) / (ground.east - ground.west)
  const down = (ground.north - spot.latitude) / (ground.north - ground.south)
  return across >= 0 && across <= 1 && down >= 0 && down <= 1 ? [across, down] : null
}

/** The point at shares of the ground, to a metre. */
export function spotAt(ground: Ground, across: number, down: number): Spot {
  const rounded = (degrees: number) => Math.round(degrees * 100_000) / 100_000
  return {
    latitude: rounded(ground.north - down * (ground.north - ground.south)),
    longitude: rounded(ground.west + across * (ground.east - ground.west)),
  }
}

/** As a field of a form carries it, to be the same when the form comes back although others set points meanwhile. */
export const writeGround = (ground: Ground): string => [ground.south, ground.west, ground.north, ground.east].join(' ')

/** Null for anything that is no ground. */
export function readGround(text: string): Ground | null {
  const degrees = text.split(' ').map(Number)
  if (degrees.length !== 4 || !degrees.every(Number.isFinite)) return null
  const ground: Ground = {
    south: degrees[0] as number,
    west: degrees[1] as number,
    north: degrees[2] as number,
    east: degrees[3] as number,
  }
  if (ground.south >= ground.north || ground.west >= ground.east) return null
  const onEarth = ground.south >= -90 && ground.north <= 90 && ground.west >= -180 && ground.east <= 180
  return onEarth ? ground : null
}
