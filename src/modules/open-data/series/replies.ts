import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { DatasetListItem, InstitutionRef, SaidView } from '../catalogue/find/replies.ts'
import { datasetLife } from '../dataset.ts'

const Day = Type.String({ description: 'Civil day, YYYY-MM-DD' })
const period = { coversFrom: nullable(Day), coversTo: nullable(Day) }
const listed = {
  name: Type.String({ description: 'Stands in the address of its page' }),
  title: SaidView,
  summary: nullable(SaidView),
  institution: InstitutionRef,
  datasets: Type.Integer(),
  ...period,
}
const Items = Type.Array(Type.Object(listed), { description: 'What was made last first' })

export const SeriesList = Type.Object({
  items: Items,
  total: Type.Integer(),
  next: nullable(Type.String({ description: 'Goes into `after`' })),
})
export type SeriesList = Type.Static<typeof SeriesList>

export const SeriesView = Type.Object({
  name: Type.String(),
  title: SaidView,
  description: nullable(SaidView),
  institution: InstitutionRef,
  ...period,
  items: Type.Array(Type.Object({ ...DatasetListItem.properties, ...period }), {
    description: 'Its public datasets, the newest period first',
  }),
})
export type SeriesView = Type.Static<typeof SeriesView>

const ofDataset = (description: string) => Type.Object({ name: Type.String(), title: SaidView }, { description })

/** The series in which a dataset stands, as the page of the dataset tells it. */
export const InSeries = Type.Object({
  name: Type.String(),
  title: SaidView,
  previous: nullable(ofDataset('The public dataset before it')),
  next: nullable(ofDataset('The public dataset after it')),
})
export type InSeries = Type.Static<typeof InSeries>

const InLangs = Type.Object({
  ro: nullable(Type.String()),
  ru: nullable(Type.String()),
  en: nullable(Type.String()),
})

export const NewSeriesView = Type.Object({
  institutions: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
})
export type NewSeriesView = Type.Static<typeof NewSeriesView>

export const SeriesDesk = Type.Object({
  name: Type.String(),
  title: SaidView,
  titles: InLangs,
  descriptions: InLangs,
  institution: Type.String(),
  public: Type.Boolean({ description: 'One of its datasets is public, and so is its page' }),
  members: Type.Array(
    Type.Object({
      name: Type.String(),
      title: SaidView,
      state: Type.Enum(Object.keys(datasetLife.states) as (keyof typeof datasetLife.states)[]),
      ...period,
    }),
    { description: 'The newest period first' },
  ),
  candidates: nullable(
    Type.Array(Type.Object({ name: Type.String(), title: Type.String() }), {
      description: 'Datasets of the institution that stand in no series; null where they are too many to choose from',
    }),
  ),
})
export type SeriesDesk = Type.Static<typeof SeriesDesk>

export const SeriesAddress = Type.Object({ series: Type.String() })
