const STEPS = 4

/**
 * Lower bounds of at most four colour steps, ascending and each with a value in it. Every step grows about as many times from its beginning to
 * its end as the others: what looks alike is alike in size, however many units there are of it. The first bound is the least value, so that no
 * step promises a number that is too small to publish; the others are 1, 2 or 5 of their ten, as people count. Zero has a colour of its own and
 * belongs to no step. Empty when no value is above zero.
 */
export function colourSteps(values: number[]): number[] {
  const counted = values.filter((value) => value > 0)
  if (counted.length === 0) return []
  const least = Math.min(...counted)
  const times = (Math.max(...counted) / least) ** (1 / STEPS)
  const bounds = Array.from({ length: STEPS - 1 }, (_, at) => rounded(least * times ** (at + 1)))
  const all = [least, ...new Set(bounds.filter((bound) => bound > least))]
  return all.filter((from, at) =>
    counted.some((value) => value >= from && value < (all[at + 1] ?? Number.POSITIVE_INFINITY)),
  )
}

/** 1 to 4 for a value above zero. */
export function stepOf(value: number, breaks: number[]): number {
  return breaks.filter((from) => value >= from).length
}

/** To the nearest of 1, 2, 5, 10, 20, 50 …, by how many times it differs. */
function rounded(value: number): number {
  const ten = 10 ** Math.floor(Math.log10(value))
  const off = (bound: number) => Math.abs(Math.log(value / bound))
  return [2, 5, 10].map((part) => part * ten).reduce((best, bound) => (off(bound) < off(best) ? bound : best), ten)
}
