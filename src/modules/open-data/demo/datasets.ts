import type { DemoDataset } from './dataset.ts'
import { agencies } from './datasets/agencies.ts'
import { cities } from './datasets/cities.ts'
import { first } from './datasets/first.ts'
import { ministries } from './datasets/ministries.ts'

/** What a catalogue is like: most of it whole, some of it late, some hardly described. */
export const demoDatasets: DemoDataset[] = [...first, ...cities, ...ministries, ...agencies]
