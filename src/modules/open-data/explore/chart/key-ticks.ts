import type { SettledKey } from '../../engine/group-key.ts'
import type { Cell } from '../../engine/table-query.ts'

export interface KeyTick {
  /** Place of the key. */
  at: number
  /** How much of a day is said; `end`: all of it, at the first and the last one. */
  unit: 'key' | 'month' | 'year' | 'end'
}

type Fits = { is(key: string, at: number): boolean; unit: KeyTick['unit'] }

/** Fewer would not say how far the line reaches. */
const TELLING = 3

/**
 * Keys that get words below the axis: as many as there is room for, at the beginnings of weeks, months, years and decades; where there is room for
 * two alone, the first and the last one.
 *
 * @param mostYears four digits take less room than other words
 */
export function keyTicks(keys: Cell[], { by }: SettledKey, most: number, mostYears = most): KeyTick[] {
  const all = keys.map(String)
  for (const { is, unit } of beginnings(by) ?? everySo()) {
    const ticks = all.flatMap((key, at) => (is(key, at) ? [{ at, unit }] : []))
    if (ticks.length >= Math.min(TELLING, all.length) && ticks.length <= (unit === 'year' ? mostYears : most))
      return ticks
  }
  return most > 1 && all.length > 1 ? ends(all) : [{ at: 0, unit: 'key' }]
}

function ends(keys: string[]): KeyTick[] {
  return [0, keys.length - 1].map((at) => ({ at, unit: 'end' }))
}

/** Null where the keys are no days. */
function beginnings(by: SettledKey['by']): Fits[] | null {
  const years = [1, 2, 5, 10, 20, 50, 100].map((step) => ({ step, unit: 'year' as const }))
  const yearsThat = (isBegin: (key: string) => boolean): Fits[] =>
    years.map(({ step, unit }) => ({ is: (key) => isBegin(key) && Number(key.slice(0, 4)) % step === 0, unit }))
  switch (by) {
    case 'day':
      return [
        { is: () => true, unit: 'key' },
        { is: (key) => isMonday(key), unit: 'key' },
        { is: (key) => isMonday(key) && Math.floor(dayNumber(key) / 7) % 2 === 0, unit: 'key' },
        { is: (key) => key.endsWith('-01'), unit: 'month' },
        { is: (key) => /-(01|04|07|10)-01$/.test(key), unit: 'month' },
        { is: (key) => /-(01|07)-01$/.test(key), unit: 'month' },
        ...yearsThat((key) => key.endsWith('-01-01')),
      ]
    case 'month':
      return [
        { is: () => true, unit: 'key' },
        { is: (key) => /-(01|04|07|10)$/.test(key), unit: 'key' },
        { is: (key) => /-(01|07)$/.test(key), unit: 'key' },
        ...yearsThat((key) => key.endsWith('-01')),
      ]
    case 'quarter':
      return [
        { is: () => true, unit: 'key' },
        { is: (key) => /-Q[13]$/.test(key), unit: 'key' },
        ...yearsThat((key) => key.endsWith('-Q1')),
      ]
    case 'year':
      return yearsThat(() => true)
    default:
      return null
  }
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000
const isMonday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1

function* everySo(): Generator<Fits> {
  for (let power = 1; power <= 1_000; power *= 10)
    for (const one of [1, 2, 5]) yield { is: (_, at) => at % (one * power) === 0, unit: 'key' }
}
