import { addDays, dayOf } from '#commons/lifecycle/plain-day.ts'
import { InvalidInput, NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { findPetitionRow, type PetitionRow } from '../store.ts'
import type { SignatoriesView } from './replies.ts'
import { namesDays } from './settings.ts'
import { countShown, shownSignatories } from './store.ts'

const PAGE = 100

/** Signatories who chose to be shown, in an order that says nothing about when they signed. */
export async function listSignatories(
  ctx: Context,
  number: number,
  query: { after: string | null },
): Promise<SignatoriesView> {
  const petition = await findPetitionRow(ctx.db, number)
  if (!petition?.publishedAt) throw new NotFound()
  const { slug, title, lang } = petition
  const shown = await showsNames(ctx, petition)
  const after = query.after === null ? null : readPosition(query.after)
  const [rows, total] = shown
    ? await Promise.all([shownSignatories(ctx.db, petition.id, PAGE + 1, after), countShown(ctx.db, petition.id)])
    : [[], 0]
  const items = rows.slice(0, PAGE)
  return {
    petition: { number: petition.number, slug, title, lang },
    shown,
    until: await namesUntil(ctx, petition),
    items: items.map(({ name, unitKey }) => ({
      name,
      unit: { key: unitKey, name: ctx.places.name(unitKey, ctx.lang) },
    })),
    total,
    next: rows.length > PAGE ? (items.at(-1)?.position.toString('base64url') ?? null) : null,
  }
}

/** Names are shown while the petition is open and for some days after it closed, never of one that is refused. */
export async function showsNames(ctx: Context, petition: PetitionRow): Promise<boolean> {
  if (petition.state === 'open') return true
  const until = await namesUntil(ctx, petition)
  return petition.state === 'closed' && until !== null && dayOf(ctx.now, ctx.timeZone) <= until
}

/** The last day on which names are shown; null while the petition is open. */
async function namesUntil(ctx: Context, { closedAt }: PetitionRow): Promise<string | null> {
  if (!closedAt) return null
  const closedOn = dayOf(closedAt, ctx.timeZone)
  return addDays(closedOn, await ctx.settings.valueOn(namesDays, closedOn))
}

function readPosition(cursor: string): Buffer {
  const position = Buffer.from(cursor, 'base64url')
  if (position.length !== 32) throw new InvalidInput([{ field: 'after', text: { key: 'kernel.form.wrong' } }])
  return position
}
