import type { Part } from '#kernel/module.ts'
import { ownDatasets } from './datasets.ts'

/** What the platform's catalogue of open data gets of petitions. */
export const ownData: Part = { ownDatasets }
