/**
 * Whether the house stands still for a while: nothing is answered, no timer and no job runs. Every process asks before it does something,
 * so a process may be behind by as long as its copy of the answer lives.
 */
export interface Standstill {
  /** Since when; null when all goes on. */
  since(): Promise<Date | null>
}

declare module '#kernel/http/context.ts' {
  interface Services {
    standstill: Standstill
  }
}

/** For houses that never stand still. */
export const neverStill: Standstill = { since: async () => null }
