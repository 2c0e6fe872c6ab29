import { column, ownDataset } from '#commons/datasets/dataset.ts'
import { type Authority, authoritiesAfter } from './authorities.ts'

const BATCH = 200

/** Authorities that answer, and those that no longer do; without their addresses, which are on their pages. */
const authorities = ownDataset<Authority>('authorities', {
  title: 'organisations.own.authorities',
  about: 'organisations.own.authorities.about',
  keywords: 'organisations.own.authorities.keywords',
  themes: ['GOVE'],
  key: ['code'],
  columns: [
    column('code', 'code', 'organisations.own.column.code', ({ slug }) => slug),
    column('kind', 'code', 'organisations.own.column.kind', ({ kind }) => kind),
    column('name_ro', 'text', 'organisations.own.column.name-ro', ({ name }) => name.ro),
    column('name_ru', 'text', 'organisations.own.column.name-ru', ({ name }) => name.ru ?? null),
    column('name_en', 'text', 'organisations.own.column.name-en', ({ name }) => name.en ?? null),
    column('place', 'code', 'organisations.own.column.place', ({ placeKey }) => placeKey),
    column('ended', 'code', 'organisations.own.column.ended', ({ endedAt }) => (endedAt === null ? 'no' : 'yes')),
  ],
  async *rows({ db }) {
    for (let after: string | null = null; ; ) {
      const batch: Authority[] = await authoritiesAfter(db, { after, limit: BATCH, ended: true })
      yield* batch
      if (batch.length < BATCH) return
      after = batch.at(-1)?.slug ?? null
    }
  },
})

export const ownDatasets = [authorities]
