import type { Localised } from '#kernel/i18n/lang.ts'
import type { RecallReason } from '../recall/recall.ts'

/** A file of the demo with what it was before, and whose dataset it belongs to. */
export interface DemoFile {
  dataset: string
  /** Key of the demo person who sends and publishes it. */
  by: string
  title: Localised
  /** Oldest first. */
  versions: [DemoVersion, ...DemoVersion[]]
}

export interface DemoVersion {
  daysAgo: number
  fileName: string
  make(): Buffer
  /** Of the personal data that the guard finds in it. */
  basis?: string
  /** What became of it; without this, an officer looked at it and published it. */
  becomes?: 'waits-for-second-person' | 'waits-to-be-looked-at' | 'published-by-program'
  /** Its columns are not those of the one before, and the officer has seen it. */
  driftSeen?: true
  /** What was wrong in it; the next version is right. */
  erratum?: { daysAgo: number; text: Localised }
  recalled?: { daysAgo: number; reason: RecallReason; text: string }
}
