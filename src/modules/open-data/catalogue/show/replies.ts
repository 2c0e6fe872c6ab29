import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { AroundView } from '../../around/around-view.ts'
import { InventoryCounts } from '../../inventory/counts.ts'
import { ratingNames } from '../../score/mqa.ts'
import { InSeries } from '../../series/replies.ts'
import { describedFields } from '../completeness.ts'
import { DatasetListItem, InstitutionRef, LangOfWords, SaidView } from '../find/replies.ts'
import { historyActs } from '../history-store.ts'

const Instant = Type.String({ description: 'Instant, RFC 3339' })
const Day = Type.String({ description: 'Civil day, YYYY-MM-DD' })
const Coded = Type.Object({
  code: Type.String({ description: 'Of the list of the EU, where it has one' }),
  name: Type.String(),
})

export const DatasetFile = Type.Object({
  id: Type.String(),
  title: SaidView,
  description: nullable(SaidView),
  format: nullable(Coded),
  url: nullable(Type.String({ description: 'Of what is outside this site; null for what was uploaded here' })),
  licence: nullable(Coded),
  published: Type.Boolean({ description: 'Can be had: it has an address, or a version was published' }),
  recalled: Type.Boolean({ description: 'What was published of it was taken down' }),
  tables: Type.Array(
    Type.Object({
      id: Type.String(),
      sheet: Type.String({ description: 'Empty for a file that is one table' }),
      rows: Type.Integer(),
      columns: Type.Integer(),
    }),
  ),
})
export type DatasetFile = Type.Static<typeof DatasetFile>

export const DatasetView = Type.Object({
  name: Type.String(),
  title: SaidView,
  description: nullable(
    Type.Object({ html: Type.String(), text: Type.String(), lang: Type.Enum([...langs]) }, { description: 'Cleaned' }),
  ),
  institution: InstitutionRef,
  withdrawn: nullable(Type.Object({ at: Instant, reason: Type.String(), lang: LangOfWords })),
  harvested: nullable(
    Type.Object({
      from: Type.String({ description: 'Address of the catalogue that it comes from' }),
      id: Type.String({ description: 'What it is called there' }),
      page: nullable(Type.String({ description: 'Where people read of it there' })),
      uri: nullable(Type.String()),
      ended: Type.Boolean({ description: 'It is changed here now' }),
    }),
  ),
  files: Type.Array(DatasetFile),
  themes: Type.Array(Coded),
  keywords: Type.Array(Type.String()),
  keywordsLang: Type.Enum([...langs], { description: 'In which the keywords are' }),
  licence: Type.Object({
    code: Type.String(),
    name: Type.String(),
    url: nullable(Type.String()),
    open: Type.Boolean({ description: 'As the Open Definition has it' }),
  }),
  frequency: Coded,
  dueOn: nullable(Type.String({ description: 'When new data is due, by the frequency; YYYY-MM-DD' })),
  late: Type.Boolean(),
  accessRights: Type.Enum(['PUBLIC', 'RESTRICTED', 'NON_PUBLIC']),
  contact: Type.Object({
    name: nullable(Type.String()),
    email: nullable(Type.String()),
    url: nullable(Type.String()),
  }),
  place: nullable(Type.Object({ key: Type.String(), name: Type.String() })),
  coversFrom: nullable(Day),
  coversTo: nullable(Day),
  highValue: nullable(Coded),
  series: nullable(InSeries),
  publishedAt: nullable(Instant),
  modifiedAt: Instant,
  updatedAt: Type.String({ description: 'When its newest data came, or else its description; instant, RFC 3339' }),
  around: AroundView,
})
export type DatasetView = Type.Static<typeof DatasetView>

const FIELDS = [
  'title',
  'description',
  'keywords',
  'themes',
  'licence',
  'frequency',
  'accessRights',
  'contactName',
  'contactEmail',
  'contactUrl',
  'place',
  'coversFrom',
  'coversTo',
  'highValue',
  'file',
  'series',
] as const
export type ChangedField = (typeof FIELDS)[number]

export const DatasetHistory = Type.Object({
  name: Type.String(),
  title: SaidView,
  entries: Type.Array(
    Type.Object({
      seq: nullable(Type.Integer({ description: 'Of the change of the description; null for a version of a file' })),
      at: Instant,
      act: Type.Enum([...historyActs, 'publish-version']),
      version: nullable(
        Type.Object({
          distribution: Type.String(),
          title: SaidView,
          seq: Type.Integer(),
          rows: Type.Integer(),
          recalled: Type.Boolean(),
        }),
      ),
      reason: nullable(Type.String()),
      reasonLang: LangOfWords,
      changes: Type.Array(
        Type.Object({
          field: Type.Enum([...FIELDS]),
          lang: nullable(Type.Enum([...langs])),
          lines: Type.Array(Type.Object({ kind: Type.Enum(['same', 'gone', 'new']), text: Type.String() }), {
            description: 'What went and what came, in the order of the text; of a contact’s name and e-mail nothing',
          }),
        }),
      ),
    }),
    { description: 'Newest first, back to the first publication' },
  ),
})
export type DatasetHistory = Type.Static<typeof DatasetHistory>

const counted = {
  datasets: Type.Integer(),
  described: Type.Integer({ description: 'Fields of all its descriptions that say something' }),
  describable: Type.Integer({ description: 'Fields of all its descriptions' }),
  points: nullable(Type.Integer({ description: 'Mean of its datasets by MQA, of 405; null before any was counted' })),
  rating: nullable(Type.Enum([...ratingNames])),
  late: Type.Integer({ description: 'Datasets whose promised new data did not come' }),
  inventory: nullable(InventoryCounts),
}

export const InstitutionList = Type.Object({
  items: Type.Array(Type.Object({ ...InstitutionRef.properties, ...counted }), {
    description: 'Those with the most points first',
  }),
})
export type InstitutionList = Type.Static<typeof InstitutionList>

export const InstitutionView = Type.Object({
  ...InstitutionRef.properties,
  ...counted,
  missing: Type.Array(Type.Object({ field: Type.Enum([...describedFields]), datasets: Type.Integer() }), {
    description: 'What is missing in how many datasets, most often first',
  }),
  items: Type.Array(DatasetListItem, { description: 'What changed last first' }),
})
export type InstitutionView = Type.Static<typeof InstitutionView>
