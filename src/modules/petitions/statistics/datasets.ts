import { defineDataset } from '#commons/datasets/dataset.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { byNumber } from '../fields.ts'
import { paperDataset } from '../paper/dataset.ts'
import { publicStates } from '../petition.ts'
import { publishedUnits } from '../signing/publish-units.ts'
import { countsByDay, findPetitionRow } from '../store.ts'
import { type ExportedPetition, exportPetitions } from './export-petitions.ts'

const MINUTES = 5 * 60

/** One row a petition whose page is public. */
export const petitionsDataset = defineDataset<ExportedPetition>({
  name: 'petitions',
  operation: 'downloadPetitions',
  title: 'petitions.statistics.dataset.petitions',
  refresh: 'petitions.statistics.refresh.live',
  path: '/petitions/statistics/petitions',
  cacheSeconds: MINUTES,
  columns: [
    { name: 'number', type: 'integer', about: 'petitions.statistics.column.number', of: (row) => row.number },
    { name: 'title', type: 'text', about: 'petitions.statistics.column.title', of: (row) => row.title },
    { name: 'lang', type: 'code', about: 'petitions.statistics.column.lang', of: (row) => row.lang },
    { name: 'state', type: 'code', about: 'petitions.statistics.column.state', of: (row) => row.state },
    { name: 'topic', type: 'code', about: 'petitions.statistics.column.topic', of: (row) => row.topic },
    { name: 'place', type: 'code', about: 'petitions.statistics.column.place', of: (row) => row.placeKey },
    { name: 'place_name', type: 'text', about: 'petitions.statistics.column.place-name', of: (row) => row.placeName },
    {
      name: 'published_on',
      type: 'day',
      about: 'petitions.statistics.column.published-on',
      of: (row) => row.publishedOn,
    },
    { name: 'closes_on', type: 'day', about: 'petitions.statistics.column.closes-on', of: (row) => row.closesOn },
    { name: 'closed_on', type: 'day', about: 'petitions.statistics.column.closed-on', of: (row) => row.closedOn },
    { name: 'signatures', type: 'integer', about: 'petitions.statistics.column.signatures', of: (row) => row.total },
    { name: 'signatures_email', type: 'integer', about: 'petitions.level.email', of: (row) => row.email },
    { name: 'signatures_strong', type: 'integer', about: 'petitions.level.strong', of: (row) => row.strong },
    { name: 'signatures_signed', type: 'integer', about: 'petitions.level.signed', of: (row) => row.signed },
    {
      name: 'signatures_paper',
      type: 'integer',
      about: 'petitions.paper.column.signatures-apart',
      of: (row) => row.paper,
    },
    {
      name: 'authorities',
      type: 'list',
      about: 'petitions.statistics.column.authorities',
      of: (row) => row.cases.map((one) => one.authority),
    },
    {
      name: 'lodged_on',
      type: 'list',
      about: 'petitions.statistics.column.lodged-on',
      of: (row) => row.cases.map((one) => one.lodgedOn),
    },
    {
      name: 'registered_on',
      type: 'list',
      about: 'petitions.statistics.column.registered-on',
      of: (row) => row.cases.map((one) => one.registeredOn),
    },
    {
      name: 'answered_on',
      type: 'list',
      about: 'petitions.statistics.column.answered-on',
      of: (row) => row.cases.map((one) => one.answeredOn),
    },
    {
      name: 'outcome',
      type: 'list',
      about: 'petitions.statistics.column.outcome',
      of: (row) => row.cases.map((one) => one.outcome),
    },
    {
      name: 'days_to_answer',
      type: 'list',
      about: 'petitions.statistics.column.days-to-answer',
      of: (row) => row.cases.map((one) => one.days),
    },
  ],
  rows: async (ctx) => exportPetitions(ctx),
})

export const byDayDataset = defineDataset({
  name: 'signatures-by-day',
  operation: 'downloadSignaturesByDay',
  title: 'petitions.statistics.dataset.by-day',
  refresh: 'petitions.statistics.refresh.live',
  path: '/petitions/:number/signatures-by-day',
  params: byNumber,
  cacheSeconds: MINUTES,
  columns: [
    { name: 'day', type: 'day', about: 'petitions.statistics.column.day', of: (row: DayRow) => row.day },
    {
      name: 'signatures',
      type: 'integer',
      about: 'petitions.statistics.column.signatures-of-day',
      of: (row: DayRow) => row.signatures,
    },
  ],
  rows: async (ctx, { number }) => each(await countsByDay(ctx.db, await publicId(ctx, number))),
})

interface DayRow {
  day: string
  signatures: number
}

interface UnitRow {
  unit: string
  iso: string | null
  name: string
  atLeast: number | null
}

/** The published version, the same that the page shows. */
export const byUnitDataset = defineDataset({
  name: 'signatures-by-unit',
  operation: 'downloadSignaturesByUnit',
  title: 'petitions.statistics.dataset.by-unit',
  refresh: 'petitions.statistics.refresh.by-k',
  path: '/petitions/:number/signatures-by-unit',
  params: byNumber,
  cacheSeconds: MINUTES,
  columns: [
    { name: 'unit', type: 'code', about: 'petitions.statistics.column.unit', of: (row: UnitRow) => row.unit },
    { name: 'iso', type: 'code', about: 'petitions.statistics.column.iso', of: (row: UnitRow) => row.iso },
    { name: 'name', type: 'text', about: 'petitions.statistics.column.place-name', of: (row: UnitRow) => row.name },
    {
      name: 'signatures_at_least',
      type: 'integer',
      about: 'petitions.statistics.column.at-least',
      of: (row: UnitRow) => row.atLeast,
    },
  ],
  rows: async (ctx, { number }) => {
    const units = await publishedUnits(ctx.db, await publicId(ctx, number))
    return each(
      ctx.places.countedUnits().map(({ key, iso }) => ({
        unit: key,
        iso,
        name: ctx.places.name(key, 'ro'),
        atLeast: units?.cells[key] ?? null,
      })),
    )
  },
})

export const datasets = [petitionsDataset, byDayDataset, byUnitDataset, paperDataset]

async function publicId(ctx: Context, number: number): Promise<string> {
  const petition = await findPetitionRow(ctx.db, number)
  if (!petition || !(publicStates as readonly string[]).includes(petition.state)) throw new NotFound()
  return petition.id
}

async function* each<Row>(rows: Row[]): AsyncIterable<Row> {
  yield* rows
}
