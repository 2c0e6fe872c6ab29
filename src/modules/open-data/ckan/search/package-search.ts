import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Context } from '#kernel/http/context.ts'
import { CatalogueIndex, type Known } from '../../catalogue/find/catalogue-index.ts'
import { freshIndex } from '../../catalogue/find/fresh-index.ts'
import { listedHidden } from '../../catalogue/find/store.ts'
import { describeData } from '../../catalogue/permissions.ts'
import { nameOfCode } from '../../catalogue/vocabularies/names.ts'
import type { CkanAction } from '../action.ts'
import { findOwnPackages, findPackages } from '../packages/find-package.ts'
import { packageViews } from '../packages/package-view.ts'
import { dateFields, titleFields, valuesOf } from './fields.ts'
import { fitsOf } from './fits.ts'
import { readSearch, type Search } from './read-search.ts'

export const packageSearch: CkanAction = {
  help: `Datasets, searched in any spelling. q: words, or field:value. fq: filters as Lucene writes them: field:value, "phrases", (a OR b), -not, prefix*, [from TO to] with NOW-1MONTH;
fields: name, title, notes, text, tags, groups, organization, owner_org, license_id, res_format, metadata_created, metadata_modified, extras_KEY.
sort: score, metadata_modified, metadata_created, name, title or another field, each asc or desc. rows: 10, at most 1000. start. fl.
include_drafts: true: also what the institution of the token has not published yet (state:draft).
facet.field: a JSON list of fields; facet.limit: 50, -1 for all; facet.mincount.`,
  async run(ctx, input) {
    const search = readSearch(input)
    const index = await freshIndex(ctx.db)
    const found = [...matching(ctx, index, search), ...(await matchingHidden(ctx, search))]
    // These stand behind, but where the newest come first.
    if (search.hidden.length > 0 && search.words === '')
      found.sort((a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime())
    const sort =
      search.sort.length > 0
        ? search.sort
        : [
            { by: 'score', descending: true },
            { by: 'metadata_modified', descending: true },
          ]
    const shown = sorted(index, found, search).slice(search.offset, search.offset + search.limit)
    const packages = await (search.hidden.length > 0 ? findOwnPackages : findPackages)(
      ctx,
      shown.map(({ id }) => id),
    )
    const views = await packageViews(ctx, packages)
    return {
      count: found.length,
      ...countedFacets(ctx, index, found, search.facets),
      results: views.map((one) => withKeys(one, search.keys)),
      sort: sort.map(({ by, descending }) => `${by} ${descending ? 'desc' : 'asc'}`).join(', '),
    }
  },
}

function matching(ctx: Context, index: CatalogueIndex, { words, filters }: Search): Known[] {
  return index.matching(words).filter(fitsOf(filters, index, ctx.now))
}

/** They are few, and in no index: one is made of them for this search. */
async function matchingHidden(ctx: Context, search: Search): Promise<Known[]> {
  const institutions = search.hidden.length > 0 ? ownOrganisations(ctx, describeData) : []
  if (institutions.length === 0) return []
  const index = new CatalogueIndex()
  for (const hidden of search.hidden) for (const one of await listedHidden(ctx.db, institutions, hidden)) index.put(one)
  return matching(ctx, index, search)
}

function withKeys(view: Record<string, unknown>, keys: string[] | null): Record<string, unknown> {
  if (!keys || keys.includes('*')) return view
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(view, key)).map((key) => [key, view[key]]))
}

/** What fits best, or is the newest, comes first already, also among those that are alike in all that is asked for. */
function sorted(index: CatalogueIndex, found: Known[], { words, sort }: Search): Known[] {
  // Without words all fit alike.
  const clauses = words === '' ? sort.filter(({ by }) => by !== 'score') : sort
  if (clauses.length === 0) return found
  const scores = clauses.some(({ by }) => by === 'score') ? index.scores(words) : () => 0
  const score = new Map(found.map((one) => [one, scores(one)]))
  const { compare } = new Intl.Collator('ro', { numeric: true })
  return found.toSorted((a, b) => {
    for (const { by, descending } of clauses) {
      const [one, other] = descending ? [b, a] : [a, b]
      const order =
        by === 'score' ? (score.get(one) as number) - (score.get(other) as number) : compareBy(by, one, other, compare)
      if (order !== 0) return order
    }
    return 0
  })
}

function compareBy(by: string, a: Known, b: Known, compare: (a: string, b: string) => number): number {
  const date = Object.hasOwn(dateFields, by) ? dateFields[by] : undefined
  if (date) return date(a).getTime() - date(b).getTime()
  if (titleFields.includes(by)) return compare(a.title.ro, b.title.ro)
  const values = valuesOf(by)
  const [one = '', other = ''] = [values?.(a)[0], values?.(b)[0]]
  return one < other ? -1 : one > other ? 1 : 0
}

function countedFacets(
  ctx: Context,
  index: CatalogueIndex,
  found: Known[],
  { fields, limit, atLeast }: Search['facets'],
) {
  const counted = fields.map((field) => {
    const counts = new Map<string, number>()
    for (const dataset of found)
      for (const value of valuesOf(field)?.(dataset) ?? []) counts.set(value, (counts.get(value) ?? 0) + 1)
    const most = [...counts]
      .filter(([, count]) => count >= atLeast)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    return { field, most: most.slice(0, limit) }
  })
  return {
    facets: Object.fromEntries(counted.map(({ field, most }) => [field, Object.fromEntries(most)])),
    search_facets: Object.fromEntries(
      counted.map(({ field, most }) => {
        const items = most.map(([name, count]) => ({ name, display_name: displayName(ctx, index, field, name), count }))
        // As CKAN has them.
        items.sort((a, b) => (a.display_name < b.display_name ? 1 : -1))
        return [field, { title: field, items }]
      }),
    ),
  }
}

function displayName(ctx: Context, index: CatalogueIndex, field: string, value: string): string {
  const t = ctx.translate('ro')
  if (field === 'organization') return index.institutions.get(value)?.ro ?? value
  if (field === 'groups') return nameOfCode(t, 'theme', value.toUpperCase())
  if (field === 'license_id') return nameOfCode(t, 'licence', value)
  if (field === 'res_format') return nameOfCode(t, 'file-type', value)
  return value
}
