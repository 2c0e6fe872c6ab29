import { personOf } from '#commons/access/permit.ts'
import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { findAuthority } from '#commons/organisations/authorities.ts'
import { NotFound } from '#kernel/errors.ts'
import type { FormValue } from '#kernel/forms/fields.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang, type Lang } from '#kernel/i18n/lang.ts'
import { plainText, shortened } from '#kernel/text/plain-text.ts'
import { type Said, saidIn } from '../catalogue/said-in.ts'
import { findDataset } from '../store.ts'
import type { filterQuery, listQuery } from './fields.ts'
import { picturesOf } from './picture/store.ts'
import { ownReuse } from './propose-reuse.ts'
import type { NewReuseView, OwnReuseView, ReuseItem, ReuseList, ReuseView } from './replies.ts'
import { isBeside, type Reuse, reuseLife } from './reuse.ts'
import {
  countListed,
  datasetsOfReuses,
  findReuse,
  type ListedReuse,
  type ListFilter,
  linkAnswers,
  listedReuses,
  reusesOf,
  type UsedDataset,
} from './store.ts'

const PAGE = 20
const SUMMARY = 180

/** What was made of data, newest first. */
export async function listReuses(ctx: Context, query: FormValue<(typeof listQuery)['fields']>): Promise<ReuseList> {
  const { q, type, institution, dataset, after } = query
  const filter: ListFilter = { words: q, types: type && [type], institution, dataset }
  const cursor = after === null ? null : readCursor(after)
  const [rows, total, named] = await Promise.all([
    listedReuses(ctx.db, filter, cursor, PAGE + 1),
    countListed(ctx.db, filter),
    namesOf(ctx, query),
  ])
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    items: await reuseItems(ctx, rows.slice(0, PAGE)),
    total,
    next: last ? writeCursor({ at: last.listedAt, id: last.id }) : null,
    query: { q, type, institution, dataset, after },
    ...named,
  }
}

/** How the filters that are on are called; null where there is no such thing, then nothing is found either. */
export async function namesOf(
  ctx: Context,
  { institution, dataset }: Pick<FormValue<(typeof filterQuery)['fields']>, 'institution' | 'dataset'>,
): Promise<Pick<ReuseList, 'institution' | 'dataset'>> {
  const authority = institution === null ? undefined : await findAuthority(ctx.db, institution)
  const found = dataset === null ? undefined : await findDataset(ctx.db, dataset)
  return {
    institution: authority ? inLang(authority.name, ctx.lang) : null,
    dataset: found?.publishedAt ? (saidIn(found.title, ctx.lang) as Said) : null,
  }
}

/** Reuses as lists show them, each with the public datasets that it uses. */
export async function reuseItems(ctx: Context, rows: ListedReuse[]): Promise<ReuseItem[]> {
  const ids = rows.map(({ id }) => id)
  const used = ids.length > 0 ? await datasetsOfReuses(ctx.db, ids) : []
  const pictures = await picturesOf(ctx.db, ids)
  return rows.map((row) => ({
    number: row.number,
    type: row.type,
    beside: isBeside(row.type),
    title: row.title,
    lang: row.lang,
    summary: shortened(plainText(row.html), SUMMARY),
    url: row.url,
    answers: row.answers,
    author: row.authorName,
    listedAt: row.listedAt.toISOString(),
    picture: pictures.get(row.id) ?? null,
    datasets: used
      .filter(({ reuseId, isPublic }) => reuseId === row.id && isPublic)
      .map((one) => datasetRef(one, ctx.lang)),
  }))
}

export function datasetRef({ name, title }: Pick<UsedDataset, 'name' | 'title'>, lang: Lang) {
  return { name, title: saidIn(title, lang) as Said }
}

/** @throws NotFound also for what nobody has looked at, or what was refused */
export async function showReuse(ctx: Context, { number }: { number: number }): Promise<ReuseView> {
  const reuse = await findReuse(ctx.db, number)
  if (!isListed(reuse)) throw new NotFound()
  const link = await linkAnswers(ctx.db, reuse.url)
  const [item] = await reuseItems(ctx, [{ ...reuse, answers: link?.answers ?? null }])
  const used = await datasetsOfReuses(ctx.db, [reuse.id])
  return {
    ...(item as ReuseItem),
    html: reuse.html,
    text: plainText(reuse.html),
    silentSince: link?.answers === false ? link.at.toISOString() : null,
    institutions: [...new Set(used.map(({ institution }) => inLang(institution, ctx.lang)))],
  }
}

function isListed(reuse: Reuse): reuse is Reuse & { listedAt: Date } {
  return reuse.state === 'listed' && reuse.listedAt !== null
}

/** The form of a new one, and what its writer proposed before. @throws SignInNeeded */
export async function showNewReuse(ctx: Context, { dataset: name }: { dataset: string | null }): Promise<NewReuseView> {
  const person = personOf(ctx)
  const dataset = name === null ? undefined : await findDataset(ctx.db, name)
  const mine = await reusesOf(ctx.db, person.mailboxId)
  return {
    dataset: dataset?.state === 'published' ? datasetRef(dataset, ctx.lang) : null,
    name: person.name,
    mine: mine.map(ownLine),
  }
}

export function ownLine({ number, type, title, lang, state, refusedReason }: Reuse) {
  return { number, type, title, lang, state, refusedReason }
}

/** One's own: what became of it, and the form to change it. @throws SignInNeeded, NotFound */
export async function showOwnReuse(ctx: Context, { number }: { number: number }): Promise<OwnReuseView> {
  const { person, reuse } = await ownReuse(ctx, number)
  const used = await datasetsOfReuses(ctx.db, [reuse.id])
  return {
    ...ownLine(reuse),
    url: reuse.url,
    markdown: reuse.markdown,
    html: reuse.html,
    datasets: used.map(({ name }) => name),
    shown: reuse.authorName,
    picture: (await picturesOf(ctx.db, [reuse.id])).get(reuse.id) ?? null,
    name: person.name,
    mayChange: canMove(reuseLife, reuse.state, 'proposeAgain', 'author'),
  }
}
