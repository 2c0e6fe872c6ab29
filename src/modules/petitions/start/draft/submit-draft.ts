import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { type FieldError, InvalidInput, NotFound, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { mailSupportLink } from '../support/tell-starter.ts'
import { applies, errorsIn, steps } from './answers.ts'
import { authorityIds, slugsOf, unknownAddressees } from './authorities.ts'
import { makePetition } from './make-petition.ts'
import { ownDraftHeld } from './open-draft.ts'
import { holdDraft } from './store.ts'

/** Petitions that one account may submit in a day: each asks other people for their time. */
const perDay = { name: 'petitions.submission', max: 5, seconds: 86_400 }

/**
 * Makes a petition of a draft, and mails its starter the private link. Sending the same draft twice gives the same petition.
 *
 * @throws InvalidInput when an answer is missing or wrong, RuleBroken petitions.start.draft-changed when another window
 *   saved after the answers were shown
 */
export async function submitDraft(ctx: WriteContext, id: string, version: number): Promise<{ number: number }> {
  const person = personOf(ctx)
  const draft = await holdDraft(ctx.tx, person.accountId, id)
  if (!draft) throw new NotFound()
  if (draft.sentAs !== null) return { number: draft.sentAs }
  if (draft.version !== version) throw new RuleBroken('petitions.start.draft-changed')
  const { answers } = draft
  const errors = steps.filter((step) => applies(step, answers)).flatMap((step) => errorsIn(step, answers))
  const addressees = await authorityIds(ctx.tx, slugsOf(answers))
  errors.push(...unknownAddressees(addressees), ...unknownPlace(ctx, answers))
  if (errors.length > 0) throw new InvalidInput(errors)
  const wait = await countAgainst(ctx.db, perDay, person.accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)

  const petition = await makePetition(ctx, {
    draftId: id,
    answers,
    addressees: addressees as string[],
    starterMailboxId: person.mailboxId,
  })
  await sql`
    UPDATE petitions.draft SET petition_id = ${petition.id}, answers = '{}', saved_at = ${ctx.now} WHERE id = ${id}`.execute(
    ctx.tx,
  )
  await mailSupportLink(ctx, petition.id)
  return { number: petition.number }
}

/** Throws a draft away, with its documents. */
export async function deleteDraft(ctx: WriteContext, id: string): Promise<void> {
  await ownDraftHeld(ctx, id)
  await sql`DELETE FROM petitions.draft WHERE id = ${id}`.execute(ctx.tx)
}

/** A village joins another while a draft lies. */
function unknownPlace(ctx: WriteContext, { place }: Record<string, string>): FieldError[] {
  return place && !ctx.places.isInCountry(place) ? [{ field: 'place', text: { key: 'places.unknown' } }] : []
}
