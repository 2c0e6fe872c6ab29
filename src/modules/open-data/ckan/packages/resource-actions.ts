import { isId } from '#kernel/ids.ts'
import { type CkanAction, invalid, notFound } from '../action.ts'
import { naturalOf, neededText, textOf } from '../read-fields.ts'
import { matchingResources, type ResourceTerm } from '../store.ts'
import { placeOfResource } from '../write/store.ts'
import { findPackage, findPackages } from './find-package.ts'
import { packageView, packageViews } from './package-view.ts'

export const resourceShow: CkanAction = {
  help: 'One resource. id: its id.',
  async run(ctx, input) {
    const id = neededText(input, 'id').toLowerCase()
    const place = isId(id) ? await placeOfResource(ctx.db, id) : undefined
    const found = place && (await findPackage(ctx, place.dataset))
    const resource = found && packageView(ctx, found).resources.find((one) => one.id === id)
    if (!resource) throw notFound('Resource was not found.')
    return resource
  },
}

const FIELDS = ['name', 'description', 'url', 'format'] as const
const MOST = 1_000
const MOST_TERMS = 10

export const resourceSearch: CkanAction = {
  help: `Resources. query: "field:term", or a list of such, all of which must fit; field: ${FIELDS.join(', ')}. limit: at most ${MOST}. offset.`,
  async run(ctx, input) {
    const queries = [input.query ?? []].flat()
    if (queries.length === 0 || queries.length > MOST_TERMS) throw invalid('query', 'Missing value')
    const limit = input.limit === undefined ? MOST : Math.min(naturalOf(input, 'limit', MOST), MOST)
    const { count, found } = await matchingResources(ctx.db, queries.map(termOf), limit, naturalOf(input, 'offset', 0))
    const packages = await findPackages(ctx, [...new Set(found.map(({ datasetId }) => datasetId))])
    const views = await packageViews(ctx, packages)
    const resources = new Map(views.flatMap((one) => one.resources).map((one) => [one.id, one]))
    return { count, results: found.flatMap(({ id }) => resources.get(id) ?? []) }
  },
}

function termOf(query: unknown): ResourceTerm {
  const text = textOf({ query }, 'query') ?? ''
  const at = text.indexOf(':')
  const field = FIELDS.find((one) => one === text.slice(0, at))
  if (!field) throw invalid('query', `Must be a field of ${FIELDS.join(', ')}, a colon and a term`)
  return { field, term: text.slice(at + 1) }
}
