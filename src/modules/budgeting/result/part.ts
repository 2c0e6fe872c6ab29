import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { runResults } from './permissions.ts'

export const result: Part = { endpoints, ledgerEntries, permissions: [runResults] }
