import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'

export const scans: Part = { endpoints, ledgerEntries }
