import { fold } from '#commons/search/fold.ts'
import type { Context } from '#kernel/http/context.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { freshIndex } from '../../catalogue/find/fresh-index.ts'
import { type CkanAction, type Input, notFound } from '../action.ts'
import { idFrom } from '../packages/package-view.ts'
import { booleanOf, naturalOf, neededText, textOf } from '../read-fields.ts'
import { datasetsOf } from './organizations.ts'

export const tagView = (name: string) => ({ id: idFrom(`tag ${name}`), name, display_name: name, vocabulary_id: null })

export const tagList: CkanAction = {
  help: 'Keywords of all datasets, sorted. query: letters that stand in them. all_fields: as objects.',
  async run(ctx, input) {
    const found = await tagsWith(ctx, textOf(input, 'query'))
    return booleanOf(input, 'all_fields', false) ? found.map(tagView) : found
  },
}

export const tagShow: CkanAction = {
  help: 'One keyword. id: itself. include_datasets: its newest ten datasets.',
  async run(ctx, input) {
    const id = neededText(input, 'id')
    const name = (await tagsWith(ctx, null)).find((one) => one === id || tagView(one).id === id)
    if (name === undefined) throw notFound('Tag was not found.')
    const isOf = ({ keywords }: { keywords: Partial<Record<string, string[]>> }) =>
      Object.values(keywords).some((words) => words?.includes(name))
    return { ...tagView(name), ...(await datasetsOf(ctx, input, isOf)) }
  },
}

/** Each walks over all keywords. */
const MOST_QUERIES = 10

export const tagSearch: CkanAction = {
  help: 'Keywords in which some letters stand. query, or a list. limit, offset.',
  async run(ctx, input) {
    const queries = [input.query ?? input.q ?? []]
      .flat()
      .slice(0, MOST_QUERIES)
      .map((one) => textOf({ query: one }, 'query') ?? '')
    const found = [...new Set((await Promise.all(queries.map((one) => tagsWith(ctx, one)))).flat())]
    return { count: found.length, results: sliceOf(found, input, 1_000).map(tagView) }
  },
}

export const tagAutocomplete: CkanAction = {
  help: 'Keywords in which some letters stand. q or query. limit: 10.',
  run: async (ctx, input) =>
    sliceOf(await tagsWith(ctx, textOf(input, input.q === undefined ? 'query' : 'q')), input, 10),
}

function sliceOf(found: string[], input: Input, limit: number): string[] {
  const offset = naturalOf(input, 'offset', 0)
  return found.slice(offset, offset + naturalOf(input, 'limit', limit))
}

async function tagsWith(ctx: Context, query: string | null): Promise<string[]> {
  const asked = fold(query ?? '')
  const all = (await freshIndex(ctx.db)).all().flatMap(({ keywords }) => langs.flatMap((lang) => keywords[lang] ?? []))
  return [...new Set(all)].filter((tag) => fold(tag).includes(asked)).toSorted(new Intl.Collator('ro').compare)
}
