import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { placeLabel } from '#commons/places/label.ts'
import { NotFound } from '#kernel/errors.ts'
import type { Context } from '#kernel/http/context.ts'
import { inLang } from '#kernel/i18n/lang.ts'
import { plainText, shortened } from '#kernel/text/plain-text.ts'
import { goalBeside } from '../pages/goals.ts'
import { countFrom, takesSignatures } from '../petition.ts'
import { markOf } from '../recount/on-page.tsx'
import { addresseesOf, countsOf, findPetitionRow, thresholdsOf } from '../store.ts'
import type { PetitionGlance } from './replies.ts'
import { isShareable, shortAddress } from './share.ts'

const ASK = 320

/**
 * What is shown of a petition outside its page.
 * @throws NotFound also for a refused petition: its page says why, posters and pictures of it would not
 */
export async function glanceAt(ctx: Context, { number }: { number: number }): Promise<PetitionGlance> {
  const petition = await findPetitionRow(ctx.db, number)
  if (!petition?.publishedAt || !isShareable(petition.state)) throw new NotFound()
  const [counts, thresholds, addressees] = await Promise.all([
    countsOf(ctx.db, petition.id),
    thresholdsOf(ctx.db, petition.id),
    addresseesOf(ctx.db, petition.id),
  ])
  const open = takesSignatures(petition, dayOf(ctx.now, ctx.timeZone))
  const next = goalBeside(thresholds, open)
  return {
    number,
    slug: petition.slug,
    title: petition.title,
    lang: petition.lang,
    ask: shortened(plainText(petition.whyHtml), ASK),
    place: placeLabel(ctx, petition.placeKey),
    addressees: addressees.map(({ name }) => inLang(name, ctx.lang)),
    takesSignatures: open,
    closesOn: petition.closesOn,
    total: counts.total,
    ...markOf(counts),
    next: next
      ? { name: next.name, signatures: next.signatures, counted: countFrom(next.level, counts) + next.paper }
      : null,
    address: shortAddress(ctx.publicUrl, ctx.lang, number),
  }
}
