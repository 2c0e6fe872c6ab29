import { sql } from 'kysely'
import { basisInWords } from '#commons/lifecycle/basis-in-words.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import type { Level } from '../petition.ts'
import { casePdf } from './case-pdf.ts'
import { casesOf } from './case-store.ts'
import { publicCases } from './case-view.ts'
import { ownPetition } from './lodge-petition.ts'
import type { LodgingReceiptView } from './replies.ts'
import { termOn } from './terms.ts'

/** What the starter lodged, with whom, and how it stands there. @throws NotFound when nothing was lodged, SignInNeeded, Forbidden */
export async function findLodgingReceipt(ctx: Context, number: number): Promise<LodgingReceiptView> {
  const { id, slug, title, lang } = await ownPetition(ctx, ctx.db, number)
  const { rows } = await sql<{ id: string; level: Level; textHash: Buffer; lodgedAt: Date }>`
    SELECT id, level, text_hash AS "textHash", lodged_at AS "lodgedAt" FROM petitions.lodging
    WHERE petition_id = ${id} ORDER BY lodged_at, id`.execute(ctx.db)
  if (rows.length === 0) throw new NotFound()
  const cases = (await casesOf(ctx.db, id)).filter(({ lodgingId }) => lodgingId !== null)
  const shown = await publicCases(ctx, cases)
  return {
    petition: { number, slug, title, lang },
    lodgings: rows.map((lodging) => ({
      level: lodging.level,
      lodgedAt: lodging.lodgedAt.toISOString(),
      fingerprint: lodging.textHash.toString('base64url'),
      cases: cases.flatMap((one, at) => {
        const view = shown[at]
        return one.lodgingId === lodging.id && view ? [{ id: one.id, ...view }] : []
      }),
    })),
    answerTerm: answerTermOn(ctx, dayOf(ctx.now, ctx.timeZone)),
  }
}

/** How long an answer may take from the day of registration, by the law of a day. */
export function answerTermOn({ lang }: Pick<Context, 'lang'>, day: string): LodgingReceiptView['answerTerm'] {
  const { length, unit, basis, verified } = termOn('answer', day)
  return {
    days: length,
    unit,
    basis: basisInWords(basis, lang),
    verified,
  }
}

/** The letter that an authority has, for the starter who lodged it: one's own data, so no reading is recorded. */
export async function ownLetter(ctx: Context, number: number, caseId: string): Promise<Buffer> {
  const { id } = await ownPetition(ctx, ctx.db, number)
  const one = (await casesOf(ctx.db, id)).find((kept) => kept.id === caseId && kept.lodgingId !== null)
  if (!one) throw new NotFound()
  return casePdf(ctx, ctx.db, one, ctx.now)
}
