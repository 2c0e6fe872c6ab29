import type { Run } from '../run.ts'

/** Something that happens to an installation while people use it. */
export interface Fault {
  name: string
  /** @returns what was done, in words with numbers @throws Error where it could not be done: a fault that did not happen proves nothing */
  strike(run: Run): Promise<string>
}
