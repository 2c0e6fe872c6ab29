import type { Context } from '#kernel/http/context.ts'
import { isInstant, wrongCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { isId } from '#kernel/ids.ts'
import type { Filters, ListQuery, Sort } from './fields.ts'
import type { WishList } from './replies.ts'
import { type After, countWishes, findWishes, institutionsWished, type Wish } from './store.ts'
import { wishItem } from './wish-item.ts'

const PAGE = 20

/** Wishes that the filters find, a page at a time. */
export async function listWishes(ctx: Context, query: ListQuery): Promise<WishList> {
  const sort = query.sort ?? 'newest'
  const after = query.after === null ? null : readAfter(sort, query.after)
  const sought = soughtBy(query)
  const [rows, total, institutions] = await Promise.all([
    findWishes(ctx.db, sought, sort, PAGE + 1, after),
    countWishes(ctx.db, sought),
    institutionsWished(ctx.db),
  ])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    items: shown.map((wish) => wishItem(ctx, wish)),
    total,
    next: rows.length > PAGE && last ? cursorAfter(sort, last) : null,
    first: after === null,
    query: { q: query.q, institution: query.institution, state: query.state, sort },
    institutions: institutions.map(({ slug, name }) => ({ slug, name: inLang(name, ctx.lang) })),
  }
}

/** The newest of a filter, for feeds. */
export function newestWishes(ctx: Context, filters: Filters, limit: number): Promise<Wish[]> {
  return findWishes(ctx.db, soughtBy(filters), 'newest', limit, null)
}

const soughtBy = ({ q, institution, state }: Filters) => ({ words: q, institution, state })

function cursorAfter(sort: Sort, { createdAt, supports, id }: Wish): string {
  return Buffer.from(`${sort} ${sort === 'newest' ? createdAt.toISOString() : supports} ${id}`).toString('base64url')
}

/** A cursor goes on in the order in which it was made; in another it would lead anywhere. */
function readAfter(sort: Sort, cursor: string): After {
  const [order, value = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const fits = sort === 'newest' ? isInstant(value) : /^\d{1,9}$/.test(value)
  if (order !== sort || !fits || !isId(id)) throw wrongCursor()
  return { value, id }
}
