import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { runPaper } from './permissions.ts'

export const paper: Part = { endpoints, ledgerEntries, permissions: [runPaper] }
