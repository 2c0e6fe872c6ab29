import { round } from './drawing.ts'

const R = 3.5

/** A point of a series as a path of its own shape: circle, square, triangle, diamond, cross, triangle on its head. */
export function shapeAt(tone: number, x: number, y: number): string {
  const at = (dx: number, dy: number) => `${round(x + dx)} ${round(y + dy)}`
  switch (tone % 6) {
    case 0:
      return `M${at(-R, 0)}a${R} ${R} 0 1 0 ${2 * R} 0a${R} ${R} 0 1 0 ${-2 * R} 0`
    case 1:
      return `M${at(-3, -3)}h6v6h-6z`
    case 2:
      return `M${at(0, -4)}l4 7h-8z`
    case 3:
      return `M${at(0, -4.5)}l4.5 4.5l-4.5 4.5l-4.5-4.5z`
    case 4:
      return `M${at(-1, -4)}h2v3h3v2h-3v3h-2v-3h-3v-2h3z`
    default:
      return `M${at(0, 4)}l4-7h-8z`
  }
}
