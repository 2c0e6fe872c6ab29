import { sql } from 'kysely'
import { personOf } from '#commons/access/permit.ts'
import { dayOf } from '#commons/lifecycle/plain-day.ts'
import { NotFound, RuleBroken, TooMany } from '#kernel/errors.ts'
import type { WriteContext } from '#kernel/http/context.ts'
import { countAgainst } from '#kernel/http/limits.ts'
import { newId } from '#kernel/ids.ts'
import { takesSignatures } from '../petition.ts'
import { findPetitionRow } from '../store.ts'
import { holdOpen } from './hold-open.ts'

export interface OrganisationForm {
  name: string
  idno: string
  representative: string
  mandate: string
}

/** Organisations for which one person can speak in a day: enough for anybody, too few to fill a list. */
const organisationsPerPerson = { name: 'petitions.organisations', max: 10, seconds: 86_400 }

/**
 * An association supports a petition in its own name, by somebody signed in who says who speaks for it and by what decision.
 * It is shown apart and never counted with persons. The same act by the same person is the same as once.
 *
 * @throws SignInNeeded, NotFound, TooMany, RuleBroken petitions.not-open or petitions.signing.organisation.already
 */
export async function supportAsOrganisation(ctx: WriteContext, number: number, form: OrganisationForm): Promise<void> {
  const { accountId, mailboxId } = personOf(ctx)
  const petition = await findPetitionRow(ctx.tx, number)
  if (!petition?.publishedAt) throw new NotFound()
  const held = (await holdOpen(ctx.tx, [petition.id])).get(petition.id)
  if (!held || !takesSignatures(held, dayOf(ctx.now, ctx.timeZone))) throw new RuleBroken('petitions.not-open')
  const wait = await countAgainst(ctx.db, organisationsPerPerson, accountId, ctx.now)
  if (wait !== null) throw new TooMany(wait)
  const added = await sql`
    INSERT INTO petitions.supporting_organisation (petition_id, id, name, idno, mandate, representative, mailbox_id, added_at)
    VALUES (${petition.id}, ${newId(ctx.now)}, ${form.name}, ${form.idno}, ${form.mandate}, ${form.representative}, ${mailboxId}, ${ctx.now})
    ON CONFLICT DO NOTHING RETURNING id`.execute(ctx.tx)
  if (added.rows.length > 0) return
  const own = await sql`
    SELECT 1 FROM petitions.supporting_organisation
    WHERE petition_id = ${petition.id} AND idno = ${form.idno} AND mailbox_id = ${mailboxId} AND ended_at IS NULL`.execute(
    ctx.tx,
  )
  if (own.rows.length === 0) throw new RuleBroken('petitions.signing.organisation.already')
}

/** Who spoke for it takes the support back. Twice is the same as once. @throws SignInNeeded, NotFound */
export async function withdrawOrganisation(ctx: WriteContext, number: number, id: string): Promise<void> {
  const { mailboxId } = personOf(ctx)
  const petition = await findPetitionRow(ctx.tx, number)
  const { rows } = await sql<{ ended: boolean }>`
    SELECT ended_at IS NOT NULL AS ended FROM petitions.supporting_organisation
    WHERE petition_id = ${petition?.id ?? null} AND id = ${id} AND mailbox_id = ${mailboxId} FOR UPDATE`.execute(ctx.tx)
  if (!rows[0]) throw new NotFound()
  if (rows[0].ended) return
  await sql`
    UPDATE petitions.supporting_organisation SET ended_at = ${ctx.now}, ended_by = 'withdrawn'
    WHERE petition_id = ${petition?.id ?? null} AND id = ${id}`.execute(ctx.tx)
}
