import type { MessageKey } from '#kernel/i18n/translator.ts'

/** A kind of entry that a part writes into the public log; its fields are told in docs/ledger.md. */
export interface EntryKind {
  /** `<room>.<act>` */
  kind: string
  /** The version written now. Older ones stay in the log. */
  v: number
  /** What happened, in a few words, without arguments. */
  says: MessageKey
}

declare module '#kernel/module.ts' {
  interface Manifest {
    ledgerEntries?: EntryKind[]
  }
}
