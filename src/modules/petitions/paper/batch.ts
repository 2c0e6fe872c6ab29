import { defineLifecycle } from '#commons/lifecycle/lifecycle.ts'

/** Sheets of one delivery, from the scan to the count and, if it was wrong, out of it again. */
export const batchLife = defineLifecycle({
  name: 'paper-batch',
  states: {
    /** One officer has counted; another has to, without knowing what the first found. */
    counting: {},
    /** Two found different numbers. */
    differing: {},
    accepted: {},
    rejected: { final: true },
    /** Accepted, then found wrong. */
    ended: { final: true },
  },
  initial: 'counting',
  transitions: {
    differ: { from: ['counting', 'differing'], to: 'differing', by: ['officer'] },
    agree: { from: ['counting', 'differing'], to: 'accepted', by: ['officer'] },
    reject: { from: ['counting', 'differing'], to: 'rejected', by: ['officer'] },
    end: { from: ['accepted'], to: 'ended', by: ['officer'] },
  },
})
export type BatchState = keyof typeof batchLife.states
export const batchStates = Object.keys(batchLife.states) as BatchState[]

/** Acts and readings are recorded on this subject; its id is the batch's. */
export const BATCH = 'petitions.paper-batch'

/** What one officer found: all valid signatures, and of these how many from which first-level unit where that was counted. */
export interface Finding {
  signatures: number
  units: Record<string, number> | null
}

/** Whether two counts say the same. A count by unit that only one made contradicts nobody. */
export function agree(one: Finding, other: Finding): boolean {
  if (one.signatures !== other.signatures) return false
  return one.units === null || other.units === null || sameUnits(one.units, other.units)
}

/** Units that both found; null where one of them did not count by unit. */
export function agreedUnits(one: Finding, other: Finding): Finding['units'] {
  return one.units && other.units && sameUnits(one.units, other.units) ? one.units : null
}

function sameUnits(one: Record<string, number>, other: Record<string, number>): boolean {
  const units = Object.keys(one)
  return units.length === Object.keys(other).length && units.every((unit) => one[unit] === other[unit])
}
