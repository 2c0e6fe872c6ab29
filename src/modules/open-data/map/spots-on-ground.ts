import { METRES_A_DEGREE, metresEast } from '#ui/components/ground-around.ts'
import type { SpotsView } from './replies.ts'

const MOST_HIGH = 1.4
const DOT = { least: 5, most: 16 }
const LENGTHS = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000]

type Spot = SpotsView['items'][number]

/** Where points fall on a drawing so many pixels wide, how large they are, and how long the line of the scale is. */
export function spotsOnGround({ ground, items }: SpotsView, width: number) {
  const aDegreeEast = metresEast((ground.south + ground.north) / 2)
  const metres = (ground.east - ground.west) * aDegreeEast
  const scale = width / metres
  const height = round(Math.min(width * MOST_HIGH, (ground.north - ground.south) * METRES_A_DEGREE * scale))
  const most = items.reduce((largest, one) => Math.max(largest, sizeOf(one)), 0)
  const length = LENGTHS.findLast((one) => one <= metres / 3) ?? 100
  return {
    height,
    x: (longitude: number) => round((longitude - ground.west) * aDegreeEast * scale),
    y: (latitude: number) => round(((ground.north - latitude) / (ground.north - ground.south)) * height),
    radius: (spot: Spot) => round(Math.max(DOT.least, DOT.most * Math.sqrt(sizeOf(spot) / (most || 1)))),
    /** In metres, and in pixels. */
    length,
    bar: round(length * scale),
  }
}

const sizeOf = ({ rows, value }: Spot) => Math.max(0, value ?? rows)

const round = (pixels: number) => Math.round(pixels * 10) / 10
