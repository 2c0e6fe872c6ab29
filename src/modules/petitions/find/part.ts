import type { Job } from '#kernel/jobs/jobs.ts'
import type { Part } from '#kernel/module.ts'
import { endpoints } from './endpoints.ts'
import { nightlyListings, refreshEveryListing } from './keep-listings.ts'

export const find: Part = {
  endpoints,
  jobs: [nightlyListings as Job<never>],
  // After the other parts have seeded their petitions.
  seed: [{ name: 'petitions.listings', demo: false, run: refreshEveryListing }],
}
