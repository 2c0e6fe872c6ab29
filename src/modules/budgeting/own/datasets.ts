import { column, type DatasetColumn, ownDataset } from '#commons/datasets/dataset.ts'
import type { PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { PublishedCounts } from '#commons/settings/small-numbers.ts'
import { titlesOf } from '../delivery/datasets.ts'
import { type BudgetRow, budgets as downloaded } from '../statistics/datasets.ts'
import { showBudgetStatistics } from '../statistics/show-statistics.ts'
import { allStatistics } from '../statistics/store.ts'
import { delivered } from './delivered.ts'
import {
  type BallotMark,
  ballotMarks,
  type PhaseRow,
  type ProjectResult,
  phasesOfProcesses,
  projectResults,
} from './store.ts'

const themes = ['GOVE', 'ECON']
/** What happens on paper is told after the close on the process's page; its few ways would tell of each other here. */
const left = ['paper_given', 'paper_counted', 'paper_not_valid']

const process = <Row extends { process: number }>() =>
  column<Row>('process', 'integer', 'budgeting.delivery.column.process', (row) => row.process)

const processes = ownDataset<PhaseRow>('participatory-processes', {
  title: 'budgeting.own.processes',
  about: 'budgeting.own.processes.about',
  keywords: 'budgeting.own.processes.keywords',
  themes,
  key: ['process', 'phase'],
  columns: [
    process<PhaseRow>(),
    column('title_ro', 'text', 'budgeting.own.column.title-ro', ({ title }) => title.ro),
    column('title_ru', 'text', 'budgeting.own.column.title-ru', ({ title }) => title.ru ?? null),
    column('title_en', 'text', 'budgeting.own.column.title-en', ({ title }) => title.en ?? null),
    column('state', 'code', 'budgeting.own.column.state', ({ state }) => state),
    column('place', 'code', 'budgeting.own.column.place', ({ placeKey }) => placeKey),
    column('authority', 'code', 'budgeting.own.column.authority', ({ authority }) => authority),
    column('phase', 'integer', 'budgeting.own.column.phase', ({ phase }) => phase),
    column('what', 'code', 'budgeting.own.column.method', ({ method }) => method),
    column<PhaseRow>('opens_on', 'day', 'budgeting.own.column.opens', ({ opensOn }): PlainDay => opensOn),
    column<PhaseRow>('closes_on', 'day', 'budgeting.own.column.closes', ({ closesOn }): PlainDay => closesOn),
  ],
  rows: phasesOfProcesses,
})

const budgets = ownDataset<BudgetRow>('budgets', {
  title: 'budgeting.own.budgets',
  about: 'budgeting.own.budgets.about',
  keywords: 'budgeting.own.budgets.keywords',
  themes,
  key: ['process'],
  columns: (downloaded.dataset.columns as DatasetColumn<BudgetRow>[]).filter(({ name }) => !left.includes(name)),
  people: [{ total: 'supports' }, { total: 'ballots' }],
  async *rows(ctx) {
    yield* (await showBudgetStatistics(ctx)).items.toReversed()
  },
})

interface Participation {
  process: number
  who: string
  people: number | null
  atLeast: number | null
}

/** The counts of the process's statistics, as its page tells them: docs/decisions/0002-small-numbers.md. */
const participation = ownDataset<Participation>('budget-participation', {
  title: 'budgeting.own.participation',
  about: 'budgeting.own.participation.about',
  keywords: 'budgeting.own.participation.keywords',
  themes: ['GOVE', 'SOCI'],
  key: ['process', 'who'],
  columns: [
    process<Participation>(),
    column('who', 'code', 'budgeting.own.column.who', ({ who }) => who),
    column('people', 'integer', 'budgeting.own.column.people', ({ people }) => people),
    column('people_at_least', 'integer', 'budgeting.own.column.at-least', ({ atLeast }) => atLeast),
  ],
  async *rows({ db }) {
    for (const { process, counts } of (await allStatistics(db)).toReversed()) {
      for (const who of ['authors', 'supporters'] as const) {
        const { total, k } = counts[who]
        yield { process: process.number, who, people: total >= k ? total : null, atLeast: null }
      }
      for (const [channel, atLeast] of inOrder(counts.channels))
        yield { process: process.number, who: `voters-${channel}`, people: null, atLeast }
      for (const [band, atLeast] of inOrder(counts.ages))
        yield { process: process.number, who: `age-${band}`, people: null, atLeast }
    }
  },
})

const inOrder = (counts: PublishedCounts | null | undefined) =>
  Object.entries(counts?.cells ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))

/** Results are told exactly: whoever has the ballots counts them again. */
const results = ownDataset<ProjectResult>('budget-results', {
  title: 'budgeting.own.results',
  about: 'budgeting.own.results.about',
  keywords: 'budgeting.own.results.keywords',
  themes,
  key: ['process', 'project'],
  columns: [
    process<ProjectResult>(),
    column('envelope', 'integer', 'budgeting.delivery.column.envelope', ({ envelope }) => envelope),
    column('project', 'integer', 'budgeting.delivery.column.project', ({ project }) => project.number),
    column('title', 'text', 'budgeting.delivery.column.title', ({ project }) => project.title),
    column('lang', 'code', 'budgeting.delivery.column.lang', ({ project }) => project.lang),
    column('currency', 'code', 'budgeting.delivery.column.currency', ({ currency }) => currency),
    column('cost', 'integer', 'budgeting.delivery.column.cost', ({ project }) => project.cost),
    column('votes', 'integer', 'budgeting.own.column.votes', ({ votes }) => votes),
    column('points', 'number', 'budgeting.own.column.points', ({ points }) => points),
    column('outcome', 'code', 'budgeting.own.column.outcome', ({ chosen }) => (chosen ? 'chosen' : 'not-chosen')),
    ...titlesOf<ProjectResult>(({ project }) => project),
  ],
  rows: projectResults,
})

const ballots = ownDataset<BallotMark>('budget-ballots', {
  title: 'budgeting.own.ballots',
  about: 'budgeting.own.ballots.about',
  keywords: 'budgeting.own.ballots.keywords',
  themes,
  key: ['process', 'ballot', 'project'],
  columns: [
    process<BallotMark>(),
    column('ballot', 'code', 'budgeting.own.column.ballot', ({ ballot }) => ballot),
    column('envelope', 'integer', 'budgeting.delivery.column.envelope', ({ envelope }) => envelope),
    column('project', 'integer', 'budgeting.delivery.column.project', ({ project }) => project),
    column('counts', 'number', 'budgeting.own.column.weight', ({ weight }) => weight),
  ],
  rows: ballotMarks,
})

export const ownDatasets = [processes, budgets, participation, results, ballots, ...delivered]
