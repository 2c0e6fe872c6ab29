import type { Services } from '#kernel/http/context.ts'
import type { Endpoint } from '#kernel/http/endpoint.ts'
import type { Veil } from '#kernel/http/veil.ts'
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
  /** What stands at addresses of everybody and is not for everybody yet. */
  veils?: Veil[]
  jobs?: Job<never>[]
  timers?: Timer[]
  /** Entries of the main navigation. */
  nav?: { path: string; label: MessageKey }[]
  /** What a new installation needs, and what the demo shows; runs once, in this order of rooms. */
  seed?: { name: string; demo: boolean; run(services: Services, tell: (line: string) => void): Promise<void> }[]
  /** What a process that serves pages makes ready once it answers, so that nobody waits for it; who comes earlier makes it. */
  warm?: ((services: Services) => Promise<unknown>)[]
}

/** What one part of a large room brings to its manifest: any of the manifest's lists. */
export type Part = {
  [K in Exclude<keyof Manifest, 'name' | 'dependsOn'> as NonNullable<Manifest[K]> extends readonly unknown[]
    ? K
    : never]?: Manifest[K]
}

/** The lists of all parts, each in the order of the parts. */
export function joinParts(parts: readonly Part[]): Part {
  const joined: Record<string, unknown[]> = {}
  for (const part of parts)
    for (const [name, list] of Object.entries(part)) {
      joined[name] ??= []
      joined[name].push(...(list as unknown[]))
    }
  return joined as Part
}

export function defineModule(manifest: Manifest): Manifest {
  return manifest
}
