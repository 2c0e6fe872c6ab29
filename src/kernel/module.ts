import type { Services } from '#kernel/http/context.ts'
import type { Endpoint } from '#kernel/http/endpoint.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import type { Job, Timer } from '#kernel/jobs/jobs.ts'

/**
 * What a room states once about itself; everything cross-cutting follows from it. Commons parts add the fields they read
 * by declaration merging (settings, lifecycles, ledgerEntries …).
 */
export interface Manifest {
  /** Name of the folder, the PostgreSQL schema and the prefix of its messages. */
  name: string
  /** Rooms whose `public.ts` this one imports. */
  dependsOn?: string[]
  endpoints?: Endpoint[]
  jobs?: Job<never>[]
  timers?: Timer[]
  /** Entries of the main navigation. */
  nav?: { path: string; label: MessageKey }[]
  /** What a new installation needs, and what the demo shows; runs once, in this order of rooms. */
  seed?: { name: string; demo: boolean; run(services: Services, tell: (line: string) => void): Promise<void> }[]
}

export function defineModule(manifest: Manifest): Manifest {
  return manifest
}
