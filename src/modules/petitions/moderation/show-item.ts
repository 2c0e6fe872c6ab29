import { sql } from 'kysely'
import { permit } from '#commons/access/permit.ts'
import { clocksOf } from '#commons/lifecycle/clocks.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { publicStates } from '../petition.ts'
import { documentsOf } from '../start/documents/store.ts'
import { similarTo } from '../start/similar/find-similar.ts'
import { addresseesOf, countsOf } from '../store.ts'
import { checkText } from './check-text.ts'
import { decisionsOf } from './decisions.ts'
import { barOf } from './impartial.ts'
import { clockView } from './list-queue.ts'
import { moderatePetitions } from './permissions.ts'
import type { FlagReason, MaskReason } from './reasons.ts'
import type { ItemView } from './replies.ts'
import { findItem, type Item } from './store.ts'
import { supportersOf } from './submission.ts'

/** Everything one needs to decide on an item. Who may not judge it learns why, and nothing else. */
export async function showItem(ctx: Context, { item: id }: { item: string }): Promise<ItemView> {
  permit(ctx, moderatePetitions)
  const item = await findItem(ctx.db, id)
  if (!item) throw new NotFound()
  const { person } = permit(ctx, moderatePetitions, { placeKey: item.placeKey })
  const [barred, hold, clocks] = await Promise.all([
    barOf(ctx.db, person, item, ctx.now),
    holdOf(ctx, item.id),
    clocksOf(ctx.db, ctx.calendar, 'petitions.petition', [item.petitionId]),
  ])
  return {
    ...item,
    place: ctx.places
      .path(item.placeKey)
      .slice(-2)
      .map(({ key }) => ctx.places.name(key, ctx.lang))
      .join(', '),
    clock: clockView(
      ctx,
      clocks.find(({ name }) => name === item.clockName),
      item.dueOn,
    ),
    closed: item.closedAt !== null,
    hold: hold && { by: hold.name, mine: hold.accountId === person.accountId, until: hold.until.toISOString() },
    barred,
    public: (publicStates as readonly string[]).includes(item.state),
    about: barred ? null : await aboutOf(ctx, item),
  }
}

async function aboutOf(ctx: Context, item: Item): Promise<ItemView['about']> {
  const id = item.petitionId
  const [addressees, documents, supporters, counts, similar, decisions, flags, maskReason, more] = await Promise.all([
    addresseesOf(ctx.db, id),
    documentsOf(ctx.db, id),
    supportersOf(ctx.db, id),
    countsOf(ctx.db, id),
    similarTo(ctx.db, item.title),
    decisionsOf(ctx.db, id),
    flagsOf(ctx, item.id),
    maskReasonOf(ctx, item.maskId),
    sql<{ topic: string; starterName: string | null }>`
      SELECT topic, starter_name AS "starterName" FROM petitions.petition WHERE id = ${id}`.execute(ctx.db),
  ])
  return {
    title: item.title,
    whyHtml: markdownToHtml(item.why),
    topic: more.rows[0]?.topic ?? '',
    starterName: more.rows[0]?.starterName ?? null,
    addressees: addressees.map(({ name }) => inLang(name, ctx.lang)),
    documents,
    supporters,
    signatures: counts.total,
    similar: similar.filter(({ number }) => number !== item.number),
    // Looked for anew: the words of the check may have grown since the item came.
    findings: checkText(item).findings,
    decisions: decisions.map(({ at, ...decision }) => ({ ...decision, at: at.toISOString() })),
    flags: flags.map(({ at, ...flag }) => ({ ...flag, at: at.toISOString() })),
    message: item.message,
    maskReason,
  }
}

async function holdOf(ctx: Context, itemId: string) {
  const { rows } = await sql<{ accountId: string; name: string | null; until: Date }>`
    SELECT h.account_id AS "accountId", a.name, h.until FROM petitions.moderation_hold h JOIN people.account a ON a.id = h.account_id
    WHERE h.item_id = ${itemId} AND h.until > ${ctx.now}`.execute(ctx.db)
  return rows[0] ?? null
}

async function flagsOf(ctx: Context, itemId: string) {
  const { rows } = await sql<{ reason: FlagReason; text: string | null; at: Date }>`
    SELECT reason, text, flagged_at AS at FROM petitions.flag WHERE item_id = ${itemId} ORDER BY flagged_at LIMIT 200`.execute(
    ctx.db,
  )
  return rows
}

async function maskReasonOf(ctx: Context, maskId: string | null): Promise<MaskReason | null> {
  if (maskId === null) return null
  const { rows } = await sql<{ reason: MaskReason }>`SELECT reason FROM petitions.mask WHERE id = ${maskId}`.execute(
    ctx.db,
  )
  return rows[0]?.reason ?? null
}
