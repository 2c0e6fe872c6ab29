import { type CkanAction, notFound } from '../action.ts'
import { naturalOf, neededText } from '../read-fields.ts'
import { publishedNames } from '../store.ts'
import { findPackage } from './find-package.ts'
import { packageView } from './package-view.ts'

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
