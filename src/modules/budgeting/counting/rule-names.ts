import type { Rule } from './count.ts'
import type { Election } from './election.ts'
import type { SharesOptions } from './shares-method.ts'

/** Rules by the names of Pabulib's META section, and ours where it has none. */
export const ruleNames = [
  'greedy',
  'greedy-no-skip',
  'greedy-threshold',
  'greedy-exclusive',
  'greedy-per-cost',
  'maxwelfare',
  'equalshares',
  'equalshares/add1',
  'equalshares/add1-comparison',
  'equalshares/add1e',
  'equalshares/add1u',
  'equalshares/add1eu',
  'equalshares/votes',
  'equalshares/phragmen',
  'phragmen',
  'bos',
] as const

export type RuleName = (typeof ruleNames)[number]

export function isRuleName(name: string): name is RuleName {
  return (ruleNames as readonly string[]).includes(name)
}

/**
 * The parameters that a name stands for: add1 adds one unit of the currency, begins with budget ÷ voters and stops at the
 * first overrun; 'e' is the exhaustive stop, 'u' fills up by votes.
 * @param threshold of 'greedy-threshold': points that a project needs
 */
export function ruleNamed(name: RuleName, election: Pick<Election, 'currencyUnit'>, threshold = 0): Rule {
  const shares = (options: Partial<SharesOptions>): Rule => ({
    kind: 'equal-shares',
    completion: 'none',
    increment: election.currencyUnit,
    stop: 'overrun',
    start: 'exact',
    comparison: 'none',
    ...options,
  })
  switch (name) {
    case 'greedy':
    // What excludes what is part of the election, and every rule heeds it.
    case 'greedy-exclusive':
      return { kind: 'greedy', by: 'votes', whenTooDear: 'skip' }
    case 'greedy-no-skip':
      return { kind: 'greedy', by: 'votes', whenTooDear: 'stop' }
    case 'greedy-threshold':
      return { kind: 'greedy', by: 'votes', whenTooDear: 'skip', minimum: { score: threshold } }
    case 'greedy-per-cost':
      return { kind: 'greedy', by: 'votes-per-cost', whenTooDear: 'skip' }
    case 'maxwelfare':
      return { kind: 'best-total' }
    case 'equalshares':
      return shares({})
    case 'equalshares/add1':
      return shares({ completion: 'add1' })
    case 'equalshares/add1-comparison':
      return shares({ completion: 'add1', comparison: 'count' })
    case 'equalshares/add1e':
      return shares({ completion: 'add1', stop: 'exhaustive' })
    case 'equalshares/add1u':
      return shares({ completion: 'add1-votes' })
    case 'equalshares/add1eu':
      return shares({ completion: 'add1-votes', stop: 'exhaustive' })
    case 'equalshares/votes':
      return shares({ completion: 'votes' })
    case 'equalshares/phragmen':
      return shares({ completion: 'phragmen' })
    case 'phragmen':
      return { kind: 'phragmen' }
    case 'bos':
      return { kind: 'overspending' }
  }
}
