import type { SettledKey } from '../../engine/group-key.ts'
import type { Cell } from '../../engine/table-query.ts'

export interface KeyTick {
  /** Place of the key. */
  at: number
  /** How much of a day is said. */
  unit: 'key' | 'month' | 'year'
}

type Fits = { is(key: string, at: number): boolean; unit: KeyTick['unit'] }

/** Keys that get words below the axis: as many as there is room for, at the beginnings of weeks, months, years and decades. */
export function keyTicks(keys: Cell[], { by }: SettledKey, most: number): KeyTick[] {
  const all = keys.map(String)
  for (const { is, unit } of [...beginnings(by), ...everySo()]) {
    const ticks = all.flatMap((key, at) => (is(key, at) ? [{ at, unit }] : []))
    if (ticks.length > 0 && ticks.length <= Math.max(1, most)) return ticks
  }
  return [{ at: 0, unit: 'key' }]
}

function beginnings(by: SettledKey['by']): Fits[] {
  const years = [1, 2, 5, 10, 20, 50, 100].map((step) => ({ step, unit: 'year' as const }))
  const yearsThat = (isBegin: (key: string) => boolean): Fits[] =>
    years.map(({ step, unit }) => ({ is: (key) => isBegin(key) && Number(key.slice(0, 4)) % step === 0, unit }))
  switch (by) {
    case 'day':
      return [
        { is: () => true, unit: 'key' },
        { is: (key) => new Date(`${key}T00:00:00Z`).getUTCDay() === 1, unit: 'key' },
        { is: (key) => key.endsWith('-01'), unit: 'month' },
        { is: (key) => /-(01|04|07|10)-01$/.test(key), unit: 'month' },
        ...yearsThat((key) => key.endsWith('-01-01')),
      ]
    case 'month':
      return [
        { is: () => true, unit: 'key' },
        { is: (key) => /-(01|04|07|10)$/.test(key), unit: 'key' },
        ...yearsThat((key) => key.endsWith('-01')),
      ]
    case 'quarter':
      return [{ is: () => true, unit: 'key' }, ...yearsThat((key) => key.endsWith('-Q1'))]
    case 'year':
      return yearsThat(() => true)
    default:
      return []
  }
}

function* everySo(): Generator<Fits> {
  for (let power = 1; power <= 1_000; power *= 10)
    for (const one of [1, 2, 5]) yield { is: (_, at) => at % (one * power) === 0, unit: 'key' }
}
