import { outline } from '#jurisdiction/md/index.ts'
import type { Ground } from '#ui/components/ground.ts'

interface Falls {
  x(longitude: number): number
  y(latitude: number): number
}

/** The country as a path where it falls on a drawing; null where no part of its border is on the ground. */
export function outlineOn(ground: Ground, { x, y }: Falls): string | null {
  const { points } = outline
  const isSeen = points.some((point, at) => meets(point, points[(at + 1) % points.length] ?? point, ground))
  if (!isSeen) return null
  return `M${points.map(([longitude, latitude]) => `${x(longitude)} ${y(latitude)}`).join('L')}Z`
}

type Point = (typeof outline.points)[number]

/** Whether the box around a piece of the border and the ground have something in common. */
function meets([west, south]: Point, [east, north]: Point, ground: Ground): boolean {
  return (
    Math.min(west, east) <= ground.east &&
    Math.max(west, east) >= ground.west &&
    Math.min(south, north) <= ground.north &&
    Math.max(south, north) >= ground.south
  )
}
