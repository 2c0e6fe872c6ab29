import { InvalidInput } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { PetitionList, PetitionListItem } from './replies.ts'
import { countPublished, type ListedPetition, newestPetitions } from './store.ts'

const PAGE = 20

/** Published and refused petitions, newest first, twenty at a time. */
export async function listPetitions(ctx: Context, query: { after: string | null }): Promise<PetitionList> {
  const before = query.after === null ? null : readCursor(query.after)
  const [rows, total] = await Promise.all([newestPetitions(ctx.db, PAGE + 1, before), countPublished(ctx.db)])
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => listItem(ctx, row)),
    total,
    next: rows.length > PAGE && last ? cursorAfter(last) : null,
  }
}

export function listItem(ctx: Context, row: ListedPetition): PetitionListItem {
  return {
    number: row.number,
    slug: row.slug,
    title: row.title,
    lang: row.lang,
    state: row.state,
    place: { key: row.placeKey, name: ctx.places.name(row.placeKey, ctx.lang) },
    listedAt: row.listedAt.toISOString(),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    total: row.total,
    next: row.next,
  }
}

function cursorAfter(row: ListedPetition): string {
  return Buffer.from(`${row.listedAt.toISOString()} ${row.id}`).toString('base64url')
}

function readCursor(cursor: string): { at: Date; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) || !/^[0-9a-f-]{36}$/.test(id))
    throw new InvalidInput([{ field: 'after', text: { key: 'kernel.form.wrong' } }])
  return { at: new Date(at), id }
}
