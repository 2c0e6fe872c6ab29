import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '#kernel/clock.ts'
import type { Secrets } from '#kernel/config/secrets.ts'
import type { Db, Tx } from '#kernel/database/database.ts'
import type { FileStore } from '#kernel/files/file-store.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { Translate } from '#kernel/i18n/translator.ts'
import type { Manifest } from '#kernel/module.ts'
import type { Tally } from '#kernel/tally.ts'

/** What the app hands to every use-case. Commons parts add theirs by declaration merging. */
export interface Services {
  db: Db
  clock: Clock
  secrets: Secrets
  publicUrl: string
  /** IANA name; civil days of deadlines and counts are days there. */
  timeZone: string
  demo: boolean
  files: FileStore
  log: FastifyBaseLogger
  /** How often this process showed the pages that are counted, until a room keeps it. */
  pageViews: Tally
  /** For mails and downloads, in their reader's language. */
  translate(lang: Lang): Translate
  /** Every commons part and room that runs here, as each describes itself. */
  manifests: readonly Manifest[]
}

/** Who asks. Commons parts add what they know (account, roles) by declaration merging. */
export interface Viewer {
  /** Id of the account; null for nobody in particular. */
  accountId: string | null
}

export const nobody: Viewer = { accountId: null }

/** What a use-case knows of the request. On a public page the viewer is always `nobody`. */
export interface Context extends Services {
  now: Date
  lang: Lang
  viewer: Viewer
  /** What was typed into the form that this page shows again. */
  typed?: Record<string, unknown>
  /**
   * Where the request comes from as limits see it: the IPv4 address or the IPv6 /64. Never stored in clear. Empty for public pages and resources, whose
   * answers are everybody's.
   */
  source: string
}

/** A context that may write: `tx` is one transaction around the whole act. */
export interface WriteContext extends Context {
  tx: Tx
  cookies: Cookies
}

/** What a batch of acts writes with; each act has a context of its own for who asks and in which language. */
export interface BatchContext extends Services {
  tx: Tx
  now: Date
}

/** Cookies to set with the reply, once the act is committed. */
export interface Cookies {
  get(name: string): string | undefined
  set(name: string, value: string, maxAgeSeconds: number): void
  clear(name: string): void
}
