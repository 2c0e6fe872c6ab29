import type { Part } from '#kernel/module.ts'
import { ownDatasets } from './datasets.ts'

/** What the platform's catalogue of open data gets of processes that spend money. */
export const ownData: Part = { ownDatasets }
