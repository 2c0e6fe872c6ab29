import { column, ownDataset } from '#commons/datasets/dataset.ts'
import { dayOf, type PlainDay } from '#commons/lifecycle/plain-day.ts'
import { PLATFORM } from '#commons/organisations/platform.ts'
import type { Context } from '#kernel/http/context.ts'
import { allListed, type Listed } from '../catalogue/find/store.ts'
import { ratingOf } from '../score/mqa.ts'
import { pointsOfDatasets, type ScoreOnDay, scoresByDay } from './score-store.ts'

interface CatalogueRow extends Listed {
  points: number | null
  publishedOn: PlainDay
  /** Null for what the platform makes of itself: it would change this very dataset each day. */
  dataOn: PlainDay | null
}

const catalogue = ownDataset<CatalogueRow>('catalogue', {
  title: 'open-data.own-data.catalogue',
  about: 'open-data.own-data.catalogue.about',
  keywords: 'open-data.own-data.catalogue.keywords',
  themes: ['GOVE', 'TECH'],
  key: ['dataset'],
  columns: [
    column('dataset', 'code', 'open-data.own-data.column.dataset', ({ name }) => name),
    column('title_ro', 'text', 'open-data.own-data.column.title-ro', ({ title }) => title.ro),
    column('title_ru', 'text', 'open-data.own-data.column.title-ru', ({ title }) => title.ru ?? null),
    column('title_en', 'text', 'open-data.own-data.column.title-en', ({ title }) => title.en ?? null),
    column('institution', 'code', 'open-data.own-data.column.institution', ({ institution }) => institution.slug),
    column('themes', 'list', 'open-data.own-data.column.themes', ({ themes }) => themes),
    column('formats', 'list', 'open-data.own-data.column.formats', ({ formats }) => formats.toSorted()),
    column('licence', 'code', 'open-data.own-data.column.licence', ({ licence }) => licence),
    column('frequency', 'code', 'open-data.own-data.column.frequency', ({ frequency }) => frequency),
    column('high_value', 'code', 'open-data.own-data.column.high-value', ({ highValue }) => highValue),
    column('place', 'code', 'open-data.own-data.column.place', ({ placeKey }) => placeKey),
    column('published_on', 'day', 'open-data.own-data.column.published', ({ publishedOn }) => publishedOn),
    column('data_on', 'day', 'open-data.own-data.column.data', ({ dataOn }) => dataOn),
    column('points', 'integer', 'open-data.own-data.column.points', ({ points }) => points),
    column('rating', 'code', 'open-data.own-data.column.rating', ({ points }) =>
      points === null ? null : ratingOf(points),
    ),
  ],
  rows: catalogueOf,
})

async function* catalogueOf({ db, timeZone }: Context): AsyncGenerator<CatalogueRow> {
  for await (const batch of allListed(db)) {
    const points = await pointsOfDatasets(
      db,
      batch.map(({ id }) => id),
    )
    for (const one of batch) {
      const own = one.institution.slug === PLATFORM
      yield {
        ...one,
        points: points.get(one.id) ?? null,
        publishedOn: dayOf(one.publishedAt, timeZone),
        dataOn: own || one.dataAt === null ? null : dayOf(one.dataAt, timeZone),
      }
    }
  }
}

const scores = ownDataset<ScoreOnDay>('description-scores', {
  title: 'open-data.own-data.scores',
  about: 'open-data.own-data.scores.about',
  keywords: 'open-data.own-data.scores.keywords',
  themes: ['GOVE', 'TECH'],
  key: ['day', 'institution'],
  columns: [
    column('day', 'day', 'open-data.own-data.column.day', ({ day }) => day),
    column('institution', 'code', 'open-data.own-data.column.institution', ({ institution }) => institution),
    column('datasets', 'integer', 'open-data.own-data.column.datasets', ({ datasets }) => datasets),
    column('points', 'integer', 'open-data.own-data.column.points-of-all', ({ points }) => points),
  ],
  rows: scoresByDay,
})

export const ownDatasets = [catalogue, scores]
