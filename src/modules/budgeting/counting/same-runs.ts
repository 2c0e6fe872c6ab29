import type { Course } from './course.ts'
import type { Election, Project } from './election.ts'
import { NEAR } from './price.ts'

/** Far above what a purse loses by rounding, relative to what everybody began with. */
const ROUNDING = 1e-12

/**
 * How many runs of add1 after this one are sure to go as it did: also the last of them, which add1 makes, so that only those before it are
 * passed over. Several dear projects of the same few voters would have millions of them made.
 *
 * `lacking` is there when nothing in the counter was learned from the run (the same was chosen as in the run before, and the opening did not
 * grow), and every project, whenever it was looked at, was one of two:
 *
 * - All its supporters paid alike, with something left. That is the lowest price there can be, whatever more everybody has; and more
 *   money leaves more, so all pay that price again, to the last digit: rounding keeps purses in order.
 * - Its supporters could not pay together. They still cannot while what they have more, at most the increment each and run, is less than what
 *   was missing. Where they lacked it before anything was spent that is so in whole numbers; else it is kept away by twice NEAR.
 *
 * So the next run looks at the same projects in the same order, finds the same prices, and chooses, drops and charges the same, step for step;
 * and so does each after it while all that lacked still lack. What they choose, what they cost, who lacks and which ties were met is the same.
 * Of the certificate, how far those who pay are from not paying only grows, so the first run has the least; how far those who lack are
 * from paying only shrinks, so the last run has, by more than rounding where an increment is at least NEAR of the cost.
 *
 * @param money of this run, minor units  @param increment of a voter and run
 */
export function sameRuns(
  { projects, voters, support }: Election,
  { lacking }: Course,
  money: number,
  increment: number,
): number {
  if (!lacking || increment * voters < money * ROUNDING) return 0
  return lacking.reduce((fewest, { project, missing }) => {
    const { cost } = projects[project] as Project
    const supporters = support.voters[project] as number
    if (missing === null) return Math.min(fewest, runsBelow(cost, supporters))
    const step = (supporters * increment) / cost
    return step < NEAR ? 0 : Math.max(0, Math.min(fewest, Math.floor((missing - 2 * NEAR) / step)))
  }, Number.POSITIVE_INFINITY)

  /** The most k for which supporters · (money + k · increment · voters) < cost · voters. */
  function runsBelow(cost: number, supporters: number): number {
    const [all, many] = [BigInt(voters), BigInt(supporters)]
    return Number((BigInt(cost) * all - many * BigInt(money) - 1n) / (many * BigInt(increment) * all))
  }
}
