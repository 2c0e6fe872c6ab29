import { type CkanAction, notFound } from '../action.ts'
import { naturalOf, neededText } from '../read-fields.ts'
import { publishedNames, searchPublished } from '../store.ts'
import { findPackage, findPackages } from './find-package.ts'
import { packageView } from './package-view.ts'
import { readSearch } from './read-search.ts'

export const packageList: CkanAction = {
  help: 'Names of all datasets, sorted. limit and offset: a part of them.',
  async run({ db }, input) {
    const limit = input.limit === undefined || input.limit === '' ? null : naturalOf(input, 'limit', 0)
    return publishedNames(db, limit, naturalOf(input, 'offset', 0))
  },
}

export const packageShow: CkanAction = {
  help: 'One dataset with its resources. id: its id or its name.',
  async run(ctx, input) {
    const id = neededText(input, 'id')
    const found = await findPackage(ctx, id)
    if (!found) throw notFound('Dataset was not found.')
    return packageView(ctx, found)
  },
}

export const packageSearch: CkanAction = {
  help: `Datasets. q: words. fq: organization:name, name:…, id:…, license_id:…, metadata_modified:[from TO to].
sort: metadata_modified, metadata_created, name, title or id, each asc or desc. rows: 10, at most 1000. start.`,
  async run(ctx, input) {
    const { sort, ...search } = readSearch(input)
    const { count, ids } = await searchPublished(ctx.db, { ...search, sort })
    const found = await findPackages(ctx, ids)
    return {
      count,
      facets: {},
      results: found.map((one) => packageView(ctx, one)),
      sort: `${sort.by} ${sort.descending ? 'desc' : 'asc'}`,
      search_facets: {},
    }
  },
}
