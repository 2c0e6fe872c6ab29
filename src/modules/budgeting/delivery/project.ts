import { defineLifecycle } from '#commons/lifecycle/lifecycle.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Lang, Localised } from '#kernel/i18n/lang.ts'
import type { Names } from '../names.ts'

/** The life of a funded project, from the council's decision to the checked work. */
export const projectLife = defineLifecycle({
  name: 'project',
  states: {
    planned: {},
    tendering: {},
    'under-way': {},
    /** As the office says; people are asked. */
    done: {},
    /** Somebody of the authority looked at it and took it over. */
    checked: { final: true },
    /** By a public decision; another project may have its money. */
    stopped: { final: true },
  },
  initial: 'planned',
  transitions: {
    tender: { from: ['planned'], to: 'tendering', by: ['officer'] },
    begin: { from: ['planned', 'tendering'], to: 'under-way', by: ['officer'] },
    finish: { from: ['under-way'], to: 'done', by: ['officer'] },
    reopen: { from: ['done'], to: 'under-way', by: ['officer'] },
    check: { from: ['done'], to: 'checked', by: ['officer'] },
    stop: { from: ['planned', 'tendering', 'under-way'], to: 'stopped', by: ['officer'] },
  },
})
export type ProjectState = keyof typeof projectLife.states
export const projectStates = Object.keys(projectLife.states) as ProjectState[]
/** What the office says by itself; to stop is the council's. */
export const steps = ['tender', 'begin', 'finish', 'reopen', 'check'] as const
export type Step = (typeof steps)[number]
/** In these states there is something to do, and a day can be missed. */
export const goingStates: readonly ProjectState[] = ['planned', 'tendering', 'under-way']

export const causes = ['withdrawn', 'unlawful', 'no-bids', 'over-cost'] as const
export type Cause = (typeof causes)[number]
export const outcomes = ['top-up', 'smaller-scope', 'reserve', 'carry-over'] as const
export type DecisionOutcome = (typeof outcomes)[number]
export const moments = ['before', 'during', 'after'] as const
export type Moment = (typeof moments)[number]

/** In what was funded, since the council decided. */
export interface SinceVote {
  /** Chosen by the vote and stopped since. */
  stopped: number
  /** Of the reserve, in the place of one that was stopped. */
  reserve: number
}

export interface Delivery {
  projectId: string
  processId: string
  state: ProjectState
  chosenBy: 'vote' | 'reserve' | 'answer'
  replaces: { number: number; title: string; lang: Lang; names: Names } | null
  organisationId: string
  organisation: { slug: string; name: Localised }
  office: string | null
  officerId: string | null
  toppedUpTo: number | null
  begunAt: Date
  doneOn: PlainDay | null
  checkedOn: PlainDay | null
  warrantyUntil: PlainDay | null
  warrantyNote: string | null
  warrantyLang: Lang | null
  /** Of the project as it stood on the ballot, or as the answer told it. */
  number: number
  title: string
  lang: Lang
  names: Names
  /** Null of what the authority took up by answering. */
  envelope: number | null
  cost: number
  idea: { id: string; number: number; slug: string; authorMailboxId: string | null; createdAt: Date }
  placeKey: string
}

export interface Milestone {
  id: string
  projectId: string
  title: string
  lang: Lang
  firstPlannedOn: PlainDay
  plannedOn: PlainDay
  doneOn: PlainDay | null
}

export interface Contract {
  contracted: number
  supplier: string
  contractNumber: string
  contractOn: PlainDay
  contractUrl: string | null
  ocid: string | null
}

export interface MoneyLine {
  id: string
  projectId: string
  what: string
  lang: Lang
  planned: number
  paid: number
  contract: Contract | null
}

/** Address of a project's page, without the language. */
export const projectPath = (process: { number: number }, project: { number: number }) =>
  `/processes/${process.number}/delivery/${project.number}`

/**
 * What may be contracted without another decision of the council. Whole minor units, rounded down. Null where nobody voted on a cost: who
 * answered with one answers for it in public.
 */
export function mayContract(
  { cost, toppedUpTo, chosenBy }: Pick<Delivery, 'cost' | 'toppedUpTo' | 'chosenBy'>,
  { overCostPercent }: { overCostPercent: number },
): number | null {
  if (chosenBy === 'answer') return null
  return toppedUpTo ?? Math.floor((cost * (100 + overCostPercent)) / 100)
}

export interface Sums {
  planned: number
  contracted: number
  paid: number
}

export function sumsOf(lines: readonly Pick<MoneyLine, 'planned' | 'paid' | 'contract'>[]): Sums {
  const sum = (of: (line: Pick<MoneyLine, 'planned' | 'paid' | 'contract'>) => number) =>
    lines.reduce((all, line) => all + of(line), 0)
  return {
    planned: sum(({ planned }) => planned),
    contracted: sum(({ contract }) => contract?.contracted ?? 0),
    paid: sum(({ paid }) => paid),
  }
}

/** What a project costs as far as anybody knows: what is contracted, and what is planned where nothing is contracted yet. */
export function expectedCost(lines: readonly Pick<MoneyLine, 'planned' | 'contract'>[]): number {
  return lines.reduce((all, { planned, contract }) => all + (contract?.contracted ?? planned), 0)
}
