import { sql } from 'kysely'
import { moderatedPlaces, permit } from '#commons/access/permit.ts'
import { recordAct } from '#commons/audit/record.ts'
import type { Waiting } from '#commons/work/workspace.ts'
import { RuleBroken } from '#kernel/errors.ts'
import type { Context, WriteContext } from '#kernel/http/context.ts'
import { readCursor, writeCursor } from '#kernel/http/cursor.ts'
import { isForAnother } from './appeal.ts'
import type { Hiding } from './fields.ts'
import { tellWishers } from './news.ts'
import { moderateWishes } from './permissions.ts'
import type { WishHidingView, WishQueue } from './replies.ts'
import { countFlagged, findWish, flagsOf, lockWish, setHidden, wishesWhere } from './store.ts'
import { tellAppellant } from './tell-appellant.ts'
import { WISH } from './wish.ts'
import { wishItem } from './wish-item.ts'

const PAGE = 30

/** Wishes of the places that the viewer moderates: what was reported first, then the newest. */
export async function listForModeration(ctx: Context, { after }: { after: string | null }): Promise<WishQueue> {
  const { person } = permit(ctx, moderateWishes)
  const places = moderatedPlaces(ctx, moderateWishes)
  const at = after === null ? null : readCursor(after)
  const further = at ? sql`(w.created_at, w.id) < (${at.at}, ${at.id}::uuid)` : sql`true`
  const inPlaces = sql`w.place_key = ANY(${places}::text[])`
  const [flagged, rows] = await Promise.all([
    at ? [] : wishesWhere(ctx.db, sql`${inPlaces} AND w.flagged_at IS NOT NULL ORDER BY w.flagged_at, w.id LIMIT 50`),
    wishesWhere(ctx.db, sql`${inPlaces} AND ${further} ORDER BY w.created_at DESC, w.id DESC LIMIT ${PAGE + 1}`),
  ])
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return {
    flagged: flagged.map((wish) => ({ ...wishItem(ctx, wish), anothers: isForAnother(wish, person) })),
    items: rows.slice(0, PAGE).map((wish) => wishItem(ctx, wish)),
    next: last ? writeCursor({ at: last.createdAt, id: last.id }) : null,
    first: at === null,
  }
}

/** A wish for whoever moderates its place, with its words also when they are hidden. @throws SignInNeeded, Forbidden, NotFound */
export async function showForModeration(ctx: Context, { number }: { number: number }): Promise<WishHidingView> {
  permit(ctx, moderateWishes)
  const wish = await findWish(ctx.db, number)
  const by = permit(ctx, moderateWishes, { placeKey: wish.placeKey })
  return {
    ...wishItem(ctx, wish),
    title: wish.title,
    lang: wish.lang,
    textHtml: wish.textHtml,
    hidden: wish.hiddenReason,
    hiddenLang: wish.hiddenLang,
    flagged: wish.flaggedAt !== null,
    appeal:
      wish.appealedAt === null
        ? null
        : {
            text: wish.appealText,
            waits: wish.appealDecidedAt === null,
            anothersToDecide: isForAnother(wish, by.person),
          },
    flags: await flagsOf(ctx.db, wish.id),
  }
}

/** Takes a wish's words out of sight; everybody reads why, and whoever wished it is told. @throws Forbidden, NotFound, RuleBroken */
export async function hideWish(
  ctx: WriteContext,
  number: number,
  { reason, lang }: Hiding,
): Promise<{ number: number }> {
  const { wish, by } = await lockToModerate(ctx, number)
  if (wish.hiddenReason !== null) throw new RuleBroken('open-data.wishes.changed-meanwhile')
  await setHidden(ctx.tx, wish.id, { reason, lang, by: by.person.accountId })
  await recordAct(ctx.tx, {
    ...{
      by,
      act: 'open-data.wishes.hide',
      subject: { kind: WISH, id: String(number) },
      data: { reason },
      now: ctx.now,
    },
  })
  await tellWishers(
    ctx.tx,
    wish,
    'hidden',
    { institution: null, text: reason, lang: lang ?? ctx.lang, datasetId: null },
    ctx.now,
  )
  return { number }
}

/** Everybody reads it (again), and what was reported is dealt with. @throws Forbidden, NotFound */
export async function keepWish(ctx: WriteContext, number: number): Promise<{ number: number }> {
  const { wish, by } = await lockToModerate(ctx, number)
  if (wish.hiddenReason === null && wish.flaggedAt === null) return { number }
  await setHidden(ctx.tx, wish.id, null)
  await recordAct(ctx.tx, {
    ...{ by, act: 'open-data.wishes.keep', subject: { kind: WISH, id: String(number) } },
    ...{ data: { wasHidden: wish.hiddenReason !== null }, now: ctx.now },
  })
  if (wish.appealedAt !== null) await tellAppellant(ctx, wish, 'restored')
  return { number }
}

/** A wish for a moderator of its place, locked until the act is over. @throws SignInNeeded, Forbidden, NotFound */
export async function lockToModerate(ctx: WriteContext, number: number) {
  permit(ctx, moderateWishes)
  const wish = await lockWish(ctx.tx, number)
  return { wish, by: permit(ctx, moderateWishes, { placeKey: wish.placeKey }) }
}

/** What readers reported, or authors appealed against, nobody has looked at, and the viewer may decide. */
export async function flaggedWaiting(ctx: Context): Promise<Waiting> {
  const { person } = permit(ctx, moderateWishes)
  return { count: await countFlagged(ctx.db, moderatedPlaces(ctx, moderateWishes), person.accountId) }
}
