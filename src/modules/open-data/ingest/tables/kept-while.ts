import type { Dependence } from '#kernel/changes/change-feed.ts'

/** A version never changes; its dataset tells when there is another one (migration open_data_change). */
export function whileTableStands({ dataset }: { dataset: { name: string } }): Dependence {
  return { topics: [`open-data ${dataset.name}`] }
}
