import type { Dependence } from '#kernel/changes/change-feed.ts'

/** Topics that the triggers of this room tell (migration open_data_change). */
export const LIST = 'open-data.datasets'
export const ofDataset = (name: string) => `open-data ${name}`

/** For what shows one dataset, or a table of it: a version never changes, and its dataset tells when there is another one. */
export function whileDatasetStands(name: string): Dependence {
  return { topics: [ofDataset(name)] }
}

/** For lists and counts of what is public. */
export function whileDatasetsStand(): Dependence {
  return { topics: [LIST] }
}
