import type { Tx } from '#kernel/database/database.ts'
import type { Context } from '#kernel/http/context.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

/**
 * What a room keeps about a person: from it come "my data", the export and the erasure. A room that keeps something about people
 * states it in its manifest; nothing else needs to be wired.
 */
export interface PersonalData {
  /** Name in the export: `<room>.<what>`. */
  name: string
  /** What it is, in words; a message without arguments. */
  label: MessageKey
  /** How long it is kept and what erasing does; a message without arguments. */
  retention: MessageKey
  /** All of it as JSON, in the words of the data: no ids that mean nothing outside, no other person's data. */
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
    /** Of all manifests, in their order. */
    personalData: PersonalData[]
  }
}
