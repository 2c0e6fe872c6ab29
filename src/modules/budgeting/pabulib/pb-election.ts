import type { Project } from '../counting/election.ts'
import { type Amount, readAmount, wholeAmount } from './amount.ts'
import { type PbBallots, pbBallots } from './pb-ballots.ts'
import { PbError, type PbFile } from './pb-file.ts'
import { columnNamed, errorAt, type MetaValue, metaOf } from './places.ts'

const OBLIGATORY = [
  'description',
  'country',
  'unit',
  'instance',
  'num_projects',
  'num_votes',
  'budget',
  'vote_type',
  'rule',
  'date_begin',
  'date_end',
]
export const voteTypes = ['approval', 'ordinal', 'cumulative', 'scoring', 'choose-1'] as const
export type VoteType = (typeof voteTypes)[number]

/** What a `.pb` file says, ready for electionOf of counting/election.ts. */
export interface PbElection extends PbBallots {
  projects: Project[]
  /** Minor units, as are costs. */
  budget: number
  /** Minor units in what the file counts in: 1, or 100 where something costs 12.50. */
  currencyUnit: number
  voteType: VoteType
  rule: string
  /** project_min_score or the like, where META names one; points. */
  threshold: number | null
  /** Ids that the file says were officially funded; null where it does not say. */
  selected: string[] | null
}

/**
 * Checks what a file means and makes an election of it.
 * @throws PbError at the first thing that contradicts the format or itself
 */
export function pbElection(file: PbFile): PbElection {
  const meta = metaOf(file)
  for (const key of OBLIGATORY)
    if (!meta(key)?.value)
      throw meta(key)?.fail('key-empty', { key }) ?? new PbError(file.meta.head, 1, 'key-lacks', { key })
  const given = (key: string) => meta(key) as NonNullable<ReturnType<typeof meta>>
  const voteType = voteTypes.find((type) => type === given('vote_type').value)
  if (!voteType) throw given('vote_type').fail('vote-type', { types: voteTypes.join(', ') })
  for (const [key, { rows }] of [
    ['num_projects', file.projects],
    ['num_votes', file.votes],
  ] as const)
    if (given(key).value !== String(rows.length))
      throw given(key).fail('count-differs', { key, said: given(key).value, found: rows.length })

  const { projects, budget, decimals } = moneyOf(file, given('budget'))
  const ballots = pbBallots(file, voteType, projects, meta)
  return {
    ...ballots,
    projects,
    budget,
    currencyUnit: 10 ** decimals,
    voteType,
    rule: given('rule').value,
    threshold: thresholdOf(meta),
    selected: selectedIn(file, projects),
  }
}

function moneyOf({ projects: table }: PbFile, budgetGiven: MetaValue) {
  const idAt = columnNamed(table, 'project_id')
  const costAt = columnNamed(table, 'cost')
  const nameAt = table.columns.indexOf('name')
  const categoryAt = table.columns.indexOf('category')
  const seen = new Map<string, number>()
  const costs = table.rows.map((row, at): Amount => {
    const id = row[idAt] as string
    if (id.trim() === '') throw errorAt(table, at, 'project_id', 'project-unnamed')
    if (id.includes(',')) throw errorAt(table, at, 'project_id', 'project-comma')
    const before = seen.get(id)
    if (before !== undefined)
      throw errorAt(table, at, 'project_id', 'project-twice', { project: id, line: table.lines[before] as number })
    seen.set(id, at)
    const cost = readAmount(row[costAt] as string)
    if (!cost) throw errorAt(table, at, 'cost', 'cost-number', { cost: JSON.stringify(row[costAt]) })
    if (cost.digits < 0n) throw errorAt(table, at, 'cost', 'cost-negative', { cost: row[costAt] as string })
    return cost
  })
  const budget = readAmount(budgetGiven.value)
  if (!budget || budget.digits <= 0n)
    throw budgetGiven.fail('budget-number', { budget: JSON.stringify(budgetGiven.value) })
  const decimals = Math.max(budget.decimals, ...costs.map((cost) => cost.decimals))
  const whole = wholeAmount(budget, decimals)
  if (whole === null) throw budgetGiven.fail('budget-large')
  const projects = table.rows.map((row, at): Project => {
    const cost = wholeAmount(costs[at] as Amount, decimals)
    if (cost === null) throw errorAt(table, at, 'cost', 'cost-large')
    return {
      id: row[idAt] as string,
      cost,
      ...(nameAt >= 0 && { name: row[nameAt] as string }),
      ...(categoryAt >= 0 && row[categoryAt] && { categories: (row[categoryAt] as string).split(',') }),
    }
  })
  return { projects, budget: whole, decimals }
}

function thresholdOf(meta: ReturnType<typeof metaOf>): number | null {
  const found = meta('min_project_score_threshold') ?? meta('project_min_score_threshold')
  if (!found) return null
  const score = Number(found.value)
  if (found.value === '' || !Number.isFinite(score)) throw found.fail('threshold', { threshold: found.value })
  return score
}

/** 1 is funded; 0 is not; 2 and 3 are funded from other money or afterwards. */
function selectedIn({ projects: table }: PbFile, projects: Project[]): string[] | null {
  const at = table.columns.indexOf('selected')
  if (at < 0) return null
  return table.rows.flatMap((row, r) => {
    const value = (row[at] as string).trim()
    if (!/^[0-3]?$/.test(value)) throw errorAt(table, r, 'selected', 'selected', { selected: value })
    return value === '1' ? [(projects[r] as Project).id] : []
  })
}
