import { permit, personOf } from '#commons/access/permit.ts'
import { canMove } from '#commons/lifecycle/lifecycle.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { authoritiesById, currentAuthorities } from '#commons/organisations/authorities.ts'
import { ownOrganisations } from '#commons/processes/own-process.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { type Said, saidIn } from '../catalogue/said-in.ts'
import { appealOf } from './appeal.ts'
import { answerWishes } from './permissions.ts'
import type { NewWishView, OwnWishView, WishDesk, WishDeskView, WishView } from './replies.ts'
import { similarDatasets } from './similar-datasets.ts'
import {
  answersOf,
  countAnswers,
  countOpenWishes,
  datasetsToName,
  findWish,
  similarWishes,
  supportsWish,
  type Wish,
  wishesForDesk,
} from './store.ts'
import { takesSupport } from './support-wish.ts'
import { type WishState, wishLife, wishOutcomes } from './wish.ts'
import { wishItem } from './wish-item.ts'

const PAGE = 30

/** A wish as everybody sees it, with what was answered. */
export async function showWish(ctx: Context, { number }: { number: number }): Promise<WishView> {
  return viewOf(ctx, await findWish(ctx.db, number))
}

async function viewOf(ctx: Context, wish: Wish): Promise<WishView> {
  const today = dayOf(ctx.now, ctx.timeZone)
  const hidden = wish.hiddenReason !== null
  const answers = hidden ? [] : await answersOf(ctx.db, wish.id)
  return {
    ...wishItem(ctx, wish),
    text: hidden ? null : wish.textHtml,
    hidden: wish.hiddenReason,
    hiddenLang: wish.hiddenLang,
    takesSupport: takesSupport(wish),
    answers: answers.map(({ dataset, institution, answeredAt, ...said }, at) => ({
      ...said,
      institution: inLang(institution, ctx.lang),
      late: at === 0 && said.plannedOn !== null && said.plannedOn < today,
      dataset: dataset && { name: dataset.name, title: saidIn(dataset.title, ctx.lang) as Said },
      answeredAt: answeredAt.toISOString(),
    })),
  }
}

/** The form of a new wish; once its title is known, what may answer it or be the same stands before it. */
export async function showNewWish(
  ctx: Context,
  { title, institution }: { title: string | null; institution: string | null },
): Promise<NewWishView> {
  personOf(ctx)
  const [institutions, datasets, similar] = await Promise.all([
    currentAuthorities(ctx.db),
    title === null ? [] : similarDatasets(ctx, title),
    title === null ? [] : similarWishes(ctx.db, title),
  ])
  return {
    title,
    institution,
    institutions: institutions
      .map(({ slug, name }) => ({ slug, name: inLang(name, ctx.lang) }))
      .sort((a, b) => a.name.localeCompare(b.name, ctx.lang)),
    datasets,
    similar: similar.map((wish) => wishItem(ctx, wish)),
  }
}

/** What the person who asks has to do with a wish. @throws SignInNeeded, NotFound */
export async function showOwnWish(ctx: Context, { number }: { number: number }): Promise<OwnWishView> {
  const { mailboxId } = personOf(ctx)
  const wish = await findWish(ctx.db, number)
  const mine = wish.authorMailboxId === mailboxId
  return {
    wish: wishItem(ctx, wish),
    supported: await supportsWish(ctx.db, wish.id, mailboxId),
    takesSupport: takesSupport(wish),
    mine,
    mayWithdraw: mine && canMove(wishLife, wish.state, 'withdraw', 'author'),
    hidden: wish.hiddenReason,
    hiddenLang: wish.hiddenLang,
    appeal: mine ? appealOf(wish) : null,
  }
}

/** Wishes for the institutions of an officer, and those that name none, the newest first. @throws SignInNeeded, Forbidden */
export async function listForDesk(
  ctx: Context,
  { state, after }: { state: WishState | null; after: string | null },
): Promise<WishDesk> {
  permit(ctx, answerWishes)
  const organisationIds = ownOrganisations(ctx, answerWishes)
  const at = after === null ? null : readCursor(after)
  const rows = await wishesForDesk(ctx.db, { organisationIds, state, after: at, limit: PAGE + 1 })
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    items: rows.slice(0, PAGE).map((wish) => wishItem(ctx, wish)),
    state,
    next: last ? writeCursor({ at: last.createdAt, id: last.id }) : null,
    first: at === null,
  }
}

/** A wish for an officer who may answer it. @throws SignInNeeded, Forbidden, NotFound */
export async function showForDesk(ctx: Context, { number }: { number: number }): Promise<WishDeskView> {
  permit(ctx, answerWishes)
  const wish = await findWish(ctx.db, number)
  permit(ctx, answerWishes, wish.organisationId === null ? {} : { organisationId: wish.organisationId })
  if (wish.hiddenReason !== null) throw new NotFound()
  const steps = { planned: 'plan', available: 'fulfil', declined: 'decline' } as const
  const own = wish.organisationId === null ? ownOrganisations(ctx, answerWishes) : [wish.organisationId]
  const datasets = await datasetsToName(ctx.db, own)
  return {
    wish: await viewOf(ctx, wish),
    answered: await countAnswers(ctx.db, wish.id),
    may: wishOutcomes.filter(
      (outcome) =>
        canMove(wishLife, wish.state, steps[outcome], 'officer') &&
        (outcome !== 'declined' || wish.organisationId !== null),
    ),
    datasets: datasets.map((one) => ({ ...one, title: inLang(one.title, ctx.lang) })),
    institutions:
      own.length > 1
        ? (await authoritiesById(ctx.db, own)).map(({ id, name }) => ({ id, name: inLang(name, ctx.lang) }))
        : [],
  }
}

/** Wishes that nobody has answered. */
export async function wishesWaiting(ctx: Context): Promise<Waiting> {
  return { count: await countOpenWishes(ctx.db, ownOrganisations(ctx, answerWishes)) }
}
