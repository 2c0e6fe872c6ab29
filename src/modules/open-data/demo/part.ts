import type { Part } from '#kernel/module.ts'
import { seedDemoDatasets } from './seed-datasets.ts'
import { seedDemoFiles } from './seed-files.ts'
import { seedDemoInventory } from './seed-inventory.ts'
import { seedDemoSeries } from './seed-series.ts'

/** Forty datasets of several institutions, with what happened to them. */
export const demo: Part = {
  seed: [
    { name: 'open-data.demo-crowd', demo: true, run: seedDemoDatasets },
    { name: 'open-data.files.demo-crowd', demo: true, run: seedDemoFiles },
    { name: 'open-data.inventory.demo-crowd', demo: true, run: seedDemoInventory },
    { name: 'open-data.series.demo-crowd', demo: true, run: seedDemoSeries },
  ],
}
