import { fold } from '#commons/search/fold.ts'
import type { Context } from '#kernel/http/context.ts'
import { freshIndex } from '../../catalogue/find/fresh-index.ts'
import { nameOfCode } from '../../catalogue/vocabularies/names.ts'
import { themes } from '../../catalogue/vocabularies/themes.ts'
import { type CkanAction, type Input, notFound } from '../action.ts'
import { idFrom } from '../packages/package-view.ts'
import { booleanOf, listOf, naturalOf, neededText, textOf } from '../read-fields.ts'
import { datasetsOf } from './organizations.ts'

/** What CKAN's groups and organisations have in common. */
export interface Counted {
  id: string
  name: string
  title: string
  package_count: number
}

/** As CKAN has it. */
const MOST = { names: 1_000, whole: 25 }

/** The answer of an action that lists them. @param only names that are asked for; null: all */
export function listCounted(all: Counted[], input: Input, only: string[] | null | undefined) {
  const whole = booleanOf(input, 'all_fields', false)
  const chosen = all.filter(({ name }) => !only || only.includes(name))
  const page = pageOf(sortGroups(chosen, textOf(input, 'sort')), input, whole ? MOST.whole : MOST.names)
  return whole ? page.map(groupView) : page.map(({ name }) => name)
}

export const groupList: CkanAction = {
  help: 'Themes of the EU, as groups. all_fields: as objects. sort, groups, limit, offset.',
  run: async (ctx, input) => listCounted(await counted(ctx), input, listOf(input, 'groups')),
}

export const groupShow: CkanAction = {
  help: 'One theme of the EU. id: its id or name. include_datasets: its newest ten datasets.',
  async run(ctx, input) {
    const id = neededText(input, 'id').toLowerCase()
    const found = (await counted(ctx)).find((one) => one.name === id || one.id === id)
    if (!found) throw notFound('Group was not found.')
    return {
      ...groupView(found),
      ...(await datasetsOf(ctx, input, (one) => one.themes.includes(found.name.toUpperCase()))),
    }
  },
}

export const groupAutocomplete: CkanAction = {
  help: 'Themes in whose name some letters stand. q. limit: 20.',
  async run(ctx, input) {
    const q = fold(textOf(input, 'q') ?? '')
    return (await counted(ctx))
      .filter(({ name, title }) => name.includes(q) || fold(title).includes(q))
      .slice(0, naturalOf(input, 'limit', 20))
      .map(({ id, name, title }) => ({ id, name, title }))
  },
}

async function counted(ctx: Context): Promise<Counted[]> {
  const all = (await freshIndex(ctx.db)).all()
  return themes.map((code) => ({
    ...{ id: idFrom(`theme ${code}`), name: code.toLowerCase(), title: nameOfCode(ctx.translate('ro'), 'theme', code) },
    ...{
      type: 'group',
      is_organization: false,
      approval_status: 'approved',
      state: 'active',
      description: '',
      image_url: '',
    },
    package_count: all.filter((one) => one.themes.includes(code)).length,
  }))
}

export function groupView(one: Counted) {
  return {
    ...one,
    display_name: one.title,
    image_display_url: '',
    num_followers: 0,
    ...{ extras: [], users: [], groups: [], tags: [] },
  }
}

/** `title asc` unless another order is asked for. */
function sortGroups(all: Counted[], sort: string | null): Counted[] {
  const [by = 'title', way = 'asc'] = (sort ?? 'title asc').trim().split(/\s+/)
  const { compare } = new Intl.Collator('ro', { numeric: true })
  const order = (a: Counted, b: Counted) =>
    (by === 'package_count' ? a.package_count - b.package_count : by === 'name' ? compare(a.name, b.name) : 0) ||
    compare(a.title, b.title)
  return all.toSorted((a, b) => (way === 'desc' ? order(b, a) : order(a, b)))
}

function pageOf<T>(all: T[], input: Input, most: number): T[] {
  const offset = naturalOf(input, 'offset', 0)
  return all.slice(offset, offset + Math.min(naturalOf(input, 'limit', most), most))
}
