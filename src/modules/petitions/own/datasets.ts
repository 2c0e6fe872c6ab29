import { column, type DatasetColumn, ownDataset } from '#commons/datasets/dataset.ts'
import { toldSteps } from '#commons/datasets/told-store.ts'
import { addDays, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import type { Context } from '#kernel/http/context.ts'
import { petitionsDataset } from '../statistics/datasets.ts'
import type { AuthorityFigures } from '../statistics/figures.ts'
import { findStatistics } from '../statistics/store.ts'
import {
  type Answer,
  allAnswers,
  allThresholds,
  allUnits,
  type CountedPetition,
  countedPetitions,
  type Threshold,
  type UnitTold,
} from './store.ts'

const NAME = 'petitions'
/** The whole of a petition's signatures; its parts are their levels. */
const WHOLE = 'signatures'
export const levelColumns = ['signatures_email', 'signatures_strong', 'signatures_signed'] as const
/** Batches on paper are few and large: the catalogue tells nothing of them, because two totals of them would tell the smallest batch. */
const left = 'signatures_paper'

const petition = <Row extends { number: number }>() =>
  column<Row>('petition', 'integer', 'petitions.statistics.column.number', ({ number }) => number)
const authority = <Row extends { authority: string }>() =>
  column<Row>('authority', 'code', 'petitions.own.column.authority', (row) => row.authority)
const themes = ['GOVE', 'SOCI']

/** Signatures are told day by day, whenever k people have signed or withdrawn since the last telling. */
const petitions = ownDataset<CountedPetition>(NAME, {
  title: 'petitions.own.petitions',
  about: 'petitions.own.petitions.about',
  keywords: 'petitions.own.petitions.keywords',
  themes,
  key: ['number'],
  columns: (petitionsDataset.dataset.columns as DatasetColumn<CountedPetition>[]).filter(({ name }) => name !== left),
  people: [{ total: WHOLE, parts: levelColumns, days: ({ days }) => days }],
  rows: countedPetitions,
})

interface Period {
  number: number
  from: PlainDay | null
  to: PlainDay
  signatures: number
}

const periods = ownDataset<Period>('signatures-by-period', {
  title: 'petitions.own.periods',
  about: 'petitions.own.periods.about',
  keywords: 'petitions.own.periods.keywords',
  themes,
  key: ['petition', 'to_on'],
  columns: [
    petition<Period>(),
    column('from_on', 'day', 'petitions.own.column.from', ({ from }) => from),
    column('to_on', 'day', 'petitions.own.column.to', ({ to }) => to),
    column('signatures', 'integer', 'petitions.own.column.signatures-of-period', ({ signatures }) => signatures),
  ],
  rows: periodsOf,
})

/** As the catalogue has told them: petitions whose page is gone are not among them. */
async function* periodsOf(ctx: Context): AsyncGenerator<Period> {
  const shown = new Set<number>()
  for await (const { number } of countedPetitions(ctx)) shown.add(number)
  for await (const { rowKey, after, toldOn, people } of toldSteps(ctx.db, { dataset: NAME, counted: WHOLE }))
    if (shown.has(Number(rowKey)))
      yield { number: Number(rowKey), from: after && addDays(after, 1), to: toldOn, signatures: people }
}

/** The published counts, the same that pages show: docs/decisions/0002-small-numbers.md. */
const units = ownDataset<UnitTold>('signatures-by-unit', {
  title: 'petitions.own.units',
  about: 'petitions.own.units.about',
  keywords: 'petitions.own.units.keywords',
  themes: [...themes, 'REGI'],
  key: ['petition', 'unit'],
  columns: [
    petition<UnitTold>(),
    column('unit', 'code', 'petitions.statistics.column.unit', ({ unit }) => unit),
    column('iso', 'code', 'petitions.statistics.column.iso', ({ iso }) => iso),
    column('name', 'text', 'petitions.statistics.column.place-name', ({ name }) => name),
    column('signatures_at_least', 'integer', 'petitions.statistics.column.at-least', ({ atLeast }) => atLeast),
  ],
  rows: allUnits,
})

const thresholds = ownDataset<Threshold>('petition-thresholds', {
  title: 'petitions.own.thresholds',
  about: 'petitions.own.thresholds.about',
  keywords: 'petitions.own.thresholds.keywords',
  themes,
  key: ['petition', 'authority', 'threshold'],
  columns: [
    petition<Threshold>(),
    column('threshold', 'code', 'petitions.own.column.threshold', ({ name }) => name),
    column('needed', 'integer', 'petitions.own.column.needed', ({ signatures }) => signatures),
    column('level', 'code', 'petitions.own.column.level', ({ level }) => level),
    authority<Threshold>(),
    column('reached_on', 'day', 'petitions.own.column.reached', ({ crossedOn }) => crossedOn),
  ],
  rows: allThresholds,
})

const answers = ownDataset<Answer>('petition-answers', {
  title: 'petitions.own.answers',
  about: 'petitions.own.answers.about',
  keywords: 'petitions.own.answers.keywords',
  themes,
  key: ['petition', 'authority'],
  columns: [
    petition<Answer>(),
    authority<Answer>(),
    column('state', 'code', 'petitions.own.column.case-state', ({ state }) => state),
    column('lodged_on', 'day', 'petitions.own.column.lodged', ({ lodgedOn }) => lodgedOn),
    column('registered_on', 'day', 'petitions.statistics.column.registered-on', ({ registeredOn }) => registeredOn),
    column('due_on', 'day', 'petitions.own.column.due', ({ dueOn }) => dueOn),
    column('answered_on', 'day', 'petitions.statistics.column.answered-on', ({ answeredOn }) => answeredOn),
    column('outcome', 'code', 'petitions.statistics.column.outcome', ({ outcome }) => outcome),
    column('days_to_answer', 'integer', 'petitions.statistics.column.days-to-answer', ({ days }) => days),
  ],
  rows: allAnswers,
})

const responseTimes = ownDataset<AuthorityFigures>('response-times', {
  title: 'petitions.own.times',
  about: 'petitions.own.times.about',
  keywords: 'petitions.own.times.keywords',
  themes,
  key: ['authority'],
  columns: [
    column('authority', 'code', 'petitions.own.column.authority', ({ slug }) => slug),
    column('name', 'text', 'petitions.own.column.authority-name', ({ name }) => name.ro),
    column('received', 'integer', 'petitions.own.column.received', ({ received }) => received),
    column('answered', 'integer', 'petitions.own.column.answered', ({ answered }) => answered),
    column('median_days', 'number', 'petitions.own.column.median', ({ medianDays }) => medianDays),
    column('in_time', 'integer', 'petitions.own.column.in-time', ({ inTime }) => inTime),
    column('with_term', 'integer', 'petitions.own.column.with-term', ({ withTerm }) => withTerm),
    column('overdue', 'integer', 'petitions.own.column.overdue', ({ overdue }) => overdue),
  ],
  async *rows({ db }) {
    const { figures } = (await findStatistics(db)) ?? {}
    yield* (figures?.authorities ?? []).toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
  },
})

/** In this order: periods are made of what was told of petitions. */
export const ownDatasets = [petitions, periods, units, thresholds, answers, responseTimes]
