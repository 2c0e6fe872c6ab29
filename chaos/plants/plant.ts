import type { Fault } from '../faults/fault.ts'
import type { Run } from '../run.ts'

/** A fault of the system that is there on purpose: the checks must find it, or they would not find a real one. */
export interface Plant {
  name: string
  /** Names of checks, each of which must find it. */
  foundBy: string[]
  /** What brings it to light. */
  faults: Fault[]
  /** Entries that the log must have before it ends. */
  entries?: number
  /** Before clients act. @returns takes away what would be in the way of the checks */
  begin?(run: Run): Promise<() => Promise<void>>
  /** After everything has healed, before it is judged. @throws Error where it could not be planted */
  end?(run: Run): Promise<void>
}
