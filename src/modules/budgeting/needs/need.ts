/** Address of a need's page, without the language. */
export const needPath = ({ number, slug }: { number: number; slug: string }) => `/needs/${number}-${slug}`

/** A line of a facilitator: what was said, by how many, or how many named a need that is there. */
export type MeetingLine =
  | { people: number; text: string; point: Point | null }
  | { people: number; need: number; point: null }

export interface Point {
  latitude: number
  longitude: number
}

/**
 * One need a line: "12 Iluminat pe strada Gării" is twelve people and what they said; "12 #7" is twelve people and need no. 7. What was
 * said may end in its point on the map: "12 Iluminat pe strada Gării @ 47.0245, 28.8322".
 *
 * @returns null for a line that says no number first
 */
export function readLine(line: string): MeetingLine | null {
  const [, count = '', said = ''] = /^(\d{1,6})[\s.,;:×x–-]+(\S.*)$/.exec(line.trim()) ?? []
  const people = Number(count)
  if (!(people > 0)) return null
  const known = /^#\s?(\d{1,9})$/.exec(said)
  if (known) return { people, need: Number(known[1]), point: null }
  const [, text = said, latitude, longitude] = AT_POINT.exec(said) ?? []
  const degrees = (typed: string) => Number(typed.replace(',', '.'))
  const point = latitude && longitude ? { latitude: degrees(latitude), longitude: degrees(longitude) } : null
  return { people, text: text.trim(), point }
}

/** Two numbers of degrees after an @, with a point or a comma in each. */
const AT_POINT = /^(.*\S)\s*@\s*(-?\d{1,3}(?:[.,]\d{1,12})?)(?:\s*;\s*|,?\s+)(-?\d{1,3}(?:[.,]\d{1,12})?)$/

/** Whether a point is one on the earth. */
export const isOnEarth = ({ latitude, longitude }: Point): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
