const STEPS = 4

/**
 * Lower bounds of at most four colour steps that hold about equally many of the values (quantiles), ascending; the first is 1.
 * Zero has a colour of its own and belongs to no step. Empty when no value is above zero.
 */
export function colourSteps(values: number[]): number[] {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b)
  if (sorted.length === 0) return []
  const bounds = Array.from({ length: STEPS }, (_, at) => (at === 0 ? 1 : atQuantile(sorted, at / STEPS)))
  return [...new Set(bounds)].sort((a, b) => a - b)
}

/** 1 to 4 for a value above zero. */
export function stepOf(value: number, breaks: number[]): number {
  return breaks.filter((from) => value >= from).length
}

/** Rounded to two leading digits, so that a legend is readable. */
function atQuantile(sorted: number[], share: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 1
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1)
  return Math.max(1, Math.round(value / unit) * unit)
}
