import type { EntryKind } from '#commons/ledger/entry-kinds.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'

/** Every kind of entry that the room writes into the public log, and its version. Their fields: docs/ledger.md. */
const versions = {
  answered: 1,
  archived: 1,
  'case-defects-asked': 1,
  'case-defects-mended': 1,
  'case-extended': 1,
  'case-finished': 1,
  'case-followed-up': 1,
  'case-hearing-held': 1,
  'case-redirected': 1,
  'case-registered': 1,
  clarified: 1,
  closed: 1,
  lodged: 1,
  'moderation-decision': 1,
  'paper-batch': 1,
  'paper-batch-ended': 1,
  'paper-units-told': 1,
  'promise-dropped': 1,
  'promise-started': 1,
  published: 1,
  'signature-confirmed': 2,
  'signature-replaced': 2,
  'signature-withdrawn': 2,
  'signatures-restored': 2,
  'signatures-set-aside': 2,
  'text-masked': 1,
  'text-unmasked': 1,
  'text-version': 1,
  'threshold-crossed': 2,
  'threshold-uncrossed': 2,
  'units-told': 1,
} as const

export const ledgerEntries: EntryKind[] = Object.entries(versions).map(([act, v]) => ({
  kind: `petitions.${act}`,
  v,
  says: `petitions.entry.${act}` as MessageKey,
}))
