import type { Services } from '#kernel/http/context.ts'
import type { Act } from '../frame/act-record.ts'
import type { Found } from '../frame/found.ts'

/** What is judged: the installation after everything has healed, what clients recorded, and what a reader kept meanwhile. */
export interface Evidence {
  origin: string
  services: Services
  /** Folder of this run. */
  folder: string
  acts: Act[]
  found: Found
  /** Requests that were there at the beginning. */
  requests: number
  /** Signed notes. */
  checkpoints: string[]
}

export interface Check {
  /** Stays the same: plants name the check that must find them. */
  name: string
  says: string
  /** @returns how much was looked at, and what is wrong; what is thrown is wrong too */
  run(evidence: Evidence): Promise<{ looked: number; wrong: string[] }>
}
