import { column, ownDataset } from '#commons/datasets/dataset.ts'
import type { Place } from './places.ts'

/** The tree of places by which everything here is placed. */
const places = ownDataset<Place>('places', {
  title: 'places.own.places',
  about: 'places.own.places.about',
  keywords: 'places.own.places.keywords',
  themes: ['REGI', 'GOVE'],
  key: ['code'],
  columns: [
    column('code', 'code', 'places.own.column.code', ({ key }) => key),
    column('within', 'code', 'places.own.column.within', ({ parentKey }) => parentKey),
    column('type', 'code', 'places.own.column.type', ({ type }) => type),
    column('name_ro', 'text', 'places.own.column.name-ro', ({ name }) => name.ro),
    column('name_ru', 'text', 'places.own.column.name-ru', ({ name }) => name.ru ?? null),
    column('name_en', 'text', 'places.own.column.name-en', ({ name }) => name.en ?? null),
    column('iso', 'code', 'places.own.column.iso', ({ iso }) => iso),
  ],
  async *rows(ctx) {
    yield* ctx.places.all()
  },
})

export const ownDatasets = [places]
