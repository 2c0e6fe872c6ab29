import type { Election } from './election.ts'

/** Takes the price of its weight from every supporter of c, or all that is left. */
export function charge(held: Float64Array, { support }: Election, c: number, perWeight: number): void {
  const { start, row, weight } = support
  const end = start[c + 1] as number
  if (weight)
    for (let at = start[c] as number; at < end; at++) {
      const r = row[at] as number
      held[r] = Math.max((held[r] as number) - perWeight * (weight[at] as number), 0)
    }
  else
    for (let at = start[c] as number; at < end; at++) {
      const r = row[at] as number
      held[r] = Math.max((held[r] as number) - perWeight, 0)
    }
}
