import type { Dependence } from '#kernel/changes/change-feed.ts'

/** Topics that the triggers of this part tell (migration processes_change), and rooms with them. */
const LIST = 'processes.list'
const ofProcess = (number: number) => `processes ${number}`
const countsOf = (number: number) => `processes ${number} counts`

/** For what shows something of one process, and nothing that is counted in it. */
export function whileProcessStands(number: number): Dependence {
  return { topics: [ofProcess(number)] }
}

/** For what shows how many take part, too. */
export function whileProcessCounted(number: number): Dependence {
  return { topics: [ofProcess(number), countsOf(number)] }
}

/** For a list: while the same processes are listed, and none of those that are shown changes. */
export function whileProcessesListed(shown: { number: number }[]): Dependence {
  return { topics: [LIST, ...shown.map(({ number }) => ofProcess(number))] }
}
