import type { Tx } from '#kernel/database/database.ts'
import type { Context } from '#kernel/http/context.ts'
import type { MessageKey, Text } from '#kernel/i18n/translator.ts'

/**
 * What a room keeps about a person: from it come the page about privacy, "my data", the export and the erasure. A room that keeps
 * something about people states it in its manifest; nothing else needs to be wired. The messages named by a key alone have no arguments.
 */
export interface PersonalData {
  /** Name in the export: `<room>.<what>`. */
  name: string
  what: MessageKey
  why: MessageKey
  /** How long. */
  kept: Text
  /** What erasing does: gone, or counted and nobody's. */
  erased: MessageKey
  /**
   * All of it as JSON, in the words of the data: no ids that mean nothing outside, no other person's data. Where it may be long, an
   * iterable of its items, which are written as they are read.
   */
  export(ctx: Context, mailboxId: string, accountId: string): Promise<unknown>
  /** Erases it, or makes it nobody's where it counts. Safe to repeat. */
  erase(tx: Tx, mailboxId: string, accountId: string, now: Date): Promise<void>
}

declare module '#kernel/module.ts' {
  interface Manifest {
    personalData?: PersonalData[]
  }
}

declare module '#kernel/http/context.ts' {
  interface Services {
    /** What all rooms keep, in their order. */
    personalData: PersonalData[]
  }
}
