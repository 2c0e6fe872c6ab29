import Type from 'typebox'
import { nullable } from '#kernel/http/nullable.ts'
import { LangOfWords, SaidView } from '../catalogue/find/replies.ts'
import { breachOutcomes, recallReasons } from './recall.ts'

const At = Type.String({ format: 'date-time' })

export const ErratumView = Type.Object({
  seq: Type.Integer({ description: 'The version that was wrong' }),
  replacedBy: nullable(Type.Integer({ description: 'The version that is right' })),
  text: SaidView,
  publishedAt: At,
})
export type ErratumView = Type.Static<typeof ErratumView>

/** What a table's page says of the version that it shows. */
export const VersionMarks = Type.Object({
  file: Type.String({ description: 'Id of the distribution; who follows it hears of corrections and recalls' }),
  errata: Type.Array(ErratumView, { description: 'Of this version and of those that it replaces, the newest first' }),
})
export type VersionMarks = Type.Static<typeof VersionMarks>

export const CorrectionsView = Type.Object({
  name: Type.String(),
  title: SaidView,
  recalls: Type.Array(
    Type.Object({
      file: Type.Object({ id: Type.String(), title: SaidView }),
      seq: Type.Integer(),
      sha256: Type.String({ description: 'Of the file as it came' }),
      size: Type.Integer({ description: 'Bytes of the file as it came' }),
      publishedAt: At,
      recalledAt: At,
      reason: Type.Enum([...recallReasons]),
      text: Type.String(),
      lang: LangOfWords,
      by: Type.Enum(['officer', 'administrator'], { description: 'Of the institution, or of this site' }),
      institution: Type.String(),
      now: nullable(Type.Integer({ description: 'The version that everybody gets now' })),
    }),
    { description: 'The newest first' },
  ),
  errata: Type.Array(
    Type.Object({ file: Type.Object({ id: Type.String(), title: SaidView }), ...ErratumView.properties }),
    { description: 'The newest first' },
  ),
})
export type CorrectionsView = Type.Static<typeof CorrectionsView>

const whose = {
  dataset: Type.Object({ name: Type.String(), title: Type.String() }),
  distribution: Type.Object({ id: Type.String(), title: Type.String() }),
  institution: Type.String(),
  seq: Type.Integer(),
  sha256: Type.String(),
}

export const RecallView = Type.Object({
  ...whose,
  as: Type.Enum(['officer', 'administrator'], { description: 'By which role the viewer may' }),
  way: nullable(Type.Enum(['recall', 'delete'], { description: 'Deleted are versions that were never published' })),
  publishedAt: nullable(At),
  isCurrent: Type.Boolean({ description: 'It is what everybody gets now' }),
  sameBytes: Type.Array(Type.Object({ dataset: Type.String(), title: Type.String(), seq: Type.Integer() }), {
    description: 'Other versions of the same bytes, which go with it where nobody may have these',
  }),
  elsewhere: Type.Integer({ description: 'Other institutions that have the same bytes' }),
  fallback: nullable(
    Type.Object({ seq: Type.Integer(), publishedAt: At }, { description: 'What everybody gets afterwards' }),
  ),
})
export type RecallView = Type.Static<typeof RecallView>

export const RecallDone = Type.Object({
  dataset: Type.String(),
  distribution: Type.String(),
  version: Type.Integer(),
  removed: Type.Boolean({ description: 'Whether the file had been taken out of its dataset before' }),
})

export const CorrectionView = Type.Object({
  ...whose,
  publishedAt: nullable(At),
  others: Type.Array(Type.Object({ seq: Type.Integer(), publishedAt: At }), {
    description: 'Other versions that are public, the newest first',
  }),
  errata: Type.Array(ErratumView),
})
export type CorrectionView = Type.Static<typeof CorrectionView>

const breach = {
  id: Type.String(),
  dataset: Type.Object({ name: Type.String(), title: Type.String() }),
  institution: Type.String(),
  openedAt: At,
  dueAt: At,
  late: Type.Boolean({ description: 'The hours of the law have passed, and nobody closed it in time' }),
  closedAt: nullable(At),
  outcome: nullable(Type.Enum([...breachOutcomes])),
  outcomeText: nullable(Type.String()),
}

export const BreachList = Type.Object({
  everywhere: Type.Boolean({ description: 'Of all institutions, for an administrator' }),
  find: nullable(Type.String()),
  found: Type.Array(
    Type.Object({
      dataset: Type.String(),
      datasetTitle: Type.String(),
      institution: Type.String(),
      distribution: Type.String(),
      title: Type.String(),
      seq: Type.Integer(),
      publishedAt: nullable(At),
      isCurrent: Type.Boolean(),
    }),
    { description: 'Versions that an administrator looked for' },
  ),
  items: Type.Array(Type.Object(breach), { description: 'Open ones first, the most urgent at the top; at most 100' }),
})
export type BreachList = Type.Static<typeof BreachList>

export const BreachView = Type.Object({
  ...breach,
  text: Type.String({ description: 'Why it was taken down' }),
  lang: LangOfWords,
  hours: Type.Integer(),
  basis: Type.String({ description: 'The act that says so' }),
  verified: Type.Boolean({ description: 'Somebody has checked the term against the act' }),
  versions: Type.Array(
    Type.Object({ title: Type.String(), seq: Type.Integer(), sha256: Type.String(), publishedAt: At }),
    { description: 'What was public' },
  ),
})
export type BreachView = Type.Static<typeof BreachView>

export const BreachDone = Type.Object({ id: Type.String() })
