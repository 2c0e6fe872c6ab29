import { whileCitations } from '#commons/citations/show-citations.ts'
import type { Dependence } from '#kernel/changes/change-feed.ts'
import { LIST, whileDatasetStands } from '../catalogue/kept-while.ts'
import { DATASET } from './dataset-discussion.ts'

/** For what shows reuses: which there are, whether their addresses answer, and how their datasets are called. */
export function whileReusesStand(): Dependence {
  return { topics: ['open-data.reuses', LIST] }
}

/** For a dataset's page with what stands around it. */
export function whileAroundStands({ name, number }: { name: string; number: number }): Dependence {
  const { topics } = whileDatasetStands(name)
  const cited = whileCitations({ kind: DATASET, key: name })
  return { topics: [...topics, `discussion ${DATASET} ${number}`, ...cited.topics] }
}
