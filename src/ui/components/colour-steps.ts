const STEPS = 4

/**
 * Lower bounds of at most four colour steps that hold about equally many of the values, ascending and each with a value in
 * it. The first is the least value, so that no step promises a number that is too small to publish; the others are 1, 2 or
 * 5 of their ten, as people count. Zero has a colour of its own and belongs to no step. Empty when no value is above zero.
 */
export function colourSteps(values: number[]): number[] {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b)
  const [least] = sorted
  if (least === undefined) return []
  const bounds = Array.from({ length: STEPS }, (_, at) =>
    roundedDown(sorted[Math.floor((at / STEPS) * sorted.length)] ?? 1),
  )
  return [least, ...new Set(bounds.filter((bound) => bound > least))]
}

/** 1 to 4 for a value above zero. */
export function stepOf(value: number, breaks: number[]): number {
  return breaks.filter((from) => value >= from).length
}

/** To 1, 2, 5, 10, 20, 50 … : down, so that the value stays in the step that begins there. */
function roundedDown(value: number): number {
  const ten = 10 ** Math.floor(Math.log10(value))
  return ten * (value >= 5 * ten ? 5 : value >= 2 * ten ? 2 : 1)
}
