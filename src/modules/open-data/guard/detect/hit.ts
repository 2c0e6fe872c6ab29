import type { FindingKind } from '../kinds.ts'

/** Something in a text that looks like somebody's. */
export interface Hit {
  found: FindingKind
  /** In the text that was looked through. */
  from: number
  to: number
}
