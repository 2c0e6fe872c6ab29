/** Address of a need's page, without the language. */
export const needPath = ({ number, slug }: { number: number; slug: string }) => `/needs/${number}-${slug}`

/** A line of a facilitator: what was said, by how many, or how many named a need that is there. */
export type MeetingLine = { people: number; text: string } | { people: number; need: number }

/**
 * One need a line: "12 Iluminat pe strada Gării" is twelve people and what they said; "12 #7" is twelve people and need no. 7.
 *
 * @returns null for a line that says no number first
 */
export function readLine(line: string): MeetingLine | null {
  const [, count = '', said = ''] = /^(\d{1,6})[\s.,;:×x–-]+(\S.*)$/.exec(line.trim()) ?? []
  const people = Number(count)
  if (!(people > 0)) return null
  const known = /^#\s?(\d{1,9})$/.exec(said)
  return known ? { people, need: Number(known[1]) } : { people, text: said.trim() }
}
