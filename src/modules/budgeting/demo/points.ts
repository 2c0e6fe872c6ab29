import { sameNumbers } from '#commons/demo/same-numbers.ts'

/** About the middle of each place of the demo, as any map shows it. */
const middles: Record<string, [latitude: number, longitude: number]> = {
  'md-cu': [47.018, 28.842],
  'md-cu-botanica': [46.984, 28.866],
  'md-cu-buiucani': [47.034, 28.792],
  'md-cu-centru': [47.022, 28.831],
  'md-cu-ciocana': [47.043, 28.892],
  'md-cu-riscani': [47.05, 28.86],
  'md-ba': [47.762, 27.929],
  'demo-orhei': [47.383, 28.823],
}

/** Some point of a place, the same for the same seed; within a kilometre of its middle. */
export function pointIn(place: string, seed: number): { latitude: number | null; longitude: number | null } {
  const middle = middles[place]
  if (!middle) return { latitude: null, longitude: null }
  const random = sameNumbers(seed)
  const near = (degrees: number) => Math.round((degrees + (random() - 0.5) * 0.024) * 10_000) / 10_000
  return { latitude: near(middle[0]), longitude: near(middle[1]) }
}
