import { CannotCount } from '../counting/cannot-count.ts'
import { count, type Rule } from '../counting/count.ts'
import { type Election, electionOf } from '../counting/election.ts'
import type { Outcome } from '../counting/outcome.ts'
import { isRuleName, type RuleName, ruleNamed } from '../counting/rule-names.ts'
import type { TieMethod } from '../counting/ties.ts'
import { comparedRules } from '../evaluation/compare-rules.ts'
import { checkLimits, type Note } from '../pabulib/check-limits.ts'
import { type PbElection, pbElection, type VoteType } from '../pabulib/pb-election.ts'
import { PbError } from '../pabulib/pb-file.ts'
import { metaOf } from '../pabulib/places.ts'
import { readPb } from '../pabulib/read-pb.ts'
import { readText } from '../pabulib/read-text.ts'
import type { Wrong, WrongArgs } from '../pabulib/wrongs.ts'

/** What is kept of a vote of elsewhere beside its file. Money in minor units, `currencyUnit` of them in what the file counts in. */
export interface ImportedFacts {
  description: string
  country: string
  unit: string
  instance: string
  begins: string
  ends: string
  currency: string | null
  currencyUnit: number
  voteType: VoteType
  /** As the file names it; `counted` is null where it is none that we count. */
  rule: string
  budget: number
  voters: number
  /** What the ballots do against the file's own limits. */
  notes: Note[]
  projects: {
    id: string
    name: string
    cost: number
    votes: number
    score: number
    /** Whether the file says that it was funded; null where it does not say. */
    official: boolean | null
    why: Outcome['unfunded'][number]['why'] | null
  }[]
  counted: CountedBy | null
  /** Whether the count by the file's rule gives what the file says was funded; null where either is not there. */
  agrees: boolean | null
  compared: CountedBy[]
}

export interface CountedBy {
  rule: RuleName
  selected: string[]
  cost: number
  excluded: number
  meanWinners: number
}

/** Where a file is wrong, as plain data that leaves a thread. */
export interface WrongFile {
  line: number
  column: number
  wrong: Wrong | 'cannot-count'
  args: WrongArgs
}

/** So many combinations as more projects have may take minutes. */
const MOST_FOR_BEST_TOTAL = 60

/** Reads a `.pb` file and counts it by its own rule and by others. */
export function readVote(bytes: Uint8Array): { facts: ImportedFacts } | { wrong: WrongFile } {
  try {
    return { facts: factsOf(readText(bytes)) }
  } catch (error) {
    if (error instanceof PbError) {
      const { line, column, wrong, args } = error
      return { wrong: { line, column, wrong, args } }
    }
    if (error instanceof CannotCount)
      return { wrong: { line: 1, column: 1, wrong: 'cannot-count', args: { what: error.message } } }
    throw error
  }
}

function factsOf(text: string): ImportedFacts {
  const file = readPb(text)
  const pb = pbElection(file)
  const election = electionOf(pb)
  const meta = metaOf(file)
  const said = (key: string) => meta(key)?.value ?? ''
  // Nobody drew a lot that we know of: the ids in their order stand for it, as in the program `npm run count`.
  const ties: TieMethod = { criteria: ['lower-cost', 'more-votes', 'lot'], lot: pb.projects.map(({ id }) => id).sort() }
  const own = ownRule(pb, election)
  const outcome = own && count(election, { ...own, ties })
  const reasons = new Map(outcome?.unfunded.map(({ project, why }) => [project, why]))
  return {
    description: said('description'),
    country: said('country'),
    unit: said('unit'),
    instance: said('instance'),
    begins: said('date_begin'),
    ends: said('date_end'),
    currency: said('currency') || null,
    currencyUnit: pb.currencyUnit,
    voteType: pb.voteType,
    rule: pb.rule,
    budget: pb.budget,
    voters: election.voters,
    notes: checkLimits(file, pb),
    projects: pb.projects.map(({ id, name, cost }, c) => ({
      id,
      name: name || id,
      cost,
      votes: election.support.votes[c] as number,
      score: (election.support.score[c] as number) / pb.pointUnit,
      official: pb.selected?.includes(id) ?? null,
      why: reasons.get(id) ?? null,
    })),
    counted: outcome && countedBy(outcome),
    agrees: outcome && pb.selected && [...outcome.selected].sort().join() === [...pb.selected].sort().join(),
    compared: comparedWith(outcome, election, ties),
  }
}

function ownRule(
  { rule, threshold, pointUnit }: PbElection,
  election: Election,
): { name: RuleName; rule: Rule } | null {
  if (!isRuleName(rule) || (rule === 'greedy-threshold' && threshold === null)) return null
  return { name: rule, rule: ruleNamed(rule, election, (threshold ?? 0) * pointUnit) }
}

function comparedWith(own: Outcome | null, election: Election, ties: TieMethod): CountedBy[] {
  const others = comparedRules.filter(
    (name) =>
      name !== own?.rule &&
      !(name === 'phragmen' && election.ballots.weight) &&
      !(name === 'maxwelfare' && election.projects.length > MOST_FOR_BEST_TOTAL),
  )
  const counted = others.map((name) => count(election, { name, rule: ruleNamed(name, election), ties }))
  return [...(own ? [own] : []), ...counted].map(countedBy)
}

function countedBy({ rule, selected, cost, metrics }: Outcome): CountedBy {
  const { excluded, meanWinners } = metrics
  return { rule: rule as RuleName, selected, cost, excluded, meanWinners }
}
