import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { accessRights, datasetLife } from '../../dataset.ts'
import { ScoreView } from '../../score/replies.ts'
import { describedFields } from '../completeness.ts'
import { LangOfWords, SaidView } from '../find/replies.ts'
import { DatasetView } from '../show/replies.ts'
import { neededFields } from './lacks.ts'

export const states = Object.keys(datasetLife.states) as (keyof typeof datasetLife.states)[]
const State = Type.Enum([...states])
const Instant = Type.String({ description: 'Instant, RFC 3339' })
const InLangs = Type.Object({
  ro: nullable(Type.String()),
  ru: nullable(Type.String()),
  en: nullable(Type.String()),
})
const Place = Type.Object({ key: Type.String(), name: Type.String(), group: Type.String() })

export const DeskList = Type.Object({
  state: nullable(State),
  items: Type.Array(
    Type.Object({
      name: Type.String(),
      title: SaidView,
      institution: Type.String(),
      state: State,
      files: Type.Integer(),
      modifiedAt: Instant,
      publishAt: nullable(Instant),
    }),
  ),
  counts: Type.Array(Type.Object({ state: State, count: Type.Integer() })),
  total: Type.Integer(),
  next: nullable(Type.String()),
})
export type DeskList = Type.Static<typeof DeskList>

const said = {
  titles: InLangs,
  descriptions: InLangs,
  keywords: InLangs,
  themes: Type.Array(Type.String()),
  licence: nullable(Type.String()),
  frequency: Type.String(),
  accessRights: Type.Enum([...accessRights]),
  contactName: nullable(Type.String()),
  contactEmail: nullable(Type.String()),
  contactUrl: nullable(Type.String()),
  placeKey: nullable(Type.String()),
  coversFrom: nullable(Type.String()),
  coversTo: nullable(Type.String()),
  highValue: nullable(Type.String()),
}

export const NewDatasetView = Type.Object({
  institutions: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  places: Type.Array(Place),
})
export type NewDatasetView = Type.Static<typeof NewDatasetView>

const ofDataset = { name: Type.String(), title: SaidView, state: State }

export const DescriptionView = Type.Object({
  ...ofDataset,
  ...said,
  missing: Type.Array(Type.Enum([...describedFields]), { description: 'What the description does not say yet' }),
  describable: Type.Integer(),
  score: ScoreView,
  places: Type.Array(Place),
})
export type DescriptionView = Type.Static<typeof DescriptionView>

export const DatasetDesk = Type.Object({
  ...ofDataset,
  path: Type.String({ description: 'Of this desk, without language' }),
  own: Type.Boolean({ description: 'It is of the viewer’s institution' }),
  preview: DatasetView,
  institution: Type.String(),
  files: Type.Array(
    Type.Object({
      id: Type.String(),
      title: SaidView,
      format: nullable(Type.String({ description: 'In words' })),
      url: nullable(Type.String()),
      published: Type.Boolean(),
      version: nullable(Type.Integer({ description: 'Which everybody gets, or will' })),
    }),
  ),
  missing: Type.Array(Type.Enum([...describedFields])),
  describable: Type.Integer(),
  score: ScoreView,
  lacks: Type.Array(Type.Enum([...neededFields]), { description: 'Without what it cannot be published' }),
  may: Type.Object({
    change: Type.Boolean(),
    submit: Type.Boolean(),
    giveBack: Type.Boolean(),
    publish: Type.Boolean(),
    schedule: Type.Boolean(),
    withdraw: Type.Boolean(),
    publishAgain: Type.Boolean(),
  }),
  needsAnother: Type.Boolean({ description: 'Another officer has to publish it' }),
  publishAt: nullable(Instant),
  held: Type.Boolean({ description: 'Its day has come, and the guard has not passed its files' }),
  givenBack: nullable(Type.String({ description: 'Why it was given back' })),
  givenBackLang: LangOfWords,
  withdrawnReason: nullable(Type.String()),
  withdrawnLang: LangOfWords,
  public: Type.Boolean({ description: 'It has a page that everybody may read' }),
  today: Type.String(),
})
export type DatasetDesk = Type.Static<typeof DatasetDesk>

export const FileDesk = Type.Object({
  dataset: Type.Object(ofDataset),
  file: nullable(
    Type.Object({
      id: Type.String(),
      titles: InLangs,
      descriptions: InLangs,
      url: nullable(Type.String()),
      format: nullable(Type.String()),
      licence: nullable(Type.String()),
    }),
  ),
})
export type FileDesk = Type.Static<typeof FileDesk>

export const DatasetAddress = Type.Object({ dataset: Type.String() })
