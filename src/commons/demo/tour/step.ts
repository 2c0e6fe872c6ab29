import type { Context } from '#kernel/http/context.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { MessageKey, Text } from '#kernel/i18n/translator.ts'

/** Where a step of the tour leads. */
export interface TourWay {
  label: Text
  /** Without the language; a fragment may follow. */
  path: string
  /** Another language than the reader's. */
  lang?: Lang
  /** The key of a demo person to be there; the existing session ends. */
  as?: string
}

/** One thing to try, as a room offers it to the tour of the demo. */
export interface TourStep {
  title: MessageKey
  /** What to do, one instruction a line. */
  todo: MessageKey
  why: MessageKey
  /**
   * Looks in the database for what can be tried now; never a number that somebody wrote down.
   *
   * @returns null when those who came before have used it up
   */
  find(ctx: Context): Promise<{ way: TourWay; also?: TourWay[] } | null>
}

declare module '#kernel/module.ts' {
  interface Manifest {
    tour?: TourStep[]
  }
}
